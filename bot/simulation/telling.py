"""What simulated people tell beside training: the week, their own activities, and a day told anew."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from functools import partial

from bot.domain.activities import wave_of
from bot.domain.asking import Topic
from bot.domain.happening import Outcome
from bot.domain.weekly import sunday_of
from bot.simulation.amending import first_of
from bot.simulation.books import Books
from bot.simulation.hands import EFFORTS, USER, Hands

ACTIVITIES = ("carrying shopping", "digging", "sitting through a film")
ANSWERS = 0.7
"""Most people answer most questions."""


async def tell_measures(hands: Hands, asked: Topic | None) -> None:
    """The answer to the one question after a session."""
    if asked is None or not hands.chance(ANSWERS):
        return
    if asked is Topic.WEEK:
        await _week(hands)
    elif asked is Topic.ACTIVITIES:
        await _activity(hands)


async def _week(hands: Hands) -> None:
    """Calm for most; now and then it tells of pain that nobody had heard of."""
    pain, sunday = hands.world.pain, sunday_of(hands.today())
    average = hands.between((1, 4)) if hands.chance(hands.kind.pain) else 0
    await hands.press(lambda: pain.average_of_week(USER, sunday, average))
    worst = hands.between((average, 8)) if hands.chance(hands.kind.pain) else average
    await hands.press(lambda: pain.worst_of_week(USER, sunday, worst))


async def _activity(hands: Hands) -> None:
    """Up to three of one's own, one of them perhaps taken back; then each from 0 to 10."""
    measures = hands.world.measures
    if not hands.watch.plan.activities:
        for name in ACTIVITIES[: hands.between((1, 3))]:
            await hands.press(partial(measures.name_activity, USER, name))
    if hands.chance(0.1):
        await hands.once(partial(measures.drop_activity, USER, 0))
    wave = wave_of(hands.watch.plan, hands.today()) or 0
    for number in range(len(hands.watch.plan.activities)):
        await hands.press(partial(measures.rate_activity, USER, number, wave, hands.between((0, 10))))


async def tell_anew(hands: Hands) -> None:
    """One of the last days was different, or there was a session that nobody heard of."""
    corrections, dice = hands.world.corrections, hands.dice
    found = await corrections.last_days(USER)
    if found.free and dice.random() < 0.3:
        on = dice.choice(list(found.free))
        await hands.press(lambda: corrections.untold(USER, on))
    elif found.sessions:
        await _session_anew(hands, dice.choice(list(found.sessions.values())))


async def _session_anew(hands: Hands, session_id: int) -> None:
    corrections, dice = hands.world.corrections, hands.dice
    outcome, effort = dice.choice(list(Outcome)), dice.choice([each for each in EFFORTS if each])
    if dice.random() < 0.3:
        await hands.press(lambda: corrections.all_of(USER, session_id, outcome))
    else:
        index = dice.randint(0, 3)
        await hands.press(lambda: corrections.outcome(USER, session_id, index, outcome))
    await hands.press(lambda: corrections.effort(USER, session_id, effort))


async def tell_in_vain(hands: Hands) -> None:
    """Another day, or a session, that nobody can tell anew: nothing may come of it."""
    corrections, dice, books = hands.world.corrections, hands.dice, hands.watch.books
    outcome, on = dice.choice(list(Outcome)), dice.choice(_lost_days(books, hands.today()))
    sessions = _lost_sessions(books, hands.today())
    session_id = dice.choice(sessions or [0])
    calls: list[Callable[[], Awaitable[object]]] = [
        lambda: corrections.untold(USER, on),
        lambda: corrections.all_of(USER, session_id, outcome),
        lambda: corrections.outcome(USER, session_id, dice.randint(0, 3), outcome),
    ]
    await hands.press_in_vain(dice.choice(calls), "a correction that comes too late")


def _lost_days(books: Books, today: date) -> list[date]:
    """Tomorrow, four days ago, the last day of training, the last day of pain."""
    days = [today + timedelta(days=1), today - timedelta(days=4)]
    return days + [day for day in (books.trained, max(books.pains, default=None)) if day is not None]


def _lost_sessions(books: Books, today: date) -> list[int]:
    """The last session that is too old, the last before or in pain, the last that was one too many."""
    pain = max(books.pains, default=date.min)
    closed = [(number, sitting.day) for number, sitting in reversed(books.sittings.items())]
    lost = (
        next((number for number, day in closed if (today - day).days > 3), None),
        next((number for number, day in closed if books.stopped or day <= pain), None),
        next((number for number, day in closed if first_of(books, day) != number), None),
    )
    return [number for number in lost if number is not None]
