"""Choosing one's own programme: exercises, versions, what is there, and the answers to what is offered."""

from collections.abc import Awaitable, Callable
from functools import partial

from bot.domain.refusal import Refused
from bot.services.standings import ExerciseStanding
from handlers import home
from handlers.actions.choosing import (
    KeepAsIs,
    LeaveOut,
    OptIn,
    OptOut,
    PlanPattern,
    ShowEquipment,
    ShowExercise,
    ShowExercises,
    TakeBack,
    ToggleItem,
    UseVersion,
)
from handlers.screen import Reply, Screen
from handlers.turn import Turn
from handlers.views import choosing

Wish = Callable[[int, str], Awaitable[ExerciseStanding]]


async def show_all(_: ShowExercises, turn: Turn) -> Reply:
    """The list of all exercises; before the first day there is none."""
    found = await turn.services.history.reasons(turn.user_id)
    if not found:
        return await home.present(turn)
    return Reply(edit=choosing.every(found, turn.services.catalogue, turn.texts))


async def show_one(action: ShowExercise, turn: Turn) -> Reply:
    """One exercise."""
    ids = list(turn.services.catalogue.exercises)
    if action.index >= len(ids):
        return home.stale_reply(turn)
    stands = await turn.services.plans.exercise(turn.user_id, ids[action.index])
    return Reply(edit=choosing.one(stands, turn.services.catalogue, turn.texts))


async def use_version(action: UseVersion, turn: Turn) -> Reply:
    """The easier or the usual version from now on."""
    wish = partial(turn.services.plans.choose_version, easier=bool(action.easier))
    return await _wish(action.index, turn, wish)


async def leave_out(action: LeaveOut, turn: Turn) -> Reply:
    """Leave an exercise out."""
    return await _wish(action.index, turn, turn.services.plans.leave_out)


async def take_back(action: TakeBack, turn: Turn) -> Reply:
    """Take an exercise back."""
    return await _wish(action.index, turn, turn.services.plans.take_back)


async def keep(action: KeepAsIs, turn: Turn) -> Reply:
    """Leave it as it is for now."""
    return await _wish(action.index, turn, turn.services.plans.keep, choosing.kept(turn.texts))


async def opt_in(action: OptIn, turn: Turn) -> Reply:
    """Yes to a demanding exercise."""
    wish = partial(turn.services.plans.want, yes=True)
    return await _wish(action.index, turn, wish, choosing.opted_in(turn.texts))


async def opt_out(action: OptOut, turn: Turn) -> Reply:
    """No to a demanding exercise."""
    wish = partial(turn.services.plans.want, yes=False)
    return await _wish(action.index, turn, wish, choosing.opted_out(turn.texts))


async def plan_pattern(action: PlanPattern, turn: Turn) -> Reply:
    """Plan the days that were trained, or not."""
    answer = await turn.services.plans.plan_pattern(turn.user_id, yes=bool(action.yes))
    if isinstance(answer, Refused):
        return home.refused_reply(answer.reason, turn)
    told = choosing.days_planned(answer.weekdays, turn.texts) if action.yes else choosing.kept(turn.texts)
    return Reply(edit=told)


async def show_equipment(_: ShowEquipment, turn: Turn) -> Reply:
    """What exercises need."""
    answers = await turn.services.plans.equipment(turn.user_id)
    return Reply(edit=choosing.equipment(answers, turn.texts))


async def toggle_item(action: ToggleItem, turn: Turn) -> Reply:
    """Have a thing, or not."""
    if action.item >= len(choosing.ITEMS):
        return home.stale_reply(turn)
    answer = await turn.services.plans.toggle_item(turn.user_id, choosing.ITEMS[action.item])
    if isinstance(answer, Refused):
        return await home.present(turn)
    return Reply(edit=choosing.equipment(answer.items, turn.texts, answer.changed))


async def _wish(index: int, turn: Turn, wish: Wish, told: Screen | None = None) -> Reply:
    ids = list(turn.services.catalogue.exercises)
    if index >= len(ids):
        return home.stale_reply(turn)
    return _answered(await wish(turn.user_id, ids[index]), turn, told)


def _answered(stands: ExerciseStanding, turn: Turn, told: Screen | None) -> Reply:
    catalogue = turn.services.catalogue
    now = choosing.one(stands, catalogue, turn.texts)
    if stands.refused:
        return Reply(edit=now, toast=choosing.refusal(stands, catalogue, turn.texts))
    return Reply(edit=told or now)
