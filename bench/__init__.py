"""Measurements and campaigns against the whole bot, each run by one command."""
