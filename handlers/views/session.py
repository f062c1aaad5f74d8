"""A session on the screen: the step, the hold timer, the way of it, the end."""

from bot.domain.duration import BETWEEN, CHANGE_POSITION
from bot.domain.exercise import Equipment, Exercise, Position
from bot.domain.prescription import Prescription
from bot.domain.programme import PRESS
from bot.domain.session import Session
from bot.services.outcomes import Step, UpAsked
from content.catalogue import Catalogue
from content.guide import Guide
from content.texts import N_, Texts
from handlers.actions.choosing import Lack, UpAnHour
from handlers.actions.measuring import Tired
from handlers.actions.stopping import Pain
from handlers.actions.training import (
    AskSkip,
    BeginHold,
    ExerciseDone,
    Pause,
    ShowEasier,
    ShowHow,
    ShowStep,
    SkipExercise,
)
from handlers.screen import Button, Rows, Screen, Style
from handlers.views import locks, pictures, reasons
from handlers.views.doses import dose, minutes, side_rule
from handlers.views.markup import bold, italic, numbered, paragraphs, speak

LACKING = {
    Equipment.CHAIR: N_("I have no steady chair"),
    Equipment.ROLL: N_("I have no towel roll"),
}
SETTLE = {
    (True, False): N_("Settle first: lie down and take four slow belly breaths."),
    (True, True): N_("Settle first: lie down and take two slow belly breaths."),
    (False, False): N_("Settle first: get comfortable and take four slow belly breaths."),
    (False, True): N_("Settle first: get comfortable and take two slow belly breaths."),
}
"""By whether one lies down first, and whether it is the short version."""


def step(shown: Step, catalogue: Catalogue, texts: Texts, *, caption_only: bool = False) -> Screen:
    """The present exercise: picture, name, dose, position, steps, breathing, and how far along."""
    present = shown.session.present
    assert present is not None  # noqa: S101  (only open sessions are shown)
    _ = speak(texts)
    exercise, guide = catalogue.exercises[present.exercise_id], catalogue.guides[present.exercise_id]
    eased = eases(shown.session, present)
    needed = present.lacking if eased else present.lacking & exercise.equipment
    lines = (_(locks.STAND_INS[item]) for item in sorted(needed))
    return Screen(
        paragraphs(
            f"{bold(_(guide.name))}\n{amount(exercise, present, texts)}",
            _settle(shown.session, catalogue, texts) or _rest(shown.session, catalogue, texts),
            *lines,
            _(guide.easier) if eased else _(guide.position),
            None if eased else numbered(map(_, guide.steps)),
            italic(_(guide.breathing)),
            side_rule(exercise, texts),
            _along(shown.session, catalogue, texts),
        ),
        _keys(shown, eased, texts),
        picture=pictures.of_exercise(guide, eased=eased),
        session_id=shown.session_id,
        shown_in=shown.message_id,
        caption_only=caption_only,
    )


def amount(exercise: Exercise, present: Prescription, texts: Texts) -> str:
    """The dose and, behind it, its reason."""
    return f"{bold(dose(exercise, present.dose, texts))} · {reasons.because(present.because, texts)}"


def eases(session: Session, present: Prescription) -> bool:
    """Whether the easier version is on the screen."""
    return present.easier or present.exercise_id in session.easier


