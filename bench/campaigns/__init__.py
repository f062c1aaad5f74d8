"""What must never happen to a reminder or a tap, tried against real processes, by seed, one command each."""
