"""The screening cards and what follows them, as stories need them."""

from bot.domain.plan import PlanState
from tests.chat import Chatter, Message, World, text_of
from tests.stories.conftest import HARMLESS, screened

AGE, SIGNS, URGENT, HEALTH, PAIN, CONFIRM = HARMLESS


async def stands(chatter: Chatter) -> tuple[PlanState, tuple[str, ...]]:
    """The plan's state and its tags."""
    standing = await chatter.world.app.services.plans.standing(chatter.id)
    assert standing.plan is not None
    return standing.plan.state, tuple(sorted(standing.plan.tags))


async def having(chatter: Chatter, *items: str) -> Message:
    """A newcomer who ticks these items of the health card and is clear else."""
    return await screened(chatter, (AGE, SIGNS, URGENT, *items, "Done", PAIN, CONFIRM))


async def examined(world: World, anna: Chatter) -> Message:
    """The next day: both cards, 0 today, and a clinician's yes of today."""
    await world.passes(days=1, hours=1)
    await anna.says("/resume")
    await anna.taps("Answer the card")
    await anna.taps("None of these")
    await anna.taps("None of these")
    await anna.taps("0", await anna.says("/resume"))
    await anna.says("/resume")
    await anna.taps("A clinician said yes")
    return await anna.taps("Today")


async def opened(world: World, anna: Chatter) -> None:
    """Three mornings of the press: the gentle exercises are open, it is the fourth morning."""
    for _ in range(3):
        await anna.taps("Done", await today(anna))
        await anna.taps("Right")
        await world.passes(days=1)
    await anna.taps("Yes")


async def today(anna: Chatter) -> Message:
    """Today's session, with no new pain since the last one."""
    shown = await anna.says("/today")
    return await anna.taps("No", shown) if "Any new pain" in text_of(shown) else shown
