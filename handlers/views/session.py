"""A session on the screen: the step, the hold timer, the way of it, the end."""

from bot.domain.exercise import Exercise
from bot.domain.prescription import Prescription
from bot.domain.session import Session
from bot.services.outcomes import Step
from content.catalogue import Catalogue
from content.guide import Guide
from content.texts import Texts
from handlers.actions.stopping import Pain
from handlers.actions.training import (
    AskSkip,
    BeginHold,
    ExerciseDone,
    ShowEasier,
    ShowHow,
    ShowStep,
    SkipExercise,
)
from handlers.screen import Button, Rows, Screen, Style
from handlers.views import pictures, reasons
from handlers.views.doses import dose, minutes, side_rule
from handlers.views.markup import bold, italic, numbered, paragraphs, speak


def step(shown: Step, catalogue: Catalogue, texts: Texts, *, caption_only: bool = False) -> Screen:
    """The present exercise: picture, name, dose, position, steps, breathing, and how far along."""
    present = shown.session.present
    assert present is not None  # noqa: S101  (only open sessions are shown)
    _ = speak(texts)
    exercise, guide = catalogue.exercises[present.exercise_id], catalogue.guides[present.exercise_id]
    eased = eases(shown.session, present)
    return Screen(
        paragraphs(
            f"{bold(_(guide.name))}\n{amount(exercise, present, texts)}",
            _settle(shown.session, texts),
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
        ),
    )


def _settle(session: Session, texts: Texts) -> str | None:
    if session.cursor:
        return None
    words = speak(texts)("Settle first: lie down and take four slow belly breaths.")
    return f"{words} ({minutes(session.seconds, texts)})"


def _along(session: Session, catalogue: Catalogue, texts: Texts) -> str:
    _ = speak(texts)
    total, number = len(session.prescriptions), session.cursor + 1
    here = _("Exercise {number} of {total}", number=number, total=total)
    if number == total:
        return f"{here} · {_('the last one')}"
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
    )
