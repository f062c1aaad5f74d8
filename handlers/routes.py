"""Every way into Lumbo, readable as a menu."""

from typing import Any

from telegram.ext import Application, CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from handlers import errors, free_text
from handlers.buttons import on_button

PRIVATE = filters.ChatType.PRIVATE


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Tell the application who handles what; the first that fits wins."""
    application.add_handler(CallbackQueryHandler(on_button))
    application.add_handler(MessageHandler(PRIVATE & filters.COMMAND, free_text.on_command))
    application.add_handler(MessageHandler(PRIVATE & filters.LOCATION, free_text.on_location))
    application.add_handler(MessageHandler(PRIVATE & filters.TEXT, free_text.on_text))
    application.add_handler(MessageHandler(PRIVATE & ~filters.StatusUpdate.ALL, free_text.on_anything))
    application.add_handler(MessageHandler(~PRIVATE, free_text.on_group))
    application.add_handler(ChatMemberHandler(free_text.on_membership))
    application.add_error_handler(errors.on_error)
