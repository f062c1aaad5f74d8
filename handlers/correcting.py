"""Corrections of the last days."""

from datetime import date

from bot.domain.plan import Plan
from bot.domain.refusal import Refused
from handlers import home
from handlers.actions.correcting import SetAll, SetEffort, SetOutcome, ShowDay, ShowDays, TellUntold
from handlers.screen import Reply
from handlers.turn import Turn
from handlers.views import correcting


async def show_days(_: ShowDays, turn: Turn) -> Reply:
    """Which of the last days can be corrected."""
    found = await turn.services.corrections.last_days(turn.user_id)
    return Reply(edit=correcting.days(found, turn.texts))


async def show_day(action: ShowDay, turn: Turn) -> Reply:
    """A session of the last days."""
    return await _session(action.session_id, turn)


async def set_outcome(action: SetOutcome, turn: Turn) -> Reply:
    """One exercise was different."""
    if action.outcome >= len(correcting.OUTCOMES):
        return home.stale_reply(turn)
    outcome = correcting.OUTCOMES[action.outcome]
    answer = await turn.services.corrections.outcome(turn.user_id, action.session_id, action.index, outcome)
    return await _session(action.session_id, turn, answer)


async def set_all(action: SetAll, turn: Turn) -> Reply:
    """The whole session was different."""
    if action.outcome >= len(correcting.OUTCOMES):
        return home.stale_reply(turn)
    outcome = correcting.OUTCOMES[action.outcome]
    answer = await turn.services.corrections.all_of(turn.user_id, action.session_id, outcome)
    return await _session(action.session_id, turn, answer)


async def set_effort(action: SetEffort, turn: Turn) -> Reply:
    """It was easier or harder than said."""
    if action.effort >= len(correcting.EFFORTS):
        return home.stale_reply(turn)
    effort = correcting.EFFORTS[action.effort]
    answer = await turn.services.corrections.effort(turn.user_id, action.session_id, effort)
    return await _session(action.session_id, turn, answer)


async def tell_untold(action: TellUntold, turn: Turn) -> Reply:
    """Trained without telling."""
    on = date.fromordinal(min(max(1, action.day), date.max.toordinal()))
    answer = await turn.services.corrections.untold(turn.user_id, on)
    if isinstance(answer, Refused):
        return Reply(strip=True, toast=correcting.refused(answer.reason, turn.texts))
    return Reply(edit=correcting.noted(on, turn.texts))


async def _session(session_id: int, turn: Turn, answer: Plan | Refused | None = None) -> Reply:
    """The session as it stands, and why nothing was changed if nothing was."""
    told = await turn.services.corrections.told(turn.user_id, session_id)
    if told is None or not told.outcomes:
        return home.stale_reply(turn)
    toast = correcting.refused(answer.reason, turn.texts) if isinstance(answer, Refused) else ""
    return Reply(edit=correcting.session(told, turn.services.catalogue, turn.texts), toast=toast)
