"""What each button means, as values."""
