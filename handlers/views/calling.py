"""Whom to call when it cannot wait."""

from content import emergency
from content.texts import Texts
from handlers.views.markup import speak


def emergency_call(texts: Texts, zone: str | None) -> str:
    """The sentence with the number of the country that the person's zone lies in, escaped."""
    _ = speak(texts)
    number = emergency.number_in(zone)
    if number is None:
        default = emergency.DEFAULT
        return _("In an emergency call {number} or your local emergency number.", number=default)
    return _("In an emergency call {number}.", number=number)


def call_now(texts: Texts, zone: str | None) -> str:
    """The same for somebody who should do it now, escaped."""
    _ = speak(texts)
    number = emergency.number_in(zone)
    if number is None:
        default = emergency.DEFAULT
        return _(
            "Call {number} or your local emergency number, or go to the nearest emergency department.",
            number=default,
        )
    return _("Call {number}, or go to the nearest emergency department.", number=number)
