"""The reminder's buttons besides Start."""

from bot.domain.schedule import Snooze
from handlers import home, questions
from handlers.actions.training import NotToday, PutOff
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import reminder

CHOICES = (Snooze.TEN_MINUTES, Snooze.HOUR, Snooze.EVENING)


async def put_off(action: PutOff, turn: Turn) -> Reply:
    """Later today."""
    if action.choice >= len(CHOICES):
        return home.stale_reply(turn)
    if rests := await home.unless_running(turn):
        return rests
    reminders = turn.services.reminders
    answer = await reminders.put_off(turn.user_id, action.occurrence_id, CHOICES[action.choice])
    if answer is None:
        return home.stale_reply(turn)
    if answer.at is None:
        return Reply(edit=reminder.no_more(action.occurrence_id, turn.texts))
    person = await turn.services.onboarding.who(turn.user_id, turn.language)
    return Reply(edit=reminder.put_off(answer.at.astimezone(person.tzinfo()).time(), turn.texts))


async def not_today(action: NotToday, turn: Turn) -> Reply:
    """No more for today."""
    if rests := await home.unless_running(turn):
        return rests
    if not await turn.services.reminders.decline(turn.user_id, action.occurrence_id):
        return home.stale_reply(turn)
    asked = await turn.services.measures.ask_beside(turn.user_id)
    return Reply(edit=reminder.not_today(turn.texts), send=await questions.put(asked, turn))
