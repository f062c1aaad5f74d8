"""A training session as a simulated person goes through it."""

from dataclasses import dataclass

from bot.domain.exercise import Equipment
from bot.domain.prescription import Prescription
from bot.domain.refusal import Refusal
from bot.services.outcomes import CardsDue, Closed, Finished, Step
from bot.simulation.hands import USER, Hands
from bot.simulation.hurting import Hurting
from bot.simulation.telling import tell_measures
from bot.simulation.wishing import bring_back


@dataclass
class Training:
    """Sessions of one person, from Start to the answer how it was."""

    hands: Hands
    hurting: Hurting

    async def train(self, occurrence_id: int = 0, *, again: bool = False) -> None:
        """One sitting, as this person does it."""
        hands, kind = self.hands, self.hands.kind
        short = hands.chance(kind.short)
        answer = await hands.begin(occurrence_id, short=short, again=again)
        if isinstance(answer, CardsDue):
            await hands.cards(emergency=hands.chance(kind.flag), urgent=hands.chance(kind.flag))
            answer = await hands.begin(occurrence_id, short=short, again=again)
        if isinstance(answer, Closed) and answer.reason is Refusal.NOTHING_LEFT:
            await bring_back(hands)
            answer = await hands.begin(occurrence_id, short=short, again=again)
        will_hurt = isinstance(answer, Step) and hands.chance(kind.pain)
        hurts_at = hands.dice.randrange(9) if will_hurt else -1
        while isinstance(answer, Step):
            if hands.chance(kind.leaves):
                return
            hurts_at -= 1
            step = await self._exercise(answer, hurts=will_hurt and hurts_at < 0)
            if step is None:
                return
            answer = step
        if isinstance(answer, Finished):
            await tell_measures(hands, await hands.effort(answer))

    async def try_in_vain(self) -> None:
        """Press Start although everything rests."""
        sessions = self.hands.world.sessions
        await self.hands.press_in_vain(lambda: sessions.start(USER), "a start while everything rests")

    async def _exercise(self, step: Step, *, hurts: bool) -> Step | Finished | None:
        """The exercise on the screen; None when the session is over for today."""
        hands, kind, sessions = self.hands, self.hands.kind, self.hands.world.sessions
        present = step.session.present
        assert present is not None  # noqa: S101  (the session is open)
        id_, cursor = step.session_id, step.session.cursor
        hands.past.append((id_, cursor))
        if hurts or (present.exercise_id in kind.hurts_in and hands.chance(kind.hurt_chance)):
            await self.hurting.report()
            return None
        missing = self._missing(present.exercise_id)
        if missing is not None:
            answer = await hands.press(lambda: sessions.lack(USER, id_, cursor, missing))
            return answer if isinstance(answer, Step | Finished) else None
        await self._play(id_, cursor)
        hands.wait(seconds=_seconds(present))
        leaves = hands.chance(kind.skip) or present.exercise_id in kind.skips
        if leaves or hands.chance(kind.partial):
            answer = await hands.press(lambda: sessions.skip(USER, id_, cursor, begun=not leaves))
        else:
            answer = await hands.press(lambda: sessions.complete(USER, id_, cursor))
        return answer if isinstance(answer, Step | Finished) else None

    def _missing(self, exercise_id: str) -> Equipment | None:
        """What this exercise needs, this person has not got, and nobody was told of yet."""
        told = self.hands.watch.plan.equipment
        needed = self.hands.world.programme.exercises[exercise_id].equipment & self.hands.kind.misses
        return next((item for item in sorted(needed) if item not in told), None)

    async def _play(self, id_: int, cursor: int) -> None:
        """Now and then the hold timer, or the easier version."""
        hands, sessions = self.hands, self.hands.world.sessions
        if hands.chance(hands.kind.easier):
            await hands.press(lambda: sessions.easier(USER, id_, cursor))
        if not hands.chance(hands.kind.holds):
            return
        for call in (sessions.begin_hold, sessions.pause_hold, sessions.resume_hold, sessions.stop_hold):
            if hands.chance(0.6):
                await hands.press(lambda call=call: call(USER, id_, cursor))  # type: ignore[misc]


def _seconds(prescription: Prescription) -> int:
    """How long an exercise takes, roughly; the watch does not ask."""
    return 20 + 2 * prescription.dose.loaded_seconds()
