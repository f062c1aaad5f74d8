"""Looking back: the last weeks in words and as a calendar, and the reasons behind the doses."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.exercise import Exercise
from bot.domain.happening import Outcome
from bot.domain.looking_back import RESTING
from bot.domain.plan import EVERY_DAY, PlanState
from bot.domain.session import Session
from bot.services.past import Look
from bot.services.standings import ExerciseStanding
from content.cards import calendar
from content.cards.calendar import Mark
from content.catalogue import Catalogue
from content.texts import Texts
from handlers.actions.choosing import ShowExercises
from handlers.actions.correcting import ShowDays
from handlers.actions.measuring import TellMore
from handlers.screen import Button, Screen
from handlers.views import locks, pictures, rhythm
from handlers.views import reasons as because
from handlers.views.markup import bold, paragraphs, plural, speak


def screen(look: Look, texts: Texts) -> Screen:
    """The last weeks: how often, which day was what, and the doses of today."""
    _ = speak(texts)
    days = [look.monday + timedelta(days=n) for n in range(_length(look))]
    marks = {day: mark_of(day, look) for day in days}
    weekdays = look.standing.plan.weekdays if look.standing.plan else EVERY_DAY
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    data = calendar.card(
        [[marks[day] for day in week] for week in weeks],
        [[day.day for day in week] for week in weeks],
        divmod((look.today - look.monday).days, 7),
    )
    return Screen(
        paragraphs(
            bold(_("The last weeks")),
            "\n".join(line for week in weeks if (line := _week(week, look, texts))),
            rhythm.told(look.rhythm, len(weekdays), texts),
            _("✓ done, half: a part, dot: rest day, bar: on the way back, two bars: paused."),
        ),
        (
            (
                Button(texts.gettext("How it moves"), TellMore()),
                Button(texts.gettext("Correct a day"), ShowDays()),
            ),
        ),
        picture=pictures.card("calendar.png", data),
    )


def mark_of(day: date, look: Look) -> Mark:
    """What a day was; a day before the plan, or ahead without training, has no mark."""
    trained = [session for on, session in look.sessions if on == day and _any_done(session)]
    state = _state_on(day, look.states)
    if trained:
        return _trained(trained, state)
    if day in look.untold:
        return Mark.PART
    if state is None:
        return Mark.NONE
    if day >= look.today:
        return Mark.AHEAD if _trains(day, look) and state not in RESTING else Mark.NONE
    if state in RESTING:
        return Mark.PAUSED
    return Mark.MISSED if _trains(day, look) else Mark.REST


def reasons(found: Sequence[ExerciseStanding], catalogue: Catalogue, texts: Texts) -> Screen:
    """For each exercise: its dose, rule and reason and what would change it next; or what keeps it out."""
    _ = speak(texts)
    if not found:
        return Screen(_("There are no doses yet: they begin with your first session. /today starts it."))
    told = (
        f"{_named(each, catalogue, texts)}: {because.told(each.why, _exercise(each, catalogue), texts)}"
        for each in found
        if each.why and not each.locked
    )
    return Screen(
        paragraphs(
            bold(_("Why these numbers")),
            *told,
            _("Easy counts 2 points, right 1, hard takes 2 away; 4 points are a step up, a week apart."),
            _("Hard twice or cut short twice in a row, or a week off: a step back."),
            bold(_("Not in your sessions")) if any(each.locked for each in found) else None,
            "\n".join(_ahead(found, catalogue, texts)),
        ),
        ((Button(texts.gettext("Change an exercise"), ShowExercises()),),),
    )


def _ahead(found: Sequence[ExerciseStanding], catalogue: Catalogue, texts: Texts) -> Iterator[str]:
    """What keeps exercises out; those with the same reason share a line."""
    names: dict[str, list[str]] = {}
    for each in found:
        if each.locked:
            said = locks.locked(each.locked, catalogue, texts)
            names.setdefault(said, []).append(_named(each, catalogue, texts))
    yield from (f"{' · '.join(those)}: {said}" for said, those in names.items())


def _named(stands: ExerciseStanding, catalogue: Catalogue, texts: Texts) -> str:
    return bold(speak(texts)(catalogue.guides[stands.exercise_id].name))


def _exercise(stands: ExerciseStanding, catalogue: Catalogue) -> Exercise:
    return catalogue.exercises[stands.exercise_id]


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


def _any_done(session: Session) -> bool:
    return any(each is not Outcome.SKIPPED for each in session.outcomes)


def _week(week: Sequence[date], look: Look, texts: Texts) -> str:
    """What was done in a week; of one without training nothing is said."""
    done = sum(day in look.trained for day in week)
    if not done:
        return ""
    days = plural(texts, "{n} day trained", "{n} days trained", done)
    return f"{speak(texts)('From {day}', day=texts.day(week[0]))}: {days}"
