"""The if-then plan, nudges, and the kind question about the hour."""

from bot.domain.habit import CUES, SPOTS, Cue, Habit, Spot, cleaned
from bot.domain.person import Awaiting, Person
from handlers import home
from handlers.actions.habit import ChooseCue, ChooseSpot, KeepHour, LeaveOpen, Nudging, OwnWords
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import habit as view
from handlers.views import onboarding
from handlers.words import next_time

AWAITED = (Awaiting.CUE, Awaiting.SPOT)


async def choose_cue(action: ChooseCue, turn: Turn) -> Reply:
    """One of the cues."""
    if action.index >= len(CUES):
        return home.stale_reply(turn)
    habit = await turn.services.habits.choose_cue(turn.user_id, CUES[action.index])
    return Reply(edit=view.spot_question(habit, turn.texts))


async def choose_spot(action: ChooseSpot, turn: Turn) -> Reply:
    """One of the spots."""
    if action.index >= len(SPOTS):
        return home.stale_reply(turn)
    return await _spot(SPOTS[action.index], turn)


async def leave_open(action: LeaveOpen, turn: Turn) -> Reply:
    """No cue at all ends the question; no spot is fine too."""
    if action.what == view.SPOT:
        return await _spot(None, turn)
    await turn.services.habits.choose_cue(turn.user_id, None)
    return await _spot(None, turn)


async def own_words(action: OwnWords, turn: Turn) -> Reply:
    """The next text is the answer."""
    if action.what >= len(AWAITED):
        return home.stale_reply(turn)
    await turn.services.habits.ask_words(turn.user_id, AWAITED[action.what])
    return Reply(edit=view.own_words(action.what, turn.texts))


async def typed(text: str, person: Person, turn: Turn) -> Reply:
    """The cue or the spot in the person's own words."""
    words, habits = cleaned(text), turn.services.habits
    if words is None:
        return Reply(send=(view.words_unclear(turn.texts),))
    if person.awaiting is Awaiting.CUE:
        habit = await habits.choose_cue(turn.user_id, Cue.OWN, words)
        return Reply(send=(view.spot_question(habit, turn.texts),))
    return Reply(send=(view.settled(await habits.choose_spot(turn.user_id, Spot.OWN, words), turn.texts),))


async def nudging(action: Nudging, turn: Turn) -> Reply:
    """A second message, or not."""
    await turn.services.habits.nudge(turn.user_id, bool(action.on))
    return await home.settings(turn)


async def keep_hour(_: KeepHour, turn: Turn) -> Reply:
    """The hour stays."""
    person = await turn.services.habits.keep_hour(turn.user_id)
    until = await turn.services.reminders.until(turn.user_id)
    return Reply(edit=onboarding.hour_changed(person, until, await next_time(turn), turn.texts))


async def _spot(spot: Spot | None, turn: Turn) -> Reply:
    habit: Habit = await turn.services.habits.choose_spot(turn.user_id, spot)
    return Reply(edit=view.settled(habit, turn.texts))
