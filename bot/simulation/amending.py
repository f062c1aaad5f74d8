"""Corrections as the watch sees them: what they may not do, and the day as it was told anew."""

from collections.abc import Iterator
from datetime import date

from bot.domain.happening import Effort, Outcome
from bot.domain.measures import SessionCorrected, TrainedUntold
from bot.simulation.books import Books, Moment
from bot.simulation.loads import stood

CORRECTIONS = (SessionCorrected, TrainedUntold)


def nothing_gained(books: Books, moment: Moment) -> Iterator[str]:
    """A correction opens nothing, raises nothing beyond what was shown, and forgets no pain.

    What an earlier correction had closed may be open again, if it was shown on the days that are told anew.
    """
    if not isinstance(moment.event, CORRECTIONS):
        return
    on = _told_of(books, moment.event) or moment.event.day
    before, after = moment.before, moment.after
    if (before.pains, before.pause, before.epoch) != (after.pains, after.pause, after.epoch):
        yield "a correction changed what is known of pain"
    for name, found in after.progress.items():
        earlier, (day, rung) = before.progress.get(name), books.shown.get(name, (date.min, 0))
        if found.unlocked_on is not None and (earlier is None or earlier.unlocked_on is None) and day < on:
            yield f"{name} was opened by a correction"
        elif found.rung > max(earlier.rung if earlier else 0, rung):
            yield f"{name} rose by a correction"


def of_the_last_days(books: Books, moment: Moment) -> Iterator[str]:
    """Only the last 3 days can be told anew, none that pain has spoken on since, one session on each."""
    event = moment.event
    if not isinstance(event, CORRECTIONS):
        return
    on = _told_of(books, event)
    if on is None:
        yield "a session was told anew that nobody has closed"
        return
    if not 0 <= (event.day - on).days <= 3:
        yield f"{on} was told anew on {event.day}"
    if books.stopped or any(pain >= on for pain in books.pains):
        yield f"{on} was told anew in spite of pain"
    first = first_of(books, on)
    if on in books.trained_days and first is None:
        yield f"{on} was told twice"
    if first != (None if isinstance(event, TrainedUntold) else event.session_id):
        yield f"{on} has another session that counts"


def _told_of(books: Books, event: SessionCorrected | TrainedUntold) -> date | None:
    """The day that it tells anew; None for that of a session that nobody has closed."""
    if isinstance(event, TrainedUntold):
        return event.on
    return books.sittings[event.session_id].day if event.session_id in books.sittings else None


def first_of(books: Books, day: date) -> int | None:
    """The session of that day that was closed first, which is the one that counts."""
    return next((number for number, sitting in books.sittings.items() if sitting.day == day), None)


def amend(books: Books, moment: Moment) -> None:
    """Write a correction into the books."""
    event = moment.event
    _restore(books, moment)
    if isinstance(event, TrainedUntold):
        books.trained_days.add(event.on)
    elif isinstance(event, SessionCorrected) and event.session_id in books.sittings:
        _told_anew(books, event)
    books.trained = max(books.trained_days, default=None)


def _restore(books: Books, moment: Moment) -> None:
    """A step back that was a mistake and that nobody has trained at yet: what was shown last still stood.

    It is no growth when it comes back (rule 6), up to the rung of the last showing and not beyond.
    """
    for name, found in moment.after.progress.items():
        earlier, shown = moment.before.progress.get(name), books.shown.get(name)
        if earlier is None or shown is None or found.rung <= earlier.rung:
            continue
        day, rung = shown
        least = stood(books.programme, name, min(rung, found.rung))
        for on, seconds in books.loads:
            if on >= day and name in seconds:
                seconds[name] = max(seconds[name], least)


def _told_anew(books: Books, event: SessionCorrected) -> None:
    sitting = books.sittings[event.session_id]
    day, told = sitting.day, {each.exercise_id: each.outcome for each in event.results}
    outcomes = {p.exercise_id: told.get(p.exercise_id, Outcome.SKIPPED) for p in sitting.shown.prescriptions}
    tried = set(outcomes.values()) - {Outcome.SKIPPED}
    (books.trained_days.add if tried else books.trained_days.discard)(day)
    for name, outcome in outcomes.items():
        if books.told_on.get(name) == day and books.shown[name][0] <= day:
            books.outcome[name] = outcome
            books.effort[name] = event.effort if outcome is Outcome.DONE else None
    practised = outcomes.get("press") is Outcome.DONE and event.effort in (Effort.EASY, Effort.RIGHT)
    if "press" in outcomes:
        (books.gate_days.add if practised else books.gate_days.discard)(day)
    if books.current is not None and books.current[0] == day:
        full = not sitting.shown.short and set(outcomes.values()) == {Outcome.DONE}
        books.current = (day, books.current[1], full)
