"""One simulated life with Lumbo: reminders come, days go by, and the person does what is in their nature."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from bot.domain.plan import PlanState
from bot.domain.reminder import Invite, Sent
from bot.domain.schedule import Snooze
from bot.services.ports import Invitation
from bot.simulation.books import INVITING, STOPPED, TRAINING
from bot.simulation.hands import USER, Hands
from bot.simulation.hurting import Hurting
from bot.simulation.loads import load, seconds_of
from bot.simulation.telling import tell_anew, tell_in_vain
from bot.simulation.training import Training
from bot.simulation.wishing import wish
from bot.simulation.world import BEGIN

END_OF_TIME = datetime.max.replace(tzinfo=UTC)
TOO_LATE = 0.3
"""The share of corrections that must not be taken."""
IN_VAIN = 0.1
"""How often Start is pressed while the plan is stopped."""
FATES = (Sent.UNCLEAR, Sent.NOT_SENT, Sent.REFUSED)


@dataclass(frozen=True, slots=True)
class Day:
    """How things stood when a day was over: loaded seconds of everything open, and the pain felt."""

    number: int
    state: PlanState
    load: int
    pain: int
    trained: bool


@dataclass
class Life:
    """The person's habits played out on the services; `diary` has a page for every day."""

    hands: Hands
    diary: list[Day] = field(default_factory=list)

    def __post_init__(self) -> None:
        """At the very beginning."""
        self.hurting = Hurting(self.hands)
        self.training = Training(self.hands, self.hurting)
        self._today: date | None = None
        self._back_on: date | None = None

    async def live(self, days: int) -> None:
        """Arrive, and then `days` days; on one of them, or the last, the whole past is looked at."""
        await self._arrive()
        end, world = BEGIN + timedelta(days=days), self.hands.world
        inspection = BEGIN + timedelta(days=self.hands.between((0, days + days // 4)))
        while world.clock.now() < end:
            if world.clock.now() >= inspection:
                await self._look_back()
                inspection = END_OF_TIME
            await self._next()
        self._write()
        if inspection != END_OF_TIME:
            await self._look_back()

    async def _look_back(self) -> None:
        """What the calendar and `python -m bot replay` make of the log so far."""
        hands, world = self.hands, self.hands.world
        hands.watch.looked_back(await world.history.look_back(USER))
        hands.watch.replayed(await world.replay.differences(USER), hands.today())

    async def _arrive(self) -> None:
        hands, onboarding = self.hands, self.hands.world.onboarding
        hour = time(hands.between((5, 22)), hands.dice.choice((0, 15, 30)))
        await hands.press(lambda: onboarding.consent(USER, "en"))
        if hands.chance(0.2):
            await hands.press(lambda: onboarding.specialist(USER, False))
        await hands.press(lambda: onboarding.specialist(USER, True))
        await hands.screening()
        await self._move_to(hands.kind.zones[0])
        await hands.press(lambda: onboarding.set_hour(USER, hour))
        if hands.kind.chooses and hands.kind.weekdays is not None:
            for weekday in sorted(set(range(7)) - hands.kind.weekdays):
                await hands.once(partial(hands.world.plans.toggle_day, USER, weekday))

    async def _move_to(self, zone: str) -> None:
        hands, onboarding = self.hands, self.hands.world.onboarding
        await hands.press(lambda: onboarding.propose_zones(USER, (zone,)))
        await hands.press(lambda: onboarding.confirm_zone(USER, True))
        hands.zone = zone

    async def _next(self) -> None:
        """Sleep until something is due; let it arrive; live on."""
        hands, world = self.hands, self.hands.world
        due = hands.watch.observer.wakes_at() or world.clock.now() + timedelta(days=1)
        if hands.chance(hands.kind.down):
            due += timedelta(hours=hands.between((1, 40)))
        world.until(due + timedelta(seconds=hands.between((0, 20))))
        world.arrived.clear()
        await world.tick(self._fate)
        hands.watch.ticked(world.arrived, hands.today())
        await self._meet(world.arrived[-1] if world.arrived else None)

    def _fate(self) -> Sent:
        return self.hands.dice.choice(FATES) if self.hands.chance(self.hands.kind.unclear) else Sent.DELIVERED

    async def _meet(self, arrived: Invitation | None) -> None:
        hands, today = self.hands, self.hands.today()
        fresh = today != self._today
        if fresh:
            self._write()
        self._today = today
        hands.wait(minutes=hands.between((0, 40)))
        if self._is_away(hands.world.clock.now()):
            arrived = None
        else:
            if fresh:
                await self._new_day()
            await self._respond(arrived, fresh=fresh)

    def _is_away(self, now: datetime) -> bool:
        number = (now - BEGIN).days
        return any(first <= number < first + days for first, days in self.hands.kind.away)

    async def _new_day(self) -> None:
        """What happens on a day by itself."""
        hands, kind = self.hands, self.hands.kind
        if hands.chance(kind.moves):
            await self._move_to(hands.dice.choice(kind.zones))
        if hands.chance(kind.hour_changes):
            hour = time(hands.between((4, 23)))
            await hands.press(lambda: hands.world.onboarding.set_hour(USER, hour))
        await self._of_own_accord()
        if hands.chance(kind.ache):
            await self.hurting.report()
        elif hands.chance(kind.flag):
            await self.hurting.flag()

    async def _of_own_accord(self) -> None:
        """What a person presses that nobody has asked for."""
        hands, kind = self.hands, self.hands.kind
        if hands.chance(kind.old):
            await hands.old_button()
        if hands.chance(kind.corrects):
            await (tell_in_vain if hands.chance(TOO_LATE) else tell_anew)(hands)
        if hands.chance(kind.wrong):
            await hands.nonsense()
        if hands.chance(kind.wishes):
            await wish(hands)

    async def _respond(self, arrived: Invitation | None, *, fresh: bool) -> None:
        state = self.hands.watch.plan.state
        if state in STOPPED:
            if self.hands.chance(IN_VAIN):
                await self.training.try_in_vain()
            if fresh:
                await self.hurting.day()
        elif state is PlanState.PAUSED_BY_USER:
            await self._rest()
        elif state in TRAINING:
            await self._perhaps_train(arrived, fresh=fresh)

    async def _rest(self) -> None:
        hands = self.hands
        if self._back_on is None or hands.today() >= self._back_on:
            well = hands.chance(0.7)
            await hands.press(lambda: hands.world.plans.resume(USER, well=well))

    async def _perhaps_train(self, arrived: Invitation | None, *, fresh: bool) -> None:
        hands, kind = self.hands, self.hands.kind
        if fresh and hands.chance(kind.pause):
            self._back_on = hands.today() + timedelta(days=hands.between(kind.pause_days))
            ill = hands.chance(0.3)
            await hands.press(lambda: hands.world.plans.pause(USER, ill=ill))
            if ill and hands.chance(0.1):
                await hands.press(lambda: hands.world.plans.not_ill(USER))
            return
        asked = arrived is not None and self._heeds(arrived.invite)
        if asked and arrived is not None and await self._puts_off(arrived.occurrence.id):
            return
        own_day = kind.weekdays is None or hands.today().weekday() in kind.weekdays
        if own_day and ((asked and hands.chance(kind.train)) or (fresh and hands.chance(kind.unasked))):
            await self.training.train(arrived.occurrence.id if asked and arrived else 0)
            while hands.watch.plan.state in TRAINING and hands.chance(kind.again):
                hands.wait(hours=1)
                await self.training.train(again=True)

    def _heeds(self, invite: Invite) -> bool:
        """Whether an invitation is taken up at all; a nudge seldom is."""
        return invite in INVITING and (
            invite is not Invite.NUDGE or self.hands.chance(self.hands.kind.nudged)
        )

    async def _puts_off(self, occurrence_id: int) -> bool:
        """Whether today's reminder was put off or declined."""
        hands, reminders = self.hands, self.hands.world.reminders
        if hands.chance(hands.kind.decline):
            return await hands.press(lambda: reminders.decline(USER, occurrence_id))
        if not hands.chance(hands.kind.snooze):
            return False
        snooze = hands.dice.choice(list(Snooze))
        return await hands.press(lambda: reminders.put_off(USER, occurrence_id, snooze)) is not None

    def _write(self) -> None:
        """The page of the day that is over."""
        if self._today is None:
            return
        hands, plan = self.hands, self.hands.watch.plan
        seconds = seconds_of(plan, hands.world.programme)
        trained = hands.watch.books.trained == self._today
        number = (self._today - BEGIN.date()).days
        self.diary.append(
            Day(number, plan.state, load(seconds, seconds), self.hurting.feels(self._today), trained)
        )
