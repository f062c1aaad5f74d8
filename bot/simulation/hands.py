"""What a person can press: each press calls the service that its handler calls, and is watched."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.asking import Topic
from bot.domain.cards import AGES, Card
from bot.domain.explaining import press_question_due
from bot.domain.happening import Effort
from bot.domain.offering import Offer, OfferKind
from bot.domain.screening import AgeBand
from bot.services.outcomes import Finished, MorningDue, Rated, SessionAnswer, Step, UpAsked
from bot.simulation.people import Kind
from bot.simulation.watch import Watch
from bot.simulation.world import World

T = TypeVar("T")
USER = 7
UP_ALREADY = 0.7
"""The share of mornings on which somebody has been up for an hour."""
HARMLESS = {
    Card.AGE: AGES.index(AgeBand.FROM_18),
    Card.EMERGENCY: 0,
    Card.URGENT: 0,
    Card.HEALTH: 0,
    Card.PAIN_NOW: 0,
    Card.CONFIRM: 1,
}
EFFORTS = (Effort.EASY, Effort.RIGHT, Effort.HARD, None)
REPLIES = (3, 6, 1)
"""How often people take another version of an exercise that goes badly, keep it, leave it out."""


@dataclass
class Hands:
    """The presses of one person; `twice` people press everything twice. `past` are steps long gone,
    `feel` is told of pain that comes outside of an exercise."""

    world: World
    kind: Kind
    dice: Random
    watch: Watch
    zone: str = "UTC"

    def __post_init__(self) -> None:
        """Nothing was pressed yet."""
        self.past: list[tuple[int, int]] = []
        self.feel: Callable[[date, int], None] = lambda _, __: None

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in such a share of cases."""
        return share > 0 and self.dice.random() < share

    def between(self, bounds: tuple[int, int]) -> int:
        """A whole number within the bounds, both included."""
        return self.dice.randint(*bounds)

    def wait(self, **step: float) -> None:
        """Let time pass."""
        self.world.clock.move(timedelta(**step))

    def today(self) -> date:
        """The person's date."""
        return self.world.clock.now().astimezone(ZoneInfo(self.zone)).date()

    async def press(self, call: Callable[[], Awaitable[T]]) -> T:
        """Press a button, perhaps twice; what came of the first time."""
        answer = await call()
        today = self.today()
        self.watch.after(answer, today)
        if self.kind.twice:
            self.wait(seconds=1)
            again = await call()
            self.watch.untouched(today, f"pressed twice: {type(answer).__name__}, {type(again).__name__}")
            self.watch.after(again, today)
        self.wait(seconds=self.dice.randint(3, 40))
        return answer

    async def once(self, call: Callable[[], Awaitable[object]]) -> None:
        """Press what goes back and forth: two presses would be none."""
        answer = await call()
        self.watch.after(answer, self.today())
        self.wait(seconds=self.dice.randint(3, 40))

    async def press_in_vain(self, call: Callable[[], Awaitable[object]], what: str) -> None:
        """Press what must not change anything."""
        answer = await call()
        self.watch.untouched(self.today(), what)
        self.watch.after(answer, self.today())

    async def begin(
        self, occurrence_id: int = 0, *, short: bool = False, again: bool = False
    ) -> SessionAnswer:
        """Start today's session, or go on with the open one."""
        sessions = self.world.sessions
        answer = await self.press(
            lambda: sessions.start(USER, short=short, again=again, occurrence_id=occurrence_id)
        )
        if isinstance(answer, MorningDue):
            answer = await self._morning(answer)
        if isinstance(answer, UpAsked):
            up = self.dice.random() < UP_ALREADY
            answer = await self.press(
                lambda: sessions.answer_up(USER, up, short=short, again=again, occurrence_id=occurrence_id)
            )
        if isinstance(answer, Step):
            self.past.append((answer.session_id, answer.session.cursor))
        return answer

    async def _morning(self, due: MorningDue) -> SessionAnswer:
        """New pain, or none, or tired muscles, or no answer at all; then the session, if there is one."""
        world, tired = self.world, self.chance(0.1)
        if self.chance(self.kind.morning_pain):
            await self.press(lambda: world.pain.report(USER, after=due.session_id))
            await self.press(lambda: world.pain.rate(USER, self.kind.nrs[0]))
            self.feel(self.today(), self.kind.nrs[0])
        elif not self.chance(self.kind.silent_mornings):
            await self.press(lambda: world.measures.morning(USER, due.session_id, tired=tired))
        return await self.press(
            lambda: world.sessions.start(
                USER, short=due.short, again=due.again, occurrence_id=due.occurrence_id, heard=True
            )
        )

    async def screening(self) -> None:
        """Fill in the screening cards, with the ticks of this person on the health card."""
        screening, ticks = self.world.screening, sorted(self.kind.ticks)
        for card, answer in (HARMLESS | {Card.HEALTH: int(bool(ticks))}).items():
            for item in ticks if card is Card.HEALTH else ():
                await self.press(lambda item=item: screening.tick(USER, item, True))  # type: ignore[misc]
            await self.press(lambda card=card, answer=answer: screening.answer(USER, card, answer))  # type: ignore[misc]

    async def cards(self, emergency: bool = False, urgent: bool = False) -> None:
        """Answer both cards."""
        await self.press(lambda: self.world.pain.emergency(USER, emergency))
        await self.press(lambda: self.world.pain.urgent(USER, urgent))

    async def effort(self, finished: Finished) -> Topic | None:
        """Say how it was, and answer what is asked then; what else was asked."""
        asks = None
        chosen = self.dice.choices(EFFORTS, self.kind.effort)[0]
        if chosen is not None:
            rated = await self.press(lambda: self.world.sessions.rate(USER, finished.session_id, chosen))
            offer = rated.offer if isinstance(rated, Rated) else None
            asks = rated.asks if isinstance(rated, Rated) else None
            if offer:
                await self.answer(offer)
        if finished.ask_press or press_question_due(self.watch.plan):
            felt = self.chance(self.kind.felt)
            await self.press(lambda: self.world.sessions.press_felt(USER, felt))
        return asks

    async def answer(self, offer: Offer) -> None:
        """Answer what is offered: a demanding exercise, another version, the days that are trained anyway."""
        plans, name = self.world.plans, offer.exercise_id
        if name is None:
            planned = self.chance(0.5)
            await self.press(lambda: plans.plan_pattern(USER, yes=planned))
        elif offer.kind is OfferKind.DEMANDING:
            no = self.dice.choice(
                (partial(plans.keep, USER, name), partial(plans.want, USER, name, yes=False))
            )
            yes = partial(plans.want, USER, name, yes=True)
            await self.press(yes if self.chance(self.kind.demanding) else no)
        else:
            await self.press(self.dice.choices((
                partial(plans.choose_version, USER, name, easier=not offer.easier),
                partial(plans.keep, USER, name), partial(plans.leave_out, USER, name),
            ), REPLIES)[0])  # fmt: skip

    async def old_button(self) -> None:
        """Scroll up and press a step that is over."""
        sitting = self.watch.plan.sitting
        # A session that was left open on another day ends at any press of its buttons.
        left_open = sitting is not None and not sitting.closed and sitting.day != self.today()
        if len(self.past) < 2 or left_open:
            return
        session_id, cursor = self.dice.choice(self.past[:-1])
        sessions = self.world.sessions
        calls: list[Callable[[], Awaitable[object]]] = [
            lambda: sessions.complete(USER, session_id, cursor),
            lambda: sessions.skip(USER, session_id, cursor, begun=True),
            lambda: sessions.begin_hold(USER, session_id, cursor),
            lambda: sessions.easier(USER, session_id, cursor),
        ]
        # How the last session was can still be told.
        if session_id != self.past[-1][0]:
            calls.append(lambda: sessions.rate(USER, session_id, Effort.EASY))
        await self.press_in_vain(self.dice.choice(calls), "an old button")

    async def last_button(self) -> None:
        """Press Done on the step that was on the screen when it hurt."""
        if self.past:
            session_id, cursor = self.past[-1]
            sessions = self.world.sessions
            await self.press_in_vain(lambda: sessions.complete(USER, session_id, cursor), "a step after pain")

    async def nonsense(self) -> None:
        """Send something that no button of ours sends."""
        world, tomorrow = self.world, self.today() + timedelta(days=1)
        calls: list[Callable[[], Awaitable[object]]] = [
            lambda: world.pain.rate(USER, 11),
            lambda: world.pain.check_in(USER, -1),
            lambda: world.pain.cleared(USER, tomorrow),
            lambda: world.plans.want(USER, "press", yes=True),
            lambda: world.plans.want(USER, "chair_arch", yes=True),
            lambda: world.sessions.complete(USER, 10**6, 0),
            lambda: world.sessions.rate(USER, 10**6, Effort.EASY),
            lambda: world.plans.toggle_day(USER, 9),
            lambda: world.reminders.decline(USER, 10**6),
        ]
        await self.press_in_vain(self.dice.choice(calls), "a value that does not exist")
