"""Training: from Start to the answer how it was."""

from bot.services.outcomes import (
    Asked,
    CardsDue,
    Closed,
    Finished,
    Gone,
    MorningDue,
    SessionAnswer,
    Step,
    TrainedToday,
    UpAsked,
)
from handlers import home
from handlers.actions.choosing import Lack, UpAnHour
from handlers.actions.training import (
    AskSkip,
    BeginHold,
    ExerciseDone,
    PauseHold,
    ResumeHold,
    ShowEasier,
    ShowHow,
    ShowStep,
    SkipExercise,
    StartSession,
    StopHold,
)
from handlers.screen import Reply, Screen
from handlers.turn import Turn
from handlers.views import (
    choosing,
    ending,
    measuring,
    notices,
    onboarding,
    rescreening,
    resting,
    session,
)
from handlers.views import reminder as reminder_view
from handlers.views.measuring import AGAIN, SHORT
from handlers.views.pain import EMERGENCY


async def today(turn: Turn) -> Reply:
    """The command: start or go on."""
    return _reply(await turn.services.sessions.start(turn.user_id), turn)


async def start(action: StartSession, turn: Turn) -> Reply:
    """The Start button of a reminder or of the menu."""
    return await begin(action.mode, action.occurrence_id, turn)


async def begin(mode: int, occurrence_id: int, turn: Turn, *, heard: bool = False) -> Reply:
    """Begin a session; `heard` when the morning after the last one is settled."""
    answer = await turn.services.sessions.start(
        turn.user_id, short=mode == SHORT, again=mode == AGAIN, occurrence_id=occurrence_id, heard=heard
    )
    return _reply(answer, turn)


async def hold_still(turn: Turn) -> Step | None:
    """Pause the timer of the open session, if one runs; the session."""
    step = await turn.services.sessions.open_now(turn.user_id)
    if step is not None and step.session.hold is not None:
        await turn.services.sessions.pause_hold(turn.user_id, step.session_id, step.session.cursor)
    return step


async def done(action: ExerciseDone, turn: Turn) -> Reply:
    """The exercise was done in full."""
    sessions = turn.services.sessions
    return _reply(await sessions.complete(turn.user_id, action.session_id, action.cursor), turn)


async def ask_skip(action: AskSkip, turn: Turn) -> Reply:
    """How much of it was done?"""
    answer = await turn.services.sessions.present(turn.user_id, action.session_id)
    if isinstance(answer, Step) and answer.session.cursor == action.cursor:
        return Reply(edit=session.ask_skip(answer, turn.texts))
    return _reply(answer, turn)


async def skip(action: SkipExercise, turn: Turn) -> Reply:
    """The exercise is left."""
    begun = bool(action.begun)
    answer = await turn.services.sessions.skip(turn.user_id, action.session_id, action.cursor, begun=begun)
    return _reply(answer, turn)


async def easier(action: ShowEasier, turn: Turn) -> Reply:
    """The easier version."""
    sessions = turn.services.sessions
    return _reply(await sessions.easier(turn.user_id, action.session_id, action.cursor), turn)


async def how(action: ShowHow, turn: Turn) -> Reply:
    """The long instructions, as a message of their own below."""
    answer = await turn.services.sessions.present(turn.user_id, action.session_id)
    present = answer.session.present if isinstance(answer, Step) else None
    if not isinstance(answer, Step) or present is None:
        return _reply(answer, turn)
    guide = turn.services.catalogue.guides[present.exercise_id]
    return Reply(send=(session.how(answer, guide, turn.texts),))


async def step(action: ShowStep, turn: Turn) -> Reply:
    """Back to the exercise."""
    answer = await turn.services.sessions.present(turn.user_id, action.session_id)
    return _reply(answer, turn)


async def begin_hold(action: BeginHold, turn: Turn) -> Reply:
    """Start the hold timer."""
    sessions = turn.services.sessions
    return _reply(await sessions.begin_hold(turn.user_id, action.session_id, action.cursor), turn)


async def pause_hold(action: PauseHold, turn: Turn) -> Reply:
    """Pause the hold timer."""
    sessions = turn.services.sessions
    return _reply(await sessions.pause_hold(turn.user_id, action.session_id, action.cursor), turn)


async def resume_hold(action: ResumeHold, turn: Turn) -> Reply:
    """Go on with the hold timer."""
    sessions = turn.services.sessions
    return _reply(await sessions.resume_hold(turn.user_id, action.session_id, action.cursor), turn)


async def stop_hold(action: StopHold, turn: Turn) -> Reply:
    """Put the hold timer away."""
    sessions = turn.services.sessions
    return _reply(await sessions.stop_hold(turn.user_id, action.session_id, action.cursor), turn)


async def up_an_hour(action: UpAnHour, turn: Turn) -> Reply:
    """Whether bending may be part of it: the session begins either way."""
    answer = await turn.services.sessions.answer_up(
        turn.user_id,
        bool(action.yes),
        short=action.mode == SHORT,
        again=action.mode == AGAIN,
        occurrence_id=action.occurrence_id,
    )
    return _reply(answer, turn)


async def lack(action: Lack, turn: Turn) -> Reply:
    """Something is not there: the exercise in its other form, or the next one."""
    if action.item >= len(choosing.ITEMS):
        return home.stale_reply(turn)
    item = choosing.ITEMS[action.item]
    sessions = turn.services.sessions
    return _reply(await sessions.lack(turn.user_id, action.session_id, action.cursor, item), turn)


def _reply(answer: SessionAnswer, turn: Turn) -> Reply:
    """How any answer of a session is shown."""
    match answer:
        case Step():
            return _shown(answer, turn)
        case Finished():
            return _finished(answer, turn)
        case Gone(with_its_day=True):
            return Reply(strip=True, send=(ending.day_is_over(turn.texts),))
        case Gone():
            return home.stale_reply(turn)
        case other:
            return Reply(edit=_instead(other, turn))


def _instead(answer: Asked | Closed | CardsDue | MorningDue | UpAsked | TrainedToday, turn: Turn) -> Screen:
    """What is shown in place of a session."""
    match answer:
        case Asked(person):
            return onboarding.question(person, turn.texts)
        case Closed():
            return resting.closed(answer, turn.texts)
        case CardsDue():
            return rescreening.card(EMERGENCY, answer.occurrence_id, answer.mode, turn.texts)
        case MorningDue():
            return measuring.ask_morning(answer, turn.texts)
        case UpAsked():
            return session.ask_up(answer, turn.texts)
        case TrainedToday():
            return ending.trained_today(answer, turn.texts)


def _shown(answer: Step, turn: Turn) -> Reply:
    """The step or its timer: in place of the living message, or as a new one below."""
    toast = notices.already(turn.texts) if answer.stale else ""
    screen = home.at_step(answer, turn)
    if turn.tapped is None and answer.back:
        return Reply(edit=reminder_view.started(turn.texts, answer.back), send=(screen,))
    if turn.tapped is None or turn.tapped == answer.message_id:
        return Reply(edit=screen, toast=toast)
    if answer.fresh:
        return Reply(edit=reminder_view.started(turn.texts, answer.back), send=(screen,), toast=toast)
    return Reply(strip=True, send=(screen,), toast=toast)


def _finished(answer: Finished, turn: Turn) -> Reply:
    closing = ending.closing(answer, turn.services.catalogue, turn.texts)
    asked = ending.ask_after(answer, turn.texts)
    if turn.tapped == answer.message_id:
        return Reply(edit=closing, send=(asked,))
    return Reply(strip=True, strips=answer.message_id, send=(closing, asked))
