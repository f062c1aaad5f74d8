"""The rhythm of the weeks in warm words: what was done, never what was not."""

from bot.domain.adherence import FREE_DAYS, WEEKS, Rhythm, Week, goal
from content.texts import Texts
from handlers.views.markup import plural, speak


def told(rhythm: Rhythm, days: int, texts: Texts) -> str:
    """This week, the weeks on track, and how kindly weeks of so many training days are counted."""
    _ = speak(texts)
    return "\n".join(
        line
        for line in (
            _running(rhythm.running, texts),
            _on_track(rhythm, texts),
            _(
                "In a full week the goal is {goal} of {days} training days. {free} free days in two weeks are included, and "
                "pauses, illness and days on which I was away never count. "
                "A habit takes about 2-3 months.",
                goal=goal(days),
                days=days,
                free=FREE_DAYS,
            ),
        )
        if line
    )


def weekly(rhythm: Rhythm | None, texts: Texts) -> str | None:
    """One warm line with the first session of a week; None when the last week has nothing to tell."""
    _ = speak(texts)
    if rhythm is None or rhythm.last is None or not rhythm.last.trained:
        return None
    days = plural(texts, "Last week: {n} day. Lovely.", "Last week: {n} days. Lovely.", rhythm.last.trained)
    return f"{days} {_on_track(rhythm, texts)}".strip()


def _running(week: Week, texts: Texts) -> str:
    if week.trained and not week.short:
        return plural(
            texts,
            "This week: {n} day, and that is the goal.",
            "This week: {n} days, and that is the goal.",
            week.trained,
        )
    if not week.trained:
        goal = plural(texts, "{n} day is the goal", "{n} days are the goal", week.goal)
        return speak(texts)("This week {goal}; any of them will do.", goal=goal) if week.goal else ""
    return plural(
        texts,
        "This week: {n} day so far, on the way to {goal}.",
        "This week: {n} days so far, on the way to {goal}.",
        week.trained,
        goal=week.goal,
    )


def _on_track(rhythm: Rhythm, texts: Texts) -> str:
    _ = speak(texts)
    if not rhythm.on_track:
        return ""
    if rhythm.of < WEEKS:
        return _("Weeks on track so far: {n}.", n=rhythm.on_track)
    return _("Weeks on track: {n} of the last {weeks}.", n=rhythm.on_track, weeks=WEEKS)
