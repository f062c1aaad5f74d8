"""Any order of taps, faults and time: a state machine that keeps its own books of what must hold."""
