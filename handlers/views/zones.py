"""The question of the time zone: how it can be told, and the local time shown back for a yes."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.domain.person import Person, mark_of
from content.texts import Texts
from handlers.actions.first import ConfirmZone, PickZone
from handlers.screen import Button, Rows, Screen, Style
from handlers.views.markup import bold, paragraphs, speak


def ask(texts: Texts) -> Screen:
    """How to tell the time zone, with the key that shares the place."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Where are you?")),
            _(
                "I need your time zone to come at the right hour. Share your location with the button below, "
                "or type your city, your time zone (such as Europe/Lisbon), or what time it is for you "
                "now (such as 14:05). I keep the zone, never the place."
            ),
        ),
        asks_location=texts.gettext("📍 Share my location"),
    )


def unknown(person: Person, texts: Texts) -> Screen:
    """The typed place was not found; the ways that always work, and the way out for who had one before."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _(
                "I could not find that place. Try the nearest big city, a time zone such as America/Lima, or "
                "just tell me what time it is for you now, such as 14:05."
            ),
            _("To keep {place} send /start.", place=place(person.zone)) if person.zone else None,
        ),
        asks_location=texts.gettext("📍 Share my location"),
    )


def choice(zones: tuple[str, ...], texts: Texts, now: datetime) -> Screen:
    """Several zones fit: each with its local time, or the one that fits to be confirmed."""
    if len(zones) == 1:
        return confirm(zones[0], texts, now)
    _ = speak(texts)
    rows: Rows = tuple(
        (Button(f"{place(name)} · {texts.clock(_local(name, now))}", PickZone(index, mark_of(zones))),)
        for index, name in enumerate(zones)
    )
    again = (Button(texts.gettext("None of these"), ConfirmZone(0)),)
    return Screen(_("Which of these is yours?"), (*rows, again))


def confirm(name: str, texts: Texts, now: datetime) -> Screen:
    """The local time, shown back for a yes."""
    _ = speak(texts)
    return Screen(
        _(
            "It is {clock} for you now, in the time zone {zone}. Right?",
            clock=texts.clock(_local(name, now)),
            zone=name,
        ),
        (
            (
                Button(texts.gettext("Yes"), ConfirmZone(1), Style.SUCCESS),
                Button(texts.gettext("No"), ConfirmZone(0)),
            ),
        ),
    )


def try_again(texts: Texts) -> Screen:
    """The zone shown was not the right one."""
    return Screen(speak(texts)("All right, let us look again."))


def thanks(texts: Texts) -> Screen:
    """A short word that takes the location key away again."""
    return Screen(speak(texts)("Thank you."), drops_keys=True, silent=True)


def place(name: str) -> str:
    """The city in a zone's name, as people write it; plain text."""
    return name.rpartition("/")[2].replace("_", " ")


def _local(name: str, now: datetime) -> time:
    return now.astimezone(ZoneInfo(name)).time()
