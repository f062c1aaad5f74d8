"""The hold timer on the screen: a ring card and one line that says what to do now and what comes next."""

from collections.abc import Mapping

from bot.domain import hold
from bot.domain.exercise import Exercise, Side
from bot.domain.hold import Moment, Phase, PhaseKind
from bot.services.outcomes import Step
from content.cards.ring import Kind
from content.catalogue import Catalogue
from content.texts import N_, Texts
from handlers.actions.measuring import Tired
from handlers.actions.stopping import Pain
from handlers.actions.training import PauseHold, ResumeHold, StopHold
from handlers.screen import Button, Screen, Style
from handlers.views import pictures
from handlers.views.markup import bold, paragraphs, plural, speak

CARDS: Mapping[PhaseKind, Kind] = {
    PhaseKind.READY: "ready",
    PhaseKind.HOLD: "hold",
    PhaseKind.MOVE: "hold",
    PhaseKind.BREATHE: "hold",
    PhaseKind.REST: "rest",
    PhaseKind.CHANGE: "change",
}
WORDS: Mapping[PhaseKind, str] = {
    PhaseKind.READY: N_("Get ready"),
    PhaseKind.HOLD: N_("Hold and keep breathing"),
    PhaseKind.MOVE: N_("Move slowly and evenly"),
    PhaseKind.BREATHE: N_("In for four, out for four"),
    PhaseKind.REST: N_("Let go and rest"),
    PhaseKind.CHANGE: N_("Change sides"),
}


def frame(shown: Step, elapsed: float, catalogue: Catalogue, texts: Texts) -> Screen:
    """The timer `elapsed` seconds after its start."""
    present = shown.session.present
    assert present is not None and shown.session.hold is not None  # noqa: S101  (the caller saw both)
    exercise, guide = catalogue.exercises[present.exercise_id], catalogue.guides[present.exercise_id]
    phases = hold.timeline(exercise, present.dose)
    moment = hold.at(phases, elapsed) or Moment(phases[-1], 0, None)
    paused = shown.session.hold.running_since is None
    total = max(phase.repetition for phase in phases)
    kind: Kind = "paused" if paused else CARDS[moment.phase.kind]
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_(guide.name)),
            bold(_now(moment, exercise, total, texts)) if not paused else bold(_("The timer is paused")),
            _("Then: {what}.", what=_what(moment.next, texts)) if moment.next else _("Then you are through."),
            _(guide.cue),
        ),
        (
            (
                _pause_key(shown, paused, texts),
                Button(texts.gettext("⏹ Stop timer"), StopHold(shown.session_id, shown.session.cursor)),
                Button(texts.gettext("🛑 Pain"), Pain(shown.session_id), Style.DANGER),
            ),
            (Button(texts.gettext("Tired muscles"), Tired(shown.session_id)),),
        ),
        picture=pictures.ring(kind, moment.left, moment.phase.repetition, total),
        session_id=shown.session_id,
        shown_in=shown.message_id,
    )


def _now(moment: Moment, exercise: Exercise, total: int, texts: Texts) -> str:
    _ = speak(texts)
    phase = moment.phase
    parts = [_(WORDS[phase.kind])]
    if phase.kind in (PhaseKind.HOLD, PhaseKind.BREATHE):
        parts.append(_("{number} of {total}", number=phase.repetition, total=total))
    if phase.side:
        parts.append(_side(phase, exercise, texts))
    parts.append(plural(texts, "{n} second", "{n} seconds", moment.left))
    return " · ".join(parts)


def _side(phase: Phase, exercise: Exercise, texts: Texts) -> str:
    _ = speak(texts)
    if exercise.side is Side.ALTERNATE:
        return _("one side") if phase.side == 1 else _("the other side")
    return _("first side") if phase.side == 1 else _("second side")


def _what(phase: Phase, texts: Texts) -> str:
    words = texts.gettext(WORDS[phase.kind])
    seconds = texts.ngettext("{n} second", "{n} seconds", phase.seconds).format(n=phase.seconds)
    return f"{words.lower()}, {seconds}"


def _pause_key(shown: Step, paused: bool, texts: Texts) -> Button:
    where = (shown.session_id, shown.session.cursor)
    if paused:
        return Button(texts.gettext("▶️ Go on"), ResumeHold(*where), Style.PRIMARY)
    return Button(texts.gettext("⏸ Pause timer"), PauseHold(*where))
