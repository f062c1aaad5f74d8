"""Doses, sides and durations in words: the sort of `3 x 5 s, each side`."""

from bot.domain.dose import Dose, Measure
from bot.domain.exercise import Exercise, Side
from content.texts import Texts
from handlers.views.markup import plural, speak


def dose(exercise: Exercise, amount: Dose, texts: Texts) -> str:
    """The dose as it stands on a screen, escaped."""
    _ = speak(texts)
    if exercise.measure is Measure.HOLD:
        words = _("{reps} × {seconds} s", reps=amount.reps, seconds=amount.seconds)
    elif exercise.measure is Measure.BREATHS:
        words = plural(texts, "{n} slow breath", "{n} slow breaths", amount.reps)
    elif amount.rounds > 1:
        words = _("{rounds} rounds of {reps}", rounds=amount.rounds, reps=amount.reps)
    else:
        words = plural(texts, "{n} time", "{n} times", amount.reps)
    return f"{words}, {_('each side')}" if exercise.side is not Side.BOTH else words


def side_rule(exercise: Exercise, texts: Texts) -> str | None:
    """How the sides follow each other, for exercises that have sides."""
    _ = speak(texts)
    if exercise.side is Side.EACH:
        return _("First all of one side, then turn round and do the other.")
    return _("Change sides after each one.") if exercise.side is Side.ALTERNATE else None


def minutes(seconds: int, texts: Texts) -> str:
    """About how long something takes."""
    count = max(1, round(seconds / 60))
    return plural(texts, "about {n} minute", "about {n} minutes", count)
