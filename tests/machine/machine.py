"""The machine: three people, every tap of theirs, every fate of a message, crashes, and time."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from bot.domain.happening import Effort, Place
from bot.domain.reminder import Sent
from bot.domain.schedule import Snooze
from tests.machine.ledger import LONG_ENOUGH
from tests.machine.stage import PEOPLE, Stage

ZONES = ("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Chatham", "Africa/Cairo")
people = st.sampled_from(PEOPLE)
fates = st.sampled_from((*Sent, "lost answer", "crash before", "crash after"))


class Machine(Stage):
    """Rules are what may happen next; invariants are asked after each of them."""

    @initialize()
    def two_have_begun(self) -> None:
        """Two people have answered everything; the third is still a stranger."""
        for user_id in PEOPLE[:2]:
            self.settle(user_id, "Europe/Berlin", time(7, 30))

    @rule(user_id=people, zone=st.sampled_from(ZONES), hour=st.times())
    def answers_the_first_questions(self, user_id: int, zone: str, hour: time) -> None:
        """Begin, or begin anew after having been forgotten."""
        self.settle(user_id, zone, hour.replace(second=0, microsecond=0))

    @rule(user_id=people, zone=st.sampled_from(ZONES))
    def moves(self, user_id: int, zone: str) -> None:
        """Another time zone."""
        if user_id in self.zones:
            self.live_in(user_id, zone)

    @rule(user_id=people, hour=st.times())
    def chooses_an_hour(self, user_id: int, hour: time) -> None:
        """Another hour."""
        if user_id in self.zones:
            self.come_at(user_id, hour.replace(second=0, microsecond=0))

    @rule(user_id=people, short=st.booleans(), again=st.booleans())
    def starts(self, user_id: int, short: bool, again: bool) -> None:
        """Start today's session."""
        self.train(user_id, lambda: self.world.sessions.start(user_id, short=short, again=again))

    @rule(user_id=people, other=people, what=st.integers(0, 6), behind=st.integers(0, 2))
    def taps_in_a_session(self, user_id: int, other: int, what: int, behind: int) -> None:
        """A button of a session: one's own or another person's, the present one or an older one."""
        session_id, cursor = self.steps.get(other, (99, 0))
        sessions, at = self.world.sessions, max(0, cursor - behind)
        calls: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: sessions.complete(user_id, session_id, at),
            lambda: sessions.skip(user_id, session_id, at, begun=False),
            lambda: sessions.begin_hold(user_id, session_id, at),
            lambda: sessions.pause_hold(user_id, session_id, at),
            lambda: sessions.stop_hold(user_id, session_id, at),
            lambda: sessions.easier(user_id, session_id, at),
            lambda: sessions.rate(user_id, session_id, Effort.EASY),
        )
        self.train(user_id, calls[what])

    @rule(user_id=people, effort=st.sampled_from(Effort), felt=st.booleans())
    def says_how_it_was(self, user_id: int, effort: Effort, felt: bool) -> None:
        """Effort, and whether the floor press is felt."""
        session_id, _ = self.steps.get(user_id, (99, 0))
        self.own(user_id, lambda: self.world.sessions.rate(user_id, session_id, effort))
        self.own(user_id, lambda: self.world.sessions.press_felt(user_id, felt))

    @rule(user_id=people)
    def reports_pain(self, user_id: int) -> None:
        """Pain: from here on nothing may start."""
        noted = self.own(user_id, lambda: self.world.pain.report(user_id))
        if noted is not None:
            self.ledger.stopped.add(user_id)

    @rule(user_id=people, nrs=st.integers(-1, 11), where=st.sampled_from(Place), sign=st.booleans())
    def tells_more(self, user_id: int, nrs: int, where: Place, sign: bool) -> None:
        """How strong, where, and the cards."""
        pain = self.world.pain
        self.own(user_id, lambda: pain.rate(user_id, nrs))
        self.own(user_id, lambda: pain.place(user_id, where))
        self.own(user_id, lambda: pain.emergency(user_id, sign))

    @rule(user_id=people, nrs=st.sampled_from((0, 0, 0, 1, 5, 10)))
    def walks_the_way_back(self, user_id: int, nrs: int) -> None:
        """A check-in, both cards, a clinician's yes, and the restart button."""
        pain, today = self.world.pain, self.world.clock.now().date()
        self.own(user_id, lambda: pain.check_in(user_id, nrs))
        self.own(user_id, lambda: pain.emergency(user_id, False))
        self.own(user_id, lambda: pain.urgent(user_id, False))
        self.own(user_id, lambda: pain.consulted(user_id, True))
        self.own(user_id, lambda: pain.cleared(user_id, today))
        self.own(user_id, lambda: pain.restart(user_id))
        self.note_state(user_id)

    @rule(user_id=people, pause=st.booleans())
    def pauses_or_resumes(self, user_id: int, pause: bool) -> None:
        """One's own pause."""
        plans = self.world.plans
        self.own(user_id, lambda: plans.pause(user_id) if pause else plans.resume(user_id))

    @rule(user_id=people, other=people, snooze=st.sampled_from((None, *Snooze)))
    def answers_a_reminder(self, user_id: int, other: int, snooze: Snooze | None) -> None:
        """Later or not today, on one's own reminder or another person's."""
        theirs = [row["id"] for row in self.ledger.rows("occurrence") if row["user_id"] == other]
        occurrence_id = theirs[-1] if theirs else 99
        reminders = self.world.reminders
        self.own(
            user_id,
            lambda: (
                reminders.put_off(user_id, occurrence_id, snooze)
                if snooze
                else reminders.decline(user_id, occurrence_id)
            ),
        )

    @rule(user_id=people, there=st.booleans())
    def blocks_or_returns(self, user_id: int, there: bool) -> None:
        """The bot is blocked, or a sign of life comes."""
        self.own(user_id, lambda: self.world.onboarding.reachable(user_id, there))
        (self.ledger.silent.discard if there else self.ledger.silent.add)(user_id)

    @rule(user_id=people)
    def is_forgotten(self, user_id: int) -> None:
        """Everything of one person goes."""
        self.own(user_id, lambda: self.privacy.forget(user_id))
        for book in (self.zones, self.hours, self.steps):
            book.pop(user_id, None)
        self.ledger.forgotten.add(user_id)
        self.ledger.stopped.discard(user_id)

    @rule(minutes=st.sampled_from((1, 2, 11, 61, 190, 24 * 60 - 1, 26 * 60, 8 * 24 * 60)))
    def time_passes(self, minutes: int) -> None:
        """Time, and nobody beats meanwhile."""
        self.world.clock.move(timedelta(minutes=minutes))

    @rule(fate=fates)
    def a_beat(self, fate: Sent | str) -> None:
        """One round of the dispatcher, in which every message ends like this."""
        self.round(fate)

    @rule()
    def quiet_settles(self) -> None:
        """Some minutes without faults: then nothing that is due may be left."""
        for _ in range(3):
            self.world.clock.move(LONG_ENOUGH)
            self.round(Sent.DELIVERED)
        now = self.world.clock.now()
        for row in self.ledger.rows("occurrence"):
            due = datetime.fromisoformat(row["wake_at"]).replace(tzinfo=now.tzinfo)
            assert not (row["state"] in ("pending", "claimed", "sending") and due <= now), "I2: left behind"

    @precondition(lambda self: self.last is not None)
    @rule()
    def telegram_brings_the_last_update_again(self) -> None:
        """I6: the effect of an update comes once."""
        before = [self.ledger.of(user_id) for user_id in PEOPLE]
        assert self.last is not None
        self.handled(self.last, self.last_raw)
        assert [self.ledger.of(user_id) for user_id in PEOPLE] == before, "I6: an update took effect twice"

    @invariant()
    def every_promise_holds(self) -> None:
        """I1-I13, as the ledger reads them."""
        assert list(self.ledger.complaints(self.world.clock.now())) == []
        assert list(self.ledger.planned(self.zones, self.hours)) == []
