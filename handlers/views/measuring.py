"""The questions around a session: the morning after, and tired muscles told from pain."""

from datetime import timedelta

from bot.domain.rescreening import GAP_DAYS
from bot.services.outcomes import MorningDue
from content.texts import Texts
from handlers.actions.first import Open
from handlers.actions.measuring import AnswerMorning
from handlers.actions.stopping import Pain
from handlers.actions.training import ShowEasier, ShowStep, StartSession
from handlers.screen import Button, Screen, Style
from handlers.views.ending import ask_effort
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import HOME, home

NO, TIRED, PAIN, UNSAID = range(4)
WHOLE, SHORT, AGAIN, NOTHING = range(STARTS := 4)
A_DAY = timedelta(days=1)
LONG_AGO = timedelta(days=GAP_DAYS)
"""After so long the cards of warning signs come first, and the last session is not what matters."""


def ask_morning(due: MorningDue, texts: Texts, *, then_start: bool = True) -> Screen:
    """Any new pain since the last session? The answer goes on to what Start was to begin."""
    _ = speak(texts)
    start = (SHORT if due.short else AGAIN if due.again else WHOLE) if then_start else NOTHING
    long_ago = due.today - due.day >= LONG_AGO and not due.returning

    def key(label: str, felt: int, style: Style = Style.PLAIN) -> Button:
        return Button(label, AnswerMorning(due.session_id, felt * STARTS + start, due.occurrence_id), style)

    return Screen(
        paragraphs(
            bold(_since(due, texts, long_ago=long_ago)),
            _("If you are not sure, say pain.")
            if long_ago
            else _(
                "Muscles that are tired or sore for a day or two do not count. If you are not sure, say pain."
            ),
            _("On the way back a session counts once I know that the morning after was fine.")
            if due.returning
            else None,
        ),
        (
            (
                key(texts.gettext("No"), NO),
                *(() if long_ago else (key(texts.gettext("Tired muscles"), TIRED),)),
            ),
            (
                key(texts.gettext("Yes, pain"), PAIN, Style.DANGER),
                key(texts.gettext("Skip"), UNSAID),
            ),
        ),
    )


def _since(due: MorningDue, texts: Texts, *, long_ago: bool) -> str:
    """The question itself: since when, or only about now."""
    _ = speak(texts)
    if due.today - due.day == A_DAY:
        return _("Any new pain since yesterday's session?")
    if long_ago:
        return _("And just now: does anything hurt?")
    return _("Any new pain since your session on {day}?", day=texts.day(due.day))


def morning_noted(texts: Texts) -> Screen:
    """Thanks, without a session that was to begin, and what one can do."""
    return Screen(speak(texts)("Noted, thank you. What would you like to do?"), home(texts).rows)


def tired_now(session_id: int, cursor: int, texts: Texts) -> Screen:
    """Tired muscles in the middle of a session: rest, go on, or make it easier."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Tired is fine.")), _tiredness(texts), _("Rest as long as you like before you go on.")
        ),
        (
            (
                Button(texts.gettext("Go on"), ShowStep(session_id), Style.SUCCESS),
                Button(texts.gettext("Easier"), ShowEasier(session_id, cursor)),
            ),
            (Button(texts.gettext("🛑 Pain"), Pain(session_id), Style.DANGER),),
        ),
    )


def tired_later(rated_next: int | None, texts: Texts) -> Screen:
    """Tired muscles outside of a session; `rated_next` is one that waits for the answer how it was."""
    _ = speak(texts)
    if rated_next is not None:
        asked = ask_effort(rated_next, texts)
        return Screen(paragraphs(_tiredness(texts), asked.text), asked.rows)
    return Screen(
        paragraphs(
            bold(_("Tired is fine.")),
            _tiredness(texts),
            _("Gentle movement is welcome, and so is a day off."),
        ),
        (
            (Button(texts.gettext("5-minute version"), StartSession(0, SHORT)),),
            (
                Button(texts.gettext("Home"), Open(HOME)),
                Button(texts.gettext("🛑 Pain"), Pain(0), Style.DANGER),
            ),
        ),
    )


def _tiredness(texts: Texts) -> str:
    return speak(texts)(
        "Muscles that worked may feel heavy or sore, for a day or two. "
        "If it is sharp, sits in the spine, runs down a leg, or you are not sure: tap Pain."
    )
