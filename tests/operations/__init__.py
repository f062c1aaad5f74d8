"""Running the bot: faults at start, health and figures, letting go of what is old."""
