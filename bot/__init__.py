"""Lumbo, a coach for the lower back on Telegram."""

__version__ = "0.1.0"
