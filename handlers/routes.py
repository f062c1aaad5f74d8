"""Every way into Lumbo, readable as a menu."""

from typing import Any

from telegram.ext import Application, TypeHandler

from bot.transport.incoming import Membership, Said, Tap
from handlers import errors, free_text
from handlers.buttons import on_button


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Tell the application who handles what (docs/decisions/0034-our-own-taps.md)."""
    application.add_handler(TypeHandler(Tap, on_button))
    application.add_handler(TypeHandler(Said, free_text.on_said))
    application.add_handler(TypeHandler(Membership, free_text.on_membership))
    application.add_error_handler(errors.on_error)
