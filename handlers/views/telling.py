"""The measures: the week from 0 to 10, the person's own activities, and how both have moved."""

from collections.abc import Iterator
from datetime import date

from bot.domain import activities, weekly
from bot.domain.habit import LONGEST
from bot.domain.plan import Plan
from bot.domain.weekly import Change
from content.cards import trend as trend_card
from content.texts import N_, Texts
from handlers.actions.measuring import (
    AverageOfWeek,
    DropActivity,
    NameActivity,
    NotNow,
    RateActivity,
    WorstOfWeek,
)
from handlers.screen import Button, Rows, Screen
from handlers.views import pictures
from handlers.views.markup import bold, paragraphs, speak
from handlers.views.scale import scale

CREDIT = N_(
    "Patient-Specific Functional Scale: P. Stratford, C. Gill, M. Westaway and J. Binkley (1995), "
    "with thanks to the authors."
)


def ask_average(sunday: date, texts: Texts) -> Screen:
    """The average of the last 7 days."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Your back in the last 7 days, on average: from 0 (no pain at all) to 10?")),
            _("Pain that I have not heard of yet makes the plan rest, as at any other time."),
        ),
        (*scale(lambda nrs: AverageOfWeek(sunday.toordinal(), nrs)), _skip(texts)),
    )


def ask_worst(sunday: date, average: int, texts: Texts) -> Screen:
    """The worst of the last 7 days; never below the average."""
    return Screen(
        bold(speak(texts)("And at its worst in these days?")),
        (*scale(lambda nrs: WorstOfWeek(sunday.toordinal(), nrs), average), _skip(texts)),
    )


def ask_activities(texts: Texts) -> Screen:
    """Name up to three activities."""
    _ = speak(texts)
    return Screen(
        paragraphs(
            bold(_("Is there something that goes less well than it used to?")),
            _(
                "Name up to three things of your days, such as carrying shopping or sitting through a film. "
                "In a few weeks we look at how they go."
            ),
        ),
        ((Button(texts.gettext("Name one"), NameActivity()),), _skip(texts)),
    )


def ask_name(texts: Texts) -> Screen:
    """The next text is the name."""
    return Screen(speak(texts)("Write it in a few words."), (_skip(texts),))


def name_unclear(texts: Texts) -> Screen:
    """Too long, nothing to read, or there already."""
    return Screen(
        speak(texts)(
            "A few words of at most {n} characters, please, and something that is not on your list yet.",
            n=LONGEST,
        )
    )


def rate(plan: Plan, number: int, wave: int, texts: Texts) -> Screen:
    """How well does it go?"""
    _ = speak(texts)
    activity = plan.activities[number]
    wrong = () if activity.scores else (Button(texts.gettext("Take it back"), DropActivity(number)),)
    return Screen(
        bold(
            _(
                "How well can you do this at present: {name}? From 0 (not at all) to 10 (as well as ever).",
                name=activity.name,
            )
        ),
        (*scale(lambda score: RateActivity(number, wave, score)), (*wrong, *_skip(texts))),
    )


def one_more(plan: Plan, texts: Texts) -> Screen:
    """Noted; is there another one?"""
    _ = speak(texts)
    again = any(len(each.scores) > 1 for each in plan.activities)
    if again or not activities.has_room(plan):
        return noted(texts)
    return Screen(
        _("Noted. Is there another one?"),
        (
            (
                Button(texts.gettext("Name one"), NameActivity()),
                Button(texts.gettext("That is all"), NotNow()),
            ),
        ),
    )


def noted(texts: Texts) -> Screen:
    """Thanks."""
    return Screen(speak(texts)("Noted, thank you. /progress shows how it moves."))


def skipped(texts: Texts) -> Screen:
    """No answer is fine."""
    return Screen(speak(texts)("All right."))


def measures(plan: Plan, texts: Texts) -> Screen:
    """How the weeks and the activities have moved, and a way to name one more."""
    _ = speak(texts)
    lines = [*_weeks(plan, texts), *_activities(plan, texts)]
    name = ((Button(texts.gettext("Name an activity"), NameActivity()),),)
    rows: Rows = name if activities.has_room(plan) else ()
    picture = pictures.card("weeks.png", _card(plan)) if len(plan.weeks) > 1 else None
    told = paragraphs(*lines) if lines else _("There is nothing to show yet: I ask on Sundays.")
    return Screen(paragraphs(bold(_("How it moves")), told), rows, picture=picture)


def _weeks(plan: Plan, texts: Texts) -> Iterator[str]:
    _ = speak(texts)
    if not plan.weeks:
        return
    last = plan.weeks[-1]
    if last.worst is None:
        yield _("Last week: {average} on average.", average=last.average)
    else:
        yield _("Last week: {average} on average, {worst} at worst.", average=last.average, worst=last.worst)
    change = weekly.trend([week.average for week in plan.weeks])
    if change is not None:
        yield _("Against the weeks before: {moved}.", moved=_moved(change, texts))


def _activities(plan: Plan, texts: Texts) -> Iterator[str]:
    _ = speak(texts)
    named = [each for each in plan.activities if each.name]
    for each in named:
        scores = " → ".join(str(score) for _wave, score in each.scores) or "–"
        yield _("{name}: {scores}", name=each.name, scores=scores)
    change = activities.trend(named)
    if change is not None:
        yield _("Taken together: {moved}.", moved=_moved(change, texts))
    if named:
        yield _(CREDIT)


def _moved(change: Change, texts: Texts) -> str:
    by = texts.decimal(abs(change.by))
    if not round(change.by, 1):
        return texts.gettext("as before")
    if change.by > 0:
        told = texts.gettext("up by {by}, more than the noise of measuring") if change.counts else ""
        told = told or texts.gettext("up by {by}, within the noise of measuring")
    elif change.counts:
        told = texts.gettext("down by {by}, more than the noise of measuring")
    else:
        told = texts.gettext("down by {by}, within the noise of measuring")
    return told.format(by=by)


def _card(plan: Plan) -> bytes:
    return trend_card.card([(week.average, week.worst) for week in plan.weeks])


def _skip(texts: Texts) -> tuple[Button, ...]:
    return (Button(texts.gettext("Skip"), NotNow()),)
