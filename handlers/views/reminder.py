"""Reminders: they may show on a lock screen, so they never say what they are about."""

from datetime import time

from bot.domain.reminder import Invite
from bot.services.ports import Invitation
from content.texts import Texts
from handlers.actions.first import Open
from handlers.actions.stopping import CheckIn
from handlers.actions.training import NotToday, PutOff, StartSession
from handlers.screen import Button, Screen, Style
from handlers.views.markup import paragraphs, speak
from handlers.views.menu import HOME
from handlers.views.scale import scale

TEN_MINUTES, HOUR, EVENING = range(3)


def invitation(invited: Invitation, texts: Texts) -> Screen:
    """The message of a due reminder, by what the plan allows today."""
    match invited.invite:
        case Invite.SESSION:
            return session(invited, texts)
        case Invite.CHECK_IN:
            return check_in(texts)
        case Invite.WAITING | Invite.PAUSED:
            return standing_by(texts)


def session(invited: Invitation, texts: Texts) -> Screen:
    """The daily invitation: start, later, or not today."""
    _ = speak(texts)
    occurrence = invited.occurrence
    evening = (
        (Button(texts.gettext("This evening"), PutOff(occurrence.id, EVENING)),)
        if invited.evening_ahead
        else ()
    )
    late = _("I am late today, and that is my fault.") if invited.late else None
    missed = (
        _("I was away on {day}; that day does not count.", day=texts.day(invited.missed))
        if invited.missed
        else None
    )
    return Screen(
        paragraphs(_("Good to see you. Your few minutes are ready when you are."), late, missed),
        (
            (
                Button(texts.gettext("▶️ Start"), StartSession(occurrence.id, 0), Style.SUCCESS),
                Button(texts.gettext("5-minute version"), StartSession(occurrence.id, 1)),
            ),
            (
                Button(texts.gettext("In 10 min"), PutOff(occurrence.id, TEN_MINUTES)),
                Button(texts.gettext("In 1 h"), PutOff(occurrence.id, HOUR)),
                *evening,
            ),
            (Button(texts.gettext("Not today"), NotToday(occurrence.id)),),
        ),
    )


def check_in(texts: Texts) -> Screen:
    """The quiet daily 0-10 while the plan is paused; its words tell nothing to somebody looking over."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            _("How is it today, from 0 (nothing) to 10?"),
            _("Everything rests for now. Please talk to a doctor or physiotherapist before you start again."),
        ),
        scale(CheckIn),
        silent=True,
    )


def standing_by(texts: Texts) -> Screen:
    """A rare word while nothing is scheduled."""
    _ = speak(texts)
    return Screen(
        _("I am still here. Nothing is scheduled; /resume shows how to go on whenever you like."),
        ((Button(texts.gettext("Home"), Open(HOME)),),),
        silent=True,
    )


def put_off(at: time, texts: Texts) -> Screen:
    """When the reminder comes again."""
    return Screen(speak(texts)("All right, I come again at {clock}.", clock=texts.clock(at)))


def not_today(texts: Texts) -> Screen:
    """No more for today, without a word of blame."""
    return Screen(speak(texts)("All right, not today. See you next time."))


def no_more(texts: Texts) -> Screen:
    """It was put off often enough, or its day is over."""
    return Screen(speak(texts)("This one cannot be put off any more. /today starts whenever you like."))


def started(texts: Texts) -> Screen:
    """What is left of the reminder once the session is open."""
    return Screen(speak(texts)("Here we go."))
