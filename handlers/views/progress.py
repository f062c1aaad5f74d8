"""Looking back: the last weeks in words and as a calendar, and the reasons behind the doses."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.domain.explaining import Why
from bot.domain.happening import Outcome
from bot.domain.plan import EVERY_DAY, PlanState
from bot.domain.session import Session
from bot.services.outcomes import Look
from content.cards import calendar
from content.cards.calendar import Mark
from content.catalogue import Catalogue
from content.texts import Texts
from handlers.screen import Screen
from handlers.views import pictures
from handlers.views.doses import dose
from handlers.views.markup import bold, paragraphs, plural, speak
from handlers.views.reasons import because

RESTING = {PlanState.PAUSED_PAIN, PlanState.PAUSED_BY_USER, PlanState.NEEDS_CLEARANCE}


def screen(look: Look, texts: Texts) -> Screen:
    """The last weeks: how often, which day was what, and the doses of today."""
    _ = speak(texts)
    days = [look.monday + timedelta(days=n) for n in range(_length(look))]
    marks = {day: mark_of(day, look) for day in days}
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    data = calendar.card(
        [[marks[day] for day in week] for week in weeks],
        [[day.day for day in week] for week in weeks],
        divmod((look.today - look.monday).days, 7),
    )
    return Screen(
        paragraphs(
            bold(_("The last weeks")),
            "\n".join(_week(week, marks, texts) for week in weeks),
            _("✓ done, half: a part, dot: rest day, bar: on the way back, two bars: paused."),
        ),
        picture=pictures.card("calendar.png", data),
    )


def mark_of(day: date, look: Look) -> Mark:
    """What a day was; a day before the plan, or ahead without training, has no mark."""
    trained = [session for on, session in look.sessions if on == day and session.outcomes]
    state = _state_on(day, look.states)
    if trained:
        return _trained(trained, state)
    if state is None:
        return Mark.NONE
    if day >= look.today:
        return Mark.AHEAD if _trains(day, look) and state not in RESTING else Mark.NONE
    if state in RESTING:
        return Mark.PAUSED
    return Mark.MISSED if _trains(day, look) else Mark.REST


def reasons(found: Sequence[Why], catalogue: Catalogue, texts: Texts) -> Screen:
    """For each exercise: its dose, the rule's reason, and what would change it next."""
    _ = speak(texts)
    if not found:
        return Screen(_("There are no doses yet: they begin with your first session. /today starts it."))
    parts = [_line(why, catalogue, texts) for why in found]
    return Screen(paragraphs(bold(_("Why these numbers")), *parts))


def _line(why: Why, catalogue: Catalogue, texts: Texts) -> str:
    _ = speak(texts)
    exercise = catalogue.exercises[why.exercise_id]
    amount = dose(exercise, exercise.ladder.dose(why.rung), texts)
    name = bold(_(catalogue.guides[why.exercise_id].name))
    step = _("step {rung} of {cap}", rung=why.rung + 1, cap=why.cap + 1)
    points = _("{points} of {needed} points", points=why.points, needed=why.points_needed)
    waits = why.next_on is not None and why.points >= why.points_needed
    then = _("can grow from {day}", day=texts.day(why.next_on)) if why.next_on and waits else points
    return f"{name}: {amount}\n{because(why.because, texts)} ({step}, {then})"


def _length(look: Look) -> int:
    weeks = (look.today - look.monday).days // 7 + 1
    return weeks * 7


def _state_on(day: date, states: Mapping[date, PlanState]) -> PlanState | None:
    known = [on for on in states if on <= day]
    return states[max(known)] if known else None


def _trains(day: date, look: Look) -> bool:
    plan = look.standing.plan
    return day.weekday() in (plan.weekdays if plan else EVERY_DAY)


def _trained(sessions: Sequence[Session], state: PlanState | None) -> Mark:
    whole = any(all(each is Outcome.DONE for each in one.outcomes) and _all_reached(one) for one in sessions)
    if state is PlanState.RECOVERY:
        return Mark.RECOVERY
    return Mark.DONE if whole else Mark.PART


def _all_reached(session: Session) -> bool:
    return len(session.outcomes) == len(session.prescriptions)


def _week(week: Sequence[date], marks: Mapping[date, Mark], texts: Texts) -> str:
    done = sum(marks[day] in (Mark.DONE, Mark.PART, Mark.RECOVERY) for day in week)
    days = plural(texts, "{n} day trained", "{n} days trained", done)
    return f"{speak(texts)('From {day}', day=texts.day(week[0]))}: {days}"
