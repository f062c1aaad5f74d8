"""Watches one life: after every step it reads what was stored and holds it against the safety rules."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.domain.coach import turned
from bot.domain.correcting import Page
from bot.domain.plan import Plan
from bot.domain.programme import Programme
from bot.domain.reminder import Invite
from bot.domain.session import Session, SessionState
from bot.services.outcomes import Finished, Step
from bot.services.past import Look
from bot.services.ports import Invitation
from bot.simulation.amending import CORRECTIONS, amend
from bot.simulation.books import INVITING, STOPPED, TRAINING, Books, Moment
from bot.simulation.invariants import CHECKS_AFTER
from bot.simulation.probes import PROBES, ladders
from db.observing import Observer

VERSIONS = "I7 versions without gaps, each step once"
PAIN_STOPS = "I5 after pain no invitation and no step"
NO_EFFECT = "17 pressed twice or too late: nothing changes"
NO_BLAME = "I10 reminders and pauses cost nobody anything"
NUDGES = "one nudge a day, and none after a session has begun"
LADDERS = "2 no ladder falls"
AFRESH = "17 what is stored reads the same after a restart"
READ_AFRESH_EVERY = 5
REPLAYED = "17 replay rebuilds the plan"


@dataclass(frozen=True)
class Breach:
    """A rule that did not hold: which, when, and what was seen."""

    rule: str
    day: date
    detail: str


@dataclass
class Watch:
    """The present plan as stored, what was checked how often, and every breach."""

    observer: Observer
    programme: Programme
    checks: Counter[str] = field(default_factory=Counter)
    breaches: list[Breach] = field(default_factory=list)
    steps: int = 0
    plan: Plan = field(default_factory=Plan)

    def __post_init__(self) -> None:
        """Empty books."""
        self.books = Books(self.programme)
        self.happened: Counter[str] = Counter()
        self._pages: list[Page] = []
        self._beats = 0
        self._nudged: set[date] = set()
        self._version: int | None = None
        self._sessions: dict[int, Session] = {}
        self._probed: Counter[str] = Counter()
        self._check(LADDERS, date.min, ladders(self.programme))

    def after(self, answer: object, today: date) -> None:
        """One step was taken, and this is what the service answered."""
        self.steps += 1
        if self._changed():
            self._follow()
        if isinstance(answer, Step | Finished):
            self._session(answer, today)

    def untouched(self, today: date, what: str) -> None:
        """Nothing of the plan may have changed since the last step."""
        self.checks[NO_EFFECT] += 1
        before = _essence(self.plan)
        if self._changed():
            self._follow()
            if _essence(self.plan) != before:
                self._breach(NO_EFFECT, today, what)

    def hurt(self, today: date) -> None:
        """The Pain button was pressed: whatever was made of that, the plan rests."""
        self.checks[PAIN_STOPS] += 1
        if self.plan.state not in STOPPED:
            self._breach(PAIN_STOPS, today, f"told of pain, and the plan is {self.plan.state}")

    def ticked(self, arrived: Iterable[Invitation], today: date) -> None:
        """Reminders went out, expired or were skipped: no plan changes by that; after pain none invites."""
        self.steps += 1
        self.checks[NO_BLAME] += 1
        if self._changed():
            self._breach(NO_BLAME, today, "a reminder changed the plan")
            self._follow()
        self._beats += 1
        if self._beats % READ_AFRESH_EVERY == 0:
            self._check(AFRESH, today, self._read_afresh())
        for each in arrived:
            self.checks[PAIN_STOPS] += 1
            if each.invite in INVITING and (self.books.stopped or self.plan.state not in TRAINING):
                self._breach(PAIN_STOPS, today, f"invited to train in {self.plan.state}")
            if each.invite is Invite.NUDGE:
                self._check(NUDGES, today, self._nudged_well(each.occurrence.day))

    def _nudged_well(self, day: date) -> Iterable[str]:
        if day in self._nudged:
            yield "nudged twice"
        if self.plan.sitting is not None and self.plan.sitting.day == day:
            yield "nudged after the start of a session"
        self._nudged.add(day)

    def _read_afresh(self) -> Iterator[str]:
        """Writers remember what they wrote; somebody who starts now has only the words."""
        if self.observer.plan_afresh() != self.plan:
            yield "the stored plan is not the one that was meant"
        number, session = next(reversed(self._sessions.items()), (0, None))
        stored = self.observer.session_afresh(number)
        if session and stored and stored.version == session.version and stored != session:
            yield "the stored session is not the one that was meant"

    def looked_back(self, look: Look) -> None:
        """The states that the calendar would draw are those that were seen."""
        self.checks[NO_BLAME] += 1
        if dict(look.states) != self.books.states:
            self._breach(NO_BLAME, look.today, "the calendar tells of other states than there were")

    def replayed(self, differences: Iterable[str] | None, today: date) -> None:
        """What `python -m bot replay` would print."""
        self._check(REPLAYED, today, differences or ())

    def _changed(self) -> bool:
        version, self._version = self._version, self.observer.version()
        return version != self._version

    def _follow(self) -> None:
        """Take every new event through the checks; in between two events of one step the rules are asked."""
        stored, news = self.observer.plan(), self.observer.news()
        for event in news:
            rebuilt = turned(self._pages, event, self.programme)
            after = stored if event is news[-1] else rebuilt
            if not isinstance(after, Plan):
                self._breach(REPLAYED, event.day, f"{type(event).__name__} is in the log but refused")
                continue
            self._moment(Moment(self.plan, event, after, rebuilt))
            self._pages.append(Page(self.plan, event, after))
            self.plan = after
        self.plan = stored

    def _moment(self, moment: Moment) -> None:
        day = moment.event.day
        self.happened[type(moment.event).__name__] += 1
        for name, check in CHECKS_AFTER[type(moment.event)]:
            self._check(name, day, check(self.books, moment))
        for name, (kind, every, probe) in PROBES.items():
            if isinstance(moment.event, kind):
                self._probed[name] += 1
                if self._probed[name] % every == 0:
                    self._check(name, day, probe(self.books, moment))
        self.books.note(moment)
        if isinstance(moment.event, CORRECTIONS):
            amend(self.books, moment)

    def _session(self, answer: Step | Finished, today: date) -> None:
        self.checks[PAIN_STOPS] += 1
        if self.books.stopped and answer.session.state is SessionState.OPEN:
            self._breach(PAIN_STOPS, today, "a step was shown after pain")
        self.checks[VERSIONS] += 1
        row = self.observer.session_row(answer.session_id)
        if row is None or row[:2] != (answer.session.version, answer.session.state):
            self._breach(VERSIONS, today, "the session shown is not the one stored")
        known = self._sessions.get(answer.session_id)
        if known is not None and not _follows(known, answer.session):
            self._breach(VERSIONS, today, f"version {known.version} was followed by {answer.session.version}")
        self._sessions[answer.session_id] = answer.session

    def _check(self, name: str, day: date, complaints: Iterable[str]) -> None:
        self.checks[name] += 1
        for complaint in complaints:
            self._breach(name, day, complaint)

    def _breach(self, rule: str, day: date, detail: str) -> None:
        self.breaches.append(Breach(rule, day, detail))


def _follows(known: Session, after: Session) -> bool:
    """The same version is the same session; the next one has at most one more step behind it."""
    if after.version == known.version:
        return after == known
    length = len(known.outcomes)
    return (
        after.version == known.version + 1
        and after.outcomes[:length] == known.outcomes
        and len(after.outcomes) <= length + 1
    )


def _essence(plan: Plan) -> object:
    """Everything that matters of a plan, without the moments at which things were last said."""
    pause, doses = plan.pause, {n: (p.rung, p.points, p.left_out) for n, p in plan.progress.items()}
    waits = (pause.trigger, pause.need, pause.checkins, pause.cleared_on) if pause else None
    done = (plan.press_days, plan.done_on, plan.trained_days, plan.efforts)
    pains = len(plan.pains)
    return plan.state, doses, waits, done, pains, plan.culprits, plan.recovery, plan.weekdays, plan.sitting
