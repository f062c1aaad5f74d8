"""Pain in a simulated life: how it comes, how it goes, and what the person does about it."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.happening import Place
from bot.domain.refusal import Lack, Missing
from bot.services.outcomes import PainAnswer, PainNoted
from bot.simulation.hands import USER, Hands

GRAVE = (Place.BELOW_KNEE, Place.TINGLING, Place.WEAKNESS)
MILD = (Place.LOW_BACK, Place.LOW_BACK, Place.BUTTOCK_THIGH, Place.ELSEWHERE)
WAITING = {Lack.HOURS, Lack.ZEROS, Lack.CLEARANCE}


@dataclass
class Hurting:
    """What one person feels: `level` is 0-10 and falls until `calm_on`."""

    hands: Hands
    level: int = 0
    worst: int = 0
    since: date = date.min
    calm_on: date = date.min
    examined_on: date | None = None

    def __post_init__(self) -> None:
        """Whatever hurts is felt here."""
        self.hands.feel = self.begins

    def feels(self, today: date) -> int:
        """The pain of today."""
        if today >= self.calm_on:
            return 0
        whole = max(1, (self.calm_on - self.since).days)
        return max(1, round(self.worst * (self.calm_on - today).days / whole))

    def begins(self, today: date, nrs: int) -> None:
        """Pain of so much, from today on."""
        self.worst, self.since = nrs, today
        self.calm_on = today + timedelta(days=self.hands.between(self.hands.kind.settles))
        clinician = self.hands.kind.clinician
        self.examined_on = today + timedelta(days=self.hands.between(clinician)) if clinician else None

    async def report(self) -> None:
        """The Pain button, and the answers to what it asks."""
        hands, kind, pain = self.hands, self.hands.kind, self.hands.world.pain
        nrs = hands.between(kind.nrs)
        self.begins(hands.today(), nrs)
        await hands.press(lambda: pain.report(USER))
        hands.watch.hurt(hands.today())
        if hands.chance(0.3):
            await hands.last_button()
        if not hands.chance(kind.rates):
            return
        await hands.press(lambda: pain.rate(USER, nrs))
        where = hands.dice.choice(GRAVE if hands.chance(kind.grave) else MILD)
        await hands.press(lambda: pain.place(USER, where))
        flagged = hands.chance(kind.flag * 5)
        await hands.press(lambda: pain.emergency(USER, flagged))

    async def flag(self) -> None:
        """One of the warning signs, at any time."""
        urgent = self.hands.chance(0.5)
        self.begins(self.hands.today(), self.hands.between(self.hands.kind.nrs))
        await self.hands.cards(emergency=not urgent, urgent=urgent)

    async def day(self) -> None:
        """A day on which the plan waits for the pain to go."""
        hands, kind, today = self.hands, self.hands.kind, self.hands.today()
        if self.examined_on is None and kind.clinician is not None:
            self.examined_on = today + timedelta(days=hands.between(kind.clinician))
        if hands.chance(kind.flares):
            self.begins(today, min(10, self.feels(today) + hands.between((1, 4))))
        if not hands.chance(kind.checks_in):
            return
        felt = self.feels(today) if kind.honest else 0
        answer = await hands.press(lambda: hands.world.pain.check_in(USER, felt))
        if isinstance(answer, PainNoted):
            answer = await self._walk(answer)
            ready = isinstance(answer, PainNoted) and any(m.lack is Lack.RESTART for m in answer.missing)
            if ready or kind.impatient:
                await hands.press(lambda: hands.world.pain.restart(USER))

    async def _walk(self, answer: PainNoted) -> PainAnswer:
        """Do what is asked for, as far as it is in one's hands today."""
        last: PainAnswer = answer
        lacking = {m.lack for m in answer.missing}
        waits = lacking & WAITING
        for missing in answer.missing:
            if waits and missing.lack not in waits and not self.hands.kind.impatient:
                continue
            last = await self._do(missing) or last
        if waits and isinstance(last, PainNoted) and not {m.lack for m in last.missing} & WAITING:
            return await self._walk(last) if len(last.missing) < len(answer.missing) else last
        return last

    async def _do(self, missing: Missing) -> PainAnswer:
        hands, pain = self.hands, self.hands.world.pain
        match missing.lack:
            case Lack.EMERGENCY_CARD:
                return await hands.press(lambda: pain.emergency(USER, False))
            case Lack.URGENT_CARD:
                return await hands.press(lambda: pain.urgent(USER, False))
            case Lack.CONSULTED | Lack.CONSULTED_OR_ZEROS:
                spoken = hands.chance(hands.kind.consults)
                return await hands.press(lambda: pain.consulted(USER, spoken))
            case Lack.CLEARANCE:
                return await self._clearance()
            case _:
                return None

    async def _clearance(self) -> PainAnswer:
        """An examination; early people claim one before the pain or tomorrow, and then today's."""
        hands, pain, today = self.hands, self.hands.world.pain, self.hands.today()
        if hands.kind.early:
            pause = hands.watch.plan.pause
            # What a health answer asks for may have been looked at long ago; pain is looked at after it.
            past = (-200,) if pause is not None and pause.after_pain else ()
            wrong = today + timedelta(days=hands.dice.choice((*past, 1, 30)))
            await hands.press_in_vain(lambda: pain.cleared(USER, wrong), "a clearance out of its time")
            return await hands.press(lambda: pain.cleared(USER, today))
        if self.examined_on is None or today < self.examined_on:
            return None
        return await hands.press(lambda: pain.cleared(USER, today))
