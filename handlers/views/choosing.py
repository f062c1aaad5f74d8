"""One's own programme: every exercise with what can be chosen, what is there, and what is offered."""

from collections.abc import Mapping, Sequence

from bot.domain.exercise import Equipment
from bot.domain.locks import Lock
from bot.domain.offering import Offer, OfferKind
from bot.domain.refusal import Refusal
from bot.services.outcomes import Finished, Step
from bot.services.standings import ExerciseStanding
from content.catalogue import Catalogue
from content.texts import N_, Texts
from handlers.actions.choosing import (
    KeepAsIs,
    LeaveOut,
    OptIn,
    OptOut,
    PlanPattern,
    ShowExercise,
    ShowExercises,
    TakeBack,
    ToggleItem,
    UseVersion,
)
from handlers.actions.first import Open
from handlers.screen import Button, Rows, Screen, Style
from handlers.views import locks, reasons, refit
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.menu import SETTINGS
from handlers.views.rows import in_rows

Changed = Step | Finished | None
ITEMS = tuple(Equipment)
TAKEN_BACK = (Lock.LEFT_OUT, Lock.HURT)

QUESTIONS: Mapping[OfferKind, str] = {
    OfferKind.SKIPPED: N_("{name} was skipped three times. Would another version suit you better?"),
    OfferKind.PLATEAU: N_("{name} has been steady for three weeks, and that is fine too. Keep it so?"),
    OfferKind.DEMANDING: N_(
        "You are strong enough for a demanding exercise: {name}. It starts at its lowest step. Shall I add it?"
    ),
    OfferKind.DAYS: N_("You have trained on {days} for two weeks. Shall I plan those days?"),
}


def every(found: Sequence[ExerciseStanding], catalogue: Catalogue, texts: Texts) -> Screen:
    """All exercises, each with its button: a tick when it is in the programme, a dot when it is not."""
    _ = speak(texts)
    keys = [
        Button(f"{'·' if each.locked else '✓'} {texts.gettext(catalogue.guides[each.exercise_id].name)}",
               ShowExercise(index_of(each.exercise_id, catalogue)))
        for each in found
    ]  # fmt: skip
    return Screen(
        paragraphs(
            bold(_("Your exercises")),
            _("✓ is in your sessions, · is not. Tap one to see why, and to choose what suits you."),
        ),
        (*in_rows(keys), (Button(texts.gettext("Settings"), Open(SETTINGS)),)),
    )


def one(stands: ExerciseStanding, catalogue: Catalogue, texts: Texts) -> Screen:
    """One exercise: its dose with rule, reason and what comes next, or what keeps it out; and the choices."""
    _ = speak(texts)
    name = bold(_(catalogue.guides[stands.exercise_id].name))
    if stands.locked or stands.why is None:
        said = locks.locked(stands.locked, catalogue, texts) if stands.locked else None
    else:
        said = reasons.told(stands.why, catalogue.exercises[stands.exercise_id], texts)
    easier = stands.why is not None and stands.why.easier
    return Screen(
        paragraphs(
            name,
            said,
            _("You see its easier version.") if easier else None,
            refit.told(stands.changed, texts),
        ),
        (
            *_choices(stands, catalogue, texts),
            *refit.back(stands.changed, texts),
            (Button(texts.gettext("All exercises"), ShowExercises()),),
        ),
    )


def refusal(stands: ExerciseStanding, catalogue: Catalogue, texts: Texts) -> str:
    """Why a wish was refused, as a toast."""
    if stands.refused is Refusal.LOCKED and stands.locked:
        reason = locks.locked(stands.locked, catalogue, texts)
        return f"{texts.gettext('Not now.')} {reason}"
    return texts.gettext("Already noted.")


