"""A fleet of simulated people whose years are held against the safety rules (docs/safety-report.md)."""
