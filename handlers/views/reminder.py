"""Reminders: they may show on a lock screen, so they never say what they are about."""

from datetime import time

from bot.domain.comeback import Comeback
from bot.domain.reminder import DAILY, Invite
from bot.domain.variety import template
from bot.services.ports import Invitation
from content.texts import N_, Texts
from handlers.actions.first import Open
from handlers.actions.habit import KeepHour
from handlers.actions.stopping import Card, CheckIn
from handlers.actions.training import NotToday, PutOff, StartSession
from handlers.screen import Button, Rows, Screen, Style
from handlers.views import habit
from handlers.views.markup import paragraphs, speak
from handlers.views.menu import HOME
from handlers.views.onboarding import hour_rows
from handlers.views.pain import EMERGENCY, way_back
from handlers.views.scale import scale

TEN_MINUTES, HOUR, EVENING = range(3)
INVITATIONS = (
    N_("Hello again. Your few minutes are ready when you are."),
    N_("A quiet moment is waiting for you."),
    N_("Hello. Ready for a small pause of your own?"),
    N_("Here I am, as promised. Take your time."),
    N_("A few calm minutes, just for you."),
    N_("Whenever it suits you today, I am ready."),
    N_("Small and steady: today's few minutes are here."),
    N_("A little time for yourself? Everything is laid out."),
    N_("A good moment for a few quiet minutes. Shall we?"),
    N_("The day is yours, and so are these few minutes."),
    N_("It takes only a little while. Begin when you like."),
    N_("No rush: your moment is here when you are."),
)
"""One a day in turn, so that none is read twice within a week; as many as `variety` counts on."""
COMEBACKS = {
    Comeback.DAY: N_("A day without it changes nothing; today is a good day."),
    Comeback.WEEK: N_("It has been a week, and everything is kept. We take it up gently, whenever you like."),
    Comeback.LONGER: N_("It has been a while, and nothing is lost. Whenever you like, we begin lightly."),
}


def invitation(invited: Invitation, texts: Texts) -> Screen:
    """The message of a due reminder, by what the plan allows today."""
    match invited.invite:
        case Invite.SESSION:
            return session(invited, texts)
        case Invite.NUDGE:
            return nudge(invited, texts)
        case Invite.ANOTHER_HOUR:
            return another_hour(invited, texts)
        case Invite.CHECK_IN:
            return check_in(texts)
        case Invite.FIRST_QUESTIONS:
            return first_questions(texts)
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
    return Screen(
        paragraphs(_words(invited, texts), *_asides(invited, texts)),
        (
            *_start(invited.occurrence.id, texts),
            (
                Button(texts.gettext("In 10 min"), PutOff(occurrence.id, TEN_MINUTES)),
                Button(texts.gettext("In 1 h"), PutOff(occurrence.id, HOUR)),
                *evening,
            ),
            _not_today(invited.occurrence.id, texts),
        ),
    )


def nudge(invited: Invitation, texts: Texts) -> Screen:
    """The one second message of a day: shorter, silent, and no reproach."""
    _ = speak(texts)
    return Screen(
        _("Just in case it slipped by: your few minutes are still here. If today is full, that is fine too."),
        (
            *_start(invited.occurrence.id, texts),
            (Button(texts.gettext("In 1 h"), PutOff(invited.occurrence.id, HOUR)),),
            _not_today(invited.occurrence.id, texts),
        ),
        silent=True,
    )


def another_hour(invited: Invitation, texts: Texts) -> Screen:
    """After some days without an answer: perhaps the hour does not suit."""
    _ = speak(texts)
    kept = texts.clock(invited.hour) if invited.hour else ""
    return Screen(
        _("Hello. Would another hour suit you better? Tap one, or stay with {clock}.", clock=kept),
        (
            *_start(invited.occurrence.id, texts),
            *hour_rows(texts),
            (
                Button(texts.gettext("Stay with this hour"), KeepHour()),
                *_not_today(invited.occurrence.id, texts),
            ),
        ),
    )


