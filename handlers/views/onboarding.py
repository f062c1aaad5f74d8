"""The first questions but the cards and the zone: who Lumbo is, consent, the specialist's yes, the hour."""

from datetime import time

from bot.domain.cards import Draft
from bot.domain.person import Person, Question, next_question
from bot.domain.safety import STOPPED
from bot.services.outcomes import Standing
from content.texts import Texts
from handlers.actions.first import Consent, Open, SetHour, Specialist
from handlers.actions.training import StartSession
from handlers.screen import Button, Rows, Screen, Style
from handlers.views import coming, zones
from handlers.views.cards import following
from handlers.views.habit import cue_rows
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import PRIVACY, SETTINGS
from handlers.views.resting import standing

HOURS = (6, 7, 8, 9, 12, 18, 20, 21)


def question(person: Person, texts: Texts) -> Screen:
    """The screen that asks for the person's next answer."""
    match next_question(person):
        case Question.CONSENT:
            return consent(texts)
        case Question.SPECIALIST:
            return specialist(texts)
        case Question.CARDS:
            return following(person.cards or Draft(), texts)
        case Question.ZONE:
            return zones.ask(texts)
        case _:
            return hour(texts, first=True)


def consent(texts: Texts) -> Screen:
    """Who Lumbo is, what it keeps, and the question whether that is all right."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Hello, I am Lumbo.")),
            _(
                "Every morning I invite you to a few calm floor exercises for the lower back, show each one, "
                "count with you, and stop at once when something hurts. "
                "I am a routine and no medical care: I cannot examine you, and a doctor's word always "
                "comes before mine."
            ),
            _(
                "To do this I keep your answers: about your health and pain, your time zone and hour, and what "
                "you trained. Nobody else gets them; /export shows you everything and /delete "
                "removes it. Telegram carries our chat, and its bot chats are not end-to-end encrypted."
            ),
            _("May I keep your answers?"),
        ),
        (
            (
                Button(texts.gettext("Yes, I agree"), Consent(1), Style.SUCCESS),
                Button(texts.gettext("No"), Consent(0)),
            ),
            (Button(texts.gettext("Privacy"), Open(PRIVACY)),),
        ),
    )


def declined(texts: Texts) -> Screen:
    """Without consent nothing is kept and nothing begins."""
    _ = speak(texts)
    return Screen(
        _("That is fine. I keep nothing, and nothing begins. If you change your mind, send /start."),
        ((Button(texts.gettext("Yes, I agree"), Consent(1)),),),
    )


def specialist(texts: Texts) -> Screen:
    """The question that stands before every exercise."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Before the first exercise")),
            _("Has a doctor or physiotherapist agreed that gentle floor exercises are fine for you?"),
        ),
        (
            (
                Button(texts.gettext("Yes"), Specialist(1), Style.SUCCESS),
                Button(texts.gettext("Not yet"), Specialist(0)),
            ),
        ),
    )


def not_agreed_yet(texts: Texts) -> Screen:
    """No exercise without the specialist's yes."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _(
                "Then please ask first: a doctor or physiotherapist can tell you in a few minutes whether "
                "gentle floor exercises suit you."
            ),
            _("I will wait here. Come back and tap the button when you have their yes."),
        ),
        ((Button(texts.gettext("They said yes"), Specialist(1), Style.SUCCESS),),),
    )


def hour(texts: Texts, *, first: bool) -> Screen:
    """When to remind: the usual hours as buttons, any other typed."""
    _ = speak(texts)
    hint = _("Mornings work well, but leave an hour after getting up.") if first else None
    return Screen(
        paragraphs(
            bold(_("When shall I come?")),
            _("Tap an hour, or type one, such as 7:30, 07.30, 19h or 7pm."),
            hint,
        ),
        hour_rows(texts),
    )


def hour_rows(texts: Texts) -> Rows:
    """The usual hours, four a row."""
    buttons = [Button(texts.clock(time(each)), SetHour(each * 60)) for each in HOURS]
    return tuple(tuple(buttons[start : start + 4]) for start in range(0, len(buttons), 4))


def hour_unclear(texts: Texts) -> Screen:
    """The typed hour was not understood."""
    _ = speak(texts)
    screen = hour(texts, first=False)
    sorry = _("I did not catch an hour in that. Please type it like 7:30 or 19h, or tap one:")
    return Screen(sorry, screen.rows)


def hour_changed(person: Person, until: time | None, when: str | None, texts: Texts) -> Screen:
    """When reminders come from now on, and `when` next: the hour, the zone or the specialist's word was asked."""
    _ = speak(texts)
    clock = _("That is by the clock of {place}.", place=zones.place(person.zone or ""))
    return Screen(
        paragraphs(
            f"{coming.from_now_on(person.hour, until, texts)} {clock}",
            _("See you {when}.", when=when) if when else None,
        ),
        ((Button(texts.gettext("Settings"), Open(SETTINGS)),),),
    )


def set_up(shown: Standing, until: time | None, when: str | None, texts: Texts) -> Screen:
    """What follows the last question: the cards, the word that all is set, or what the plan waits for."""
    if shown.question is not None:
        return question(shown.person, texts)
    resting = shown.plan is not None and shown.plan.state in STOPPED
    if resting:
        return standing(shown, texts)
    trained = shown.plan is not None and shown.plan.sitting is not None
    if trained:
        return hour_changed(shown.person, until, when, texts)
    return ready(shown.person, until, texts)


def ready(person: Person, until: time | None, texts: Texts) -> Screen:
    """Everything is known: what happens now."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("All set.")),
            coming.every_day(person.hour, until, texts),
            _(
                "The first days are one exercise only, the floor press: two or three minutes that the rest "
                "is built on. If anything hurts, at any time, tap Pain or send /pain."
            ),
            _("One more thing, only if you like: when will you unroll your mat?"),
        ),
        (
            (Button(texts.gettext("▶️ Start now"), StartSession(0, 0), Style.SUCCESS),),
            *cue_rows(texts),
        ),
    )