def how(shown: Step, guide: Guide, texts: Texts) -> Screen:
    """The long instructions: what to lay ready, what goes wrong, when to stop."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_(guide.name)),
            f"{bold(_('Ready:'))} {_(guide.ready)}",
            numbered(map(_, guide.steps)),
            f"{bold(_('Breathing:'))} {_(guide.breathing)}",
            f"{bold(_('Avoid:'))}\n" + "\n".join(f"• {_(each)}" for each in guide.mistakes),
            f"{bold(_('Easier:'))} {_(guide.easier)}",
            _(guide.stop) if guide.stop else None,
        ),
        ((Button(texts.gettext("Back to the exercise"), ShowStep(shown.session_id)),),),
    )


def take_your_time(shown: Step, texts: Texts) -> Screen:
    """Somebody wants a break in the middle of a session: from it, or from the plan?"""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Take your time.")),
            _(
                "This session waits for you until the end of the day. For a longer break pause the whole plan."
            ),
        ),
        (
            (Button(texts.gettext("Back to the exercise"), ShowStep(shown.session_id), Style.SUCCESS),),
            (Button(texts.gettext("Pause the plan"), Pause()),),
        ),
    )


def ask_skip(shown: Step, texts: Texts) -> Screen:
    """How much of the exercise was done before it is left."""
    where = (shown.session_id, shown.session.cursor)
    return Screen(
        speak(texts)("That is fine. Did you do a part of it?"),
        (
            (
                Button(texts.gettext("A part"), SkipExercise(*where, 1)),
                Button(texts.gettext("Nothing"), SkipExercise(*where, 0)),
            ),
            (Button(texts.gettext("Back to the exercise"), ShowStep(shown.session_id)),),
        ),
        session_id=shown.session_id,
        shown_in=shown.message_id,
        caption_only=True,
    )


def bell(step_shown: Step, guide: Guide, texts: Texts) -> Screen:
    """The end of a hold timer, as a message of its own so that the phone sounds."""
    _ = speak(texts)
    where = (step_shown.session_id, step_shown.session.cursor)
    return Screen(
        f"⏱ {_('That was it: {name}. Come back slowly.', name=texts.gettext(guide.name))}",
        (
            (
                Button(texts.gettext("✅ Done"), ExerciseDone(*where), Style.SUCCESS),
                Button(texts.gettext("🛑 Pain"), Pain(step_shown.session_id), Style.DANGER),
            ),
            (Button(texts.gettext("Tired muscles"), Tired(step_shown.session_id)),),
        ),
    )


def _settle(session: Session, catalogue: Catalogue, texts: Texts) -> str | None:
    if session.cursor:
        return None
    _ = speak(texts)
    first = catalogue.exercises[session.prescriptions[0].exercise_id]
    words = _(SETTLE[first.position is Position.SUPINE, session.short])
    things = _things(session, catalogue, texts)
    learns = session.lesson and first.id == PRESS
    every = (catalogue.exercises[each.exercise_id].position for each in session.prescriptions)
    face_down = Position.PRONE in every
    lines = (
        words,
        _("In all {minutes}.", minutes=minutes(session.seconds, texts)),
        _("Lay ready: {things}.", things=things) if things else None,
        _("Best not soon after a meal.") if face_down else None,
        _(
            "Learn this one well: a hand in the small of your back feels the press. Everything else builds on it."
        )
        if learns
        else None,
    )
    return "\n".join(line for line in lines if line)


def _things(session: Session, catalogue: Catalogue, texts: Texts) -> str:
    """What the whole session needs, as far as it is there."""
    needed = {
        item
        for each in session.prescriptions
        for item in catalogue.exercises[each.exercise_id].equipment - each.lacking
    }
    return ", ".join(texts.gettext(locks.ITEMS[item]) for item in Equipment if item in needed)


def _rest(session: Session, catalogue: Catalogue, texts: Texts) -> str:
    """The pause since the exercise before: longer where the position changes."""
    before, present = session.prescriptions[session.cursor - 1 : session.cursor + 1]
    here, there = (catalogue.exercises[each.exercise_id].position for each in (present, before))
    _ = speak(texts)
    if here is there:
        return _("Rest {seconds} seconds first.", seconds=BETWEEN)
    return _("Rest and change your position slowly: {seconds} seconds.", seconds=CHANGE_POSITION)


def _along(session: Session, catalogue: Catalogue, texts: Texts) -> str:
    _ = speak(texts)
    total, number = len(session.prescriptions), session.cursor + 1
    here = _("Exercise {number} of {total}", number=number, total=total)
    if number == total:
        return f"{here} · {_('the last one')}" if total > 1 else here
    following = catalogue.guides[session.prescriptions[number].exercise_id].name
    return f"{here} · {_('next: {name}', name=texts.gettext(following))}"


def _keys(shown: Step, eased: bool, texts: Texts) -> Rows:
    where = (shown.session_id, shown.session.cursor)
    easier = () if eased else (Button(texts.gettext("Easier"), ShowEasier(*where)),)
    return (
        (
            Button(texts.gettext("✅ Done"), ExerciseDone(*where), Style.SUCCESS),
            Button(texts.gettext("⏱ Hold timer"), BeginHold(*where), Style.PRIMARY),
            Button(texts.gettext("🛑 Pain"), Pain(shown.session_id), Style.DANGER),
        ),
        (
            Button(texts.gettext("Skip"), AskSkip(*where)),
            *easier,
            Button(texts.gettext("How to"), ShowHow(*where)),
        ),
        (Button(texts.gettext("Tired muscles"), Tired(shown.session_id)),),
        *_missing(shown, texts),
    )


def _missing(shown: Step, texts: Texts) -> Rows:
    """Asked once, where it is needed for the first time: whether the thing is there at all."""
    asks = shown.session.present.asks if shown.session.present else None
    if asks is None:
        return ()
    lack = Lack(shown.session_id, shown.session.cursor, tuple(Equipment).index(asks))
    return ((Button(texts.gettext(LACKING[asks]), lack),),)


def ask_up(asked: UpAsked, texts: Texts) -> Screen:
    """Before a session that bends the back, in the morning: one tap, and either answer is fine."""
    _ = speak(texts)
    where = (asked.occurrence_id, asked.mode)
    return Screen(
        _(
            "Have you been up for an hour? Bending comes only after that; without it the session counts as whole."
        ),
        (
            (
                Button(texts.gettext("Yes"), UpAnHour(*where, 1), Style.SUCCESS),
                Button(texts.gettext("Not yet"), UpAnHour(*where, 0)),
            ),
        ),
    )