def first_questions(texts: Texts) -> Screen:
    """To a newcomer who has not finished the first questions."""
    _ = speak(texts)
    return Screen(
        _(
            "We were in the middle of getting to know each other. Whenever you like, we go on where we stopped."
        ),
        ((Button(texts.gettext("Go on"), Open(HOME)),),),
        silent=True,
    )


def check_in(texts: Texts) -> Screen:
    """The quiet daily 0-10 while the plan is paused; whom to talk to stands behind a tap, not here."""
    _ = speak(texts)
    signs = Button(texts.gettext("Warning signs"), Card(EMERGENCY, 2))
    return Screen(
        _("How is it today, from 0 (nothing) to 10? Everything rests for now."),
        (*scale(CheckIn), (signs,), way_back(texts)),
        silent=True,
    )


def standing_by(texts: Texts) -> Screen:
    """A rare word while nothing is scheduled; the reason is one tap away, not on the lock screen."""
    _ = speak(texts)
    return Screen(
        _("I am still here. Nothing is scheduled; /resume shows how to go on whenever you like."),
        ((Button(texts.gettext("How things stand"), Open(HOME)),),),
        silent=True,
    )


def put_off(at: time, texts: Texts) -> Screen:
    """When the reminder comes again."""
    return Screen(speak(texts)("All right, I come again at {clock}.", clock=texts.clock(at)))


def not_today(texts: Texts) -> Screen:
    """No more for today, without a word of blame."""
    return Screen(speak(texts)("All right, not today. See you next time."))


def no_more(occurrence_id: int, texts: Texts) -> Screen:
    """It was put off often enough for one day: now or not today is what is left."""
    return Screen(
        speak(texts)("I do not come once more today, but these minutes stay here: begin whenever you like."),
        (*_start(occurrence_id, texts), _not_today(occurrence_id, texts)),
    )


def started(texts: Texts, back: Comeback | None = None) -> Screen:
    """What is left of the reminder once the session is open."""
    _ = speak(texts)
    return Screen(paragraphs(_("Here we go."), welcome(back, texts)))


def welcome(back: Comeback | None, texts: Texts) -> str | None:
    """The warm word for who begins again."""
    _ = speak(texts)
    words = {
        Comeback.DAY: _("🌱 Back again: that is how habits are made."),
        Comeback.WEEK: _("🌱 Welcome back. Beginning again is the hardest part, and you have just done it."),
        Comeback.LONGER: _("🌱 So good that you are here again. Nothing is lost, and we begin lightly."),
    }
    return words[back] if back else None


def _words(invited: Invitation, texts: Texts) -> str:
    _ = speak(texts)
    held = invited.occurrence
    if held.slot != DAILY:
        return _("Here I am again, as you asked.")
    return _(INVITATIONS[template(held.user_id, held.day)])


def _asides(invited: Invitation, texts: Texts) -> tuple[str | None, ...]:
    """What else is to be said: the moment chosen, a gap, and what was Lumbo's own fault."""
    _ = speak(texts)
    moment = habit.tapped(invited.cue, invited.spot, texts)
    return (
        _("As you planned: {plan}.", plan=moment) if moment else None,
        _(COMEBACKS[invited.back]) if invited.back else None,
        _("I am late today, and that is my fault.") if invited.late else None,
        _("I was away on {day}; that day does not count.", day=texts.day(invited.missed))
        if invited.missed
        else None,
    )


def _start(occurrence_id: int, texts: Texts) -> Rows:
    return (
        (
            Button(texts.gettext("▶️ Start"), StartSession(occurrence_id, 0), Style.SUCCESS),
            Button(texts.gettext("5-minute version"), StartSession(occurrence_id, 1)),
        ),
    )


def _not_today(occurrence_id: int, texts: Texts) -> tuple[Button, ...]:
    return (Button(texts.gettext("Not today"), NotToday(occurrence_id)),)
