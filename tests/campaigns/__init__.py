"""The short forms of the campaigns: the same code as the full ones, for seconds."""
