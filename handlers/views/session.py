"""A session on the screen: the step, the hold timer, the way of it, the end."""

from bot.domain.exercise import Exercise
from bot.domain.log import Outcome
from bot.domain.prescription import Prescription
from bot.domain.session import Session
from bot.services.outcomes import Finished, Rated, Step
from content.catalogue import Catalogue
from content.guide import Guide
from content.texts import Texts
from handlers.actions import (
    AskSkip,
    BeginHold,
    ExerciseDone,
    OptIn,
    Pain,
    PressFelt,
    RateEffort,
    ShowEasier,
    ShowHow,
    ShowStep,
    SkipExercise,
    StartSession,
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


def closing(done: Finished, catalogue: Catalogue, texts: Texts) -> Screen:
    """What is left of the living message when the session is over: what was done."""
    _ = speak(texts)
    signs = {Outcome.DONE: "✅", Outcome.PARTIAL: "◐", Outcome.SKIPPED: "–"}
    lines = (
        f"{signs[outcome]} {_(catalogue.guides[each.exercise_id].name)}"
        for each, outcome in zip(done.session.prescriptions, done.session.outcomes, strict=False)
    )
    return Screen(paragraphs(bold(_("Session finished")), "\n".join(lines)), caption_only=True)


def ask_effort(session_id: int, texts: Texts) -> Screen:
    """How it was: the answer shapes the next dose."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Well done. How was it?")),
            _("Easy: three more would have gone. Right: one or two more. Hard: the last one was shaky."),
        ),
        (
            (
                Button(texts.gettext("Easy"), RateEffort(session_id, 0)),
                Button(texts.gettext("Right"), RateEffort(session_id, 1)),
                Button(texts.gettext("Hard"), RateEffort(session_id, 2)),
            ),
            (Button(texts.gettext("🛑 Pain"), Pain(session_id), Style.DANGER),),
        ),
    )


def rated(answer: Rated, catalogue: Catalogue, texts: Texts, when: str | None) -> Screen:
    """Thanks, what it means for each exercise, and when we meet again."""
    _ = speak(texts)
    lines = (
        f"{bold(_(catalogue.guides[why.exercise_id].name))}: {reasons.because(why.because, texts)}"
        for why in answer.reasons
    )
    return Screen(
        paragraphs(
            _("Noted, thank you."),
            "\n".join(lines),
            _("See you {when}.", when=when) if when else None,
        )
    )


def ask_press(texts: Texts) -> Screen:
    """The question that opens everything after the floor press."""
    _ = speak(texts)
    return Screen(
        _(
            "One question before the next exercises: can you feel your back press your hand while you keep breathing?"
        ),
        (
            (
                Button(texts.gettext("Yes"), PressFelt(1), Style.SUCCESS),
                Button(texts.gettext("Not yet"), PressFelt(0)),
            ),
        ),
    )


def press_answered(felt: bool, texts: Texts) -> Screen:
    """What the answer opens."""
    _ = speak(texts)
    if felt:
        return Screen(
            _("Lovely: that is the base of everything. The gentle exercises open from the next session on.")
        )
    return Screen(_("No hurry. We stay with the floor press, and I ask again after the next sessions."))


def ask_opt_in(name: str, index: int, texts: Texts) -> Screen:
    """A demanding exercise is ready: it comes only with a yes."""
    _ = speak(texts)
    return Screen(
        _(
            "You are strong enough for a demanding exercise: {name}. It starts at its lowest step. Shall I add it?",
            name=texts.gettext(name),
        ),
        ((Button(texts.gettext("Yes, add it"), OptIn(index), Style.SUCCESS),),),
    )


def opted_in(texts: Texts) -> Screen:
    """The yes is noted."""
    return Screen(speak(texts)("Added: it comes with one of the next sessions."))


def trained_today(texts: Texts) -> Screen:
    """Today is done; once more is allowed and changes nothing."""
    _ = speak(texts)
    return Screen(
        _(
            "Today is done. Rest is part of it. If you feel like it you may do it once more; it does not count."
        ),
        ((Button(texts.gettext("Once more"), StartSession(0, 2)),),),
    )


def noted(texts: Texts) -> Screen:
    """What is left of a message whose answer was taken."""
    return Screen(speak(texts)("✅ Noted."))


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
