"""When reminders come: at a minute of one's own, or, where many have chosen the same one, in a window."""

from datetime import time

from content.texts import Texts
from handlers.views.markup import speak


def every_day(hour: time | None, until: time | None, texts: Texts) -> str:
    """From now on, every day."""
    _ = speak(texts)
    when = texts.clock(hour) if hour else ""
    if until is None:
        return _("I will come every day at {clock} your time. You can change that in /settings.", clock=when)
    return _(
        "I will come every day between {clock} and {until} your time, since many have chosen that minute. You can change it in /settings.",
        clock=when,
        until=texts.clock(until),
    )


def from_now_on(hour: time | None, until: time | None, texts: Texts) -> str:
    """The new hour."""
    _ = speak(texts)
    when = texts.clock(hour) if hour else ""
    if until is None:
        return _("From now on I come at {clock}.", clock=when)
    return _(
        "From now on I come between {clock} and {until}: many have chosen that minute.",
        clock=when,
        until=texts.clock(until),
    )


def chosen(hour: time | None, until: time | None, texts: Texts) -> str:
    """The line among the settings."""
    _ = speak(texts)
    when = texts.clock(hour) if hour else "–"
    if until is None:
        return _("Hour: {clock}", clock=when)
    return _(
        "Hour: between {clock} and {until}, since many have chosen that minute",
        clock=when,
        until=texts.clock(until),
    )
