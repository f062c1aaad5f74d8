"""Reminders on their way: many at a time, by one of several processes."""
