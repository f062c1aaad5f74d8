"""What simulated people change because they want to: versions, days, things, health answers, habits."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.domain.cards import Card
from bot.domain.exercise import Equipment
from bot.domain.habit import CUES, SPOTS
from bot.domain.screening import Health
from bot.services.outcomes import MorningDue
from bot.simulation.hands import USER, Hands
from bot.simulation.telling import tell_measures

Wish = Callable[[Hands], Awaitable[object]]


async def wish(hands: Hands) -> None:
    """One of them."""
    await hands.dice.choice(WISHES)(hands)


async def _version(hands: Hands) -> None:
    easier = hands.chance(0.5)
    await hands.press(partial(hands.world.plans.choose_version, USER, _exercise(hands), easier=easier))


async def _leave_out(hands: Hands) -> None:
    await hands.press(partial(hands.world.plans.leave_out, USER, _exercise(hands)))


async def _take_back(hands: Hands) -> None:
    out = [name for name, found in hands.watch.plan.progress.items() if found.left_out or found.hurt_on]
    name = hands.dice.choice(out or [_exercise(hands)])
    await hands.press(partial(hands.world.plans.take_back, USER, name))


async def _demand(hands: Hands) -> None:
    yes = hands.chance(0.5)
    await hands.press(partial(hands.world.plans.want, USER, _exercise(hands), yes=yes))


async def _day(hands: Hands) -> None:
    await hands.once(partial(hands.world.plans.toggle_day, USER, hands.between((0, 6))))


async def _thing(hands: Hands) -> None:
    """Something is not at hand any more; what was missing until now has been found."""
    missing = [item for item, has in hands.watch.plan.equipment.items() if not has]
    item = hands.dice.choice(missing or list(Equipment))
    await hands.once(partial(hands.world.plans.toggle_item, USER, item))


async def bring_back(hands: Hands) -> None:
    """All that stands in the way of a session: what was left out, and what is not at hand."""
    plan, plans = hands.watch.plan, hands.world.plans
    for name in [name for name, found in plan.progress.items() if found.left_out]:
        await hands.press(partial(plans.take_back, USER, name))
    for item in [item for item, has in plan.equipment.items() if not has and item not in hands.kind.misses]:
        await hands.once(partial(plans.toggle_item, USER, item))


async def _health(hands: Hands) -> None:
    """Another tick on the health card, or what was ticked lately is over; and the card closed again."""
    answers = hands.watch.plan.answers
    if answers is None:
        return
    lately = sorted(answers.health - hands.kind.ticks)
    item = hands.dice.choice(lately or list(Health))
    health = answers.health ^ {item}
    await hands.press(partial(hands.world.screening.tick, USER, item, item in health))
    await hands.press(partial(hands.world.screening.answer, USER, Card.HEALTH, int(bool(health))))


async def _habit(hands: Hands) -> None:
    habits, dice = hands.world.habits, hands.dice
    await hands.press(partial(habits.choose_cue, USER, dice.choice((*CUES, None))))
    await hands.press(partial(habits.choose_spot, USER, dice.choice((*SPOTS, None))))
    await hands.press(partial(habits.nudge, USER, hands.chance(0.5)))


async def _beside(hands: Hands) -> None:
    """Be there without training, and answer what is asked then."""
    asked = await hands.press(partial(hands.world.measures.ask_beside, USER))
    if not isinstance(asked, MorningDue):
        await tell_measures(hands, asked)
    # The same tap twice is one that comes right after the question.
    hands.wait(minutes=1)


def _exercise(hands: Hands) -> str:
    return hands.dice.choice(list(hands.world.programme.exercises))


WISHES: tuple[Wish, ...] = (
    _version, _leave_out, _take_back, _take_back, _demand, _day, _thing, _health, _habit, _beside,
)  # fmt: skip