def _choices(stands: ExerciseStanding, catalogue: Catalogue, texts: Texts) -> Rows:
    index = index_of(stands.exercise_id, catalogue)
    if stands.locked is None and stands.why is not None:
        usual = texts.gettext("The usual version again")
        lighter = texts.gettext("The easier version from now on")
        version = UseVersion(index, int(not stands.why.easier))
        return (
            (Button(usual if stands.why.easier else lighter, version),),
            (Button(texts.gettext("Leave it out"), LeaveOut(index)),),
        )
    lock = stands.locked.lock if stands.locked else None
    if lock in TAKEN_BACK:
        return ((Button(texts.gettext("Take it back"), TakeBack(index), Style.SUCCESS),),)
    if lock is Lock.ASKED:
        return ((Button(texts.gettext("Yes, add it"), OptIn(index), Style.SUCCESS),),)
    return ()


def offer(offered: Offer, catalogue: Catalogue, texts: Texts) -> Screen:
    """The one question after a session; saying nothing is an answer too."""
    _ = speak(texts)
    guide = catalogue.guides[offered.exercise_id] if offered.exercise_id else None
    name, days = texts.gettext(guide.name) if guide else "", texts.weekdays(offered.weekdays)
    question = _(QUESTIONS[offered.kind], name=name, days=days)
    return Screen(question, _answers(offered, catalogue, texts))


def _answers(offered: Offer, catalogue: Catalogue, texts: Texts) -> Rows:
    if offered.exercise_id is None:
        return (
            (Button(texts.gettext("Yes, plan them"), PlanPattern(1), Style.SUCCESS),),
            (Button(texts.gettext("Keep my days"), PlanPattern(0)),),
        )
    index = index_of(offered.exercise_id, catalogue)
    if offered.kind is OfferKind.DEMANDING:
        return (
            (Button(texts.gettext("Yes, add it"), OptIn(index), Style.SUCCESS),),
            (
                Button(texts.gettext("Not now"), KeepAsIs(index)),
                Button(texts.gettext("No, thank you"), OptOut(index)),
            ),
        )
    easier = (Button(texts.gettext("Easier version"), UseVersion(index, 1)),)
    return (
        (Button(texts.gettext("Keep it"), KeepAsIs(index)), *(() if offered.easier else easier)),
        (Button(texts.gettext("Leave it out"), LeaveOut(index)),),
    )


def kept(texts: Texts) -> Screen:
    """It stays as it is."""
    return Screen(speak(texts)("All right, it stays as it is. /settings changes it whenever you like."))


def opted_in(texts: Texts) -> Screen:
    """The yes is noted."""
    return Screen(speak(texts)("Added: it comes with one of the next sessions."))


def opted_out(texts: Texts) -> Screen:
    """The no is noted, and is fine."""
    return Screen(speak(texts)("That is fine: I will not ask again. /settings adds it if you ever want it."))


def days_planned(weekdays: frozenset[int], texts: Texts) -> Screen:
    """The days are planned."""
    _ = speak(texts)
    days = texts.weekdays(weekdays)
    return Screen(
        _("Planned: from now on I come on {days}. /settings changes the days whenever you like.", days=days)
    )


def equipment(answers: Mapping[Equipment, bool], texts: Texts, changed: Changed = None) -> Screen:
    """What exercises need, ticked unless it is not there."""
    _ = speak(texts)
    keys = tuple(
        (Button(f"{'·' if answers.get(item) is False else '✓'} {texts.gettext(locks.ITEMS[item])}",
                ToggleItem(n)),)
        for n, item in enumerate(ITEMS)
    )  # fmt: skip
    return Screen(
        paragraphs(
            bold(_("What you have")),
            _("Tap what you do not have. Then I show you another way, or leave an exercise out and say so."),
            refit.told(changed, texts),
        ),
        (*keys, *refit.back(changed, texts), (Button(texts.gettext("Settings"), Open(SETTINGS)),)),
    )


def index_of(exercise_id: str, catalogue: Catalogue) -> int:
    """The place of an exercise in the programme's order, as buttons carry it."""
    return list(catalogue.exercises).index(exercise_id)
