"""Pain: stop at once, then ask how strong, where, and for the signs that need help now."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.day import parse_day
from bot.domain.happening import Place
from bot.domain.person import Awaiting, Person
from bot.domain.refusal import Refused
from bot.services.outcomes import PainAnswer, PainNoted
from handlers import home
from handlers.actions.stopping import (
    Card,
    CheckIn,
    ClaimCleared,
    Cleared,
    Consulted,
    Pain,
    PlacePain,
    RatePain,
    Restart,
)
from handlers.screen import Reply, Screen
from handlers.turn import Turn
from handlers.views import notices, pain, resting
from handlers.views.pain import EMERGENCY, URGENT

PLACES = tuple(Place)
OPEN = 2
"""A third answer of a card: only show it."""
MOST_DAYS_AGO = 60


async def command(turn: Turn) -> Reply:
    """/pain, at any time."""
    return replace(await report(turn), echo=True)


async def press(_: Pain, turn: Turn) -> Reply:
    """The Pain button."""
    return await report(turn)


async def rate(action: RatePain, turn: Turn) -> Reply:
    """0-10 for the pain just reported."""
    answer = await turn.services.pain.rate(turn.user_id, action.nrs)
    return await _next(answer, pain.ask_where(turn.texts), turn)


async def place(action: PlacePain, turn: Turn) -> Reply:
    """Where it is."""
    if action.where >= len(PLACES):
        return home.stale_reply(turn)
    answer = await turn.services.pain.place(turn.user_id, PLACES[action.where])
    return await _next(answer, pain.card(EMERGENCY, turn.texts), turn)


async def card(action: Card, turn: Turn) -> Reply:
    """The answer to the emergency or the urgent card."""
    if action.which > URGENT or action.any_sign > OPEN:
        return home.stale_reply(turn)
    if action.any_sign == OPEN:
        return Reply(edit=pain.card(action.which, turn.texts))
    answer = await signs(action.which, bool(action.any_sign), turn)
    if action.any_sign and isinstance(answer, PainNoted):
        return await help_now(action.which, turn)
    if action.which == URGENT:
        return await _standing(answer, turn)
    return await _next(answer, pain.card(URGENT, turn.texts), turn)


async def signs(which: int, any_sign: bool, turn: Turn) -> PainAnswer:
    """Note whether any sign of a card is there."""
    reports = turn.services.pain
    return await (reports.urgent if which == URGENT else reports.emergency)(turn.user_id, any_sign)


async def help_now(which: int, turn: Turn) -> Reply:
    """A sign was named: whom to call."""
    shown = pain.urgent if which == URGENT else pain.emergency
    return Reply(edit=shown(turn.texts, await _zone(turn)))


async def check_in(action: CheckIn, turn: Turn) -> Reply:
    """The daily 0-10."""
    answer = await turn.services.pain.check_in(turn.user_id, action.nrs)
    return await _standing(answer, turn)


async def consulted(action: Consulted, turn: Turn) -> Reply:
    """Whether a doctor or physiotherapist was spoken to."""
    answer = await turn.services.pain.consulted(turn.user_id, bool(action.yes))
    return await _standing(answer, turn)


async def restart(_: Restart, turn: Turn) -> Reply:
    """Begin again, gently."""
    answer = await turn.services.pain.restart(turn.user_id)
    if isinstance(answer, PainNoted):
        return Reply(edit=resting.restarted(answer.plan, turn.texts))
    return await _standing(answer, turn)


async def claim_cleared(_: ClaimCleared, turn: Turn) -> Reply:
    """A clinician said yes: when?"""
    await turn.services.onboarding.ask(turn.user_id, Awaiting.CLEARED)
    return Reply(edit=resting.ask_when_cleared(turn.texts))


async def cleared(action: Cleared, turn: Turn) -> Reply:
    """The day of the clinician's yes."""
    person = await turn.services.onboarding.who(turn.user_id, turn.language)
    today = person.day(turn.services.clock.now())
    return await _cleared(today - timedelta(days=min(action.days_ago, MOST_DAYS_AGO)), turn)


async def typed_cleared(text: str, _: Person, turn: Turn) -> Reply:
    """The day typed."""
    on = parse_day(text)
    if on is None:
        return Reply(edit=resting.ask_when_cleared(turn.texts, resting.NOT_A_DAY))
    return await _cleared(on, turn)


async def _cleared(on: date, turn: Turn) -> Reply:
    answer = await turn.services.pain.cleared(turn.user_id, on)
    if isinstance(answer, Refused) and answer.reason in resting.WRONG_DAYS:
        return Reply(edit=resting.ask_when_cleared(turn.texts, resting.WRONG_DAYS[answer.reason]))
    await turn.services.onboarding.ask(turn.user_id, None)
    return await _standing(answer, turn)


async def report(turn: Turn, after: int = 0) -> Reply:
    """Stop everything and ask how strong it is; `after` names the session that was asked about."""
    answer = await turn.services.pain.report(turn.user_id, after)
    if answer is None:
        return Reply(edit=pain.without_plan(turn.texts, await _zone(turn)))
    stopped = pain.stopped(turn.texts, looking_back=after > 0)
    if turn.tapped is not None and turn.tapped == answer.message_id:
        return Reply(edit=pain.session_stopped(turn.texts), send=(stopped,))
    return Reply(strip=True, send=(stopped,), strips=answer.message_id)


async def _next(answer: PainAnswer, screen: Screen, turn: Turn) -> Reply:
    """On to the next question, unless nothing is being asked any more."""
    if answer is None:
        return Reply(edit=pain.without_plan(turn.texts, await _zone(turn)))
    if isinstance(answer, Refused):
        return home.refused_reply(answer.reason, turn)
    return Reply(edit=screen)


async def _standing(answer: PainAnswer, turn: Turn) -> Reply:
    """Where things stand now, and what has to happen first."""
    if answer is None:
        return Reply(edit=pain.without_plan(turn.texts, await _zone(turn)))
    standing = await turn.services.plans.standing(turn.user_id, turn.language)
    said = notices.noted(turn.texts)
    toast = resting.refused(answer.reason, turn.texts) if isinstance(answer, Refused) else said
    return Reply(edit=resting.standing(standing, turn.texts), toast=toast)


async def _zone(turn: Turn) -> str | None:
    return (await turn.services.onboarding.who(turn.user_id, turn.language)).zone
