"""Keyboards as Telegram takes them."""

from collections.abc import Mapping

from handlers.codec import encode
from handlers.screen import Button, Rows, Screen

Markup = Mapping[str, object]


def markup(screen: Screen) -> Markup | None:
    """What `screen` has below it when it is sent: buttons, a key that shares the place, or nothing."""
    if screen.asks_location:
        key = {"text": screen.asks_location, "request_location": True}
        return {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}
    return {"remove_keyboard": True} if screen.drops_keys else inline(screen.rows)


def inline(rows: Rows) -> Markup | None:
    """The buttons of a message; None when there are none."""
    return {"inline_keyboard": [[_key(button) for button in row] for row in rows]} if rows else None


def _key(button: Button) -> dict[str, str]:
    key = {"text": button.label, "callback_data": encode(button.action)}
    return key | {"style": button.style.value} if button.style else key
