"""Five core stories, told by somebody who tries again when an answer is lost, as people do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.campaigns.chat import Somebody
from bench.campaigns.time import MORNING

TRIES = 6


@dataclass(frozen=True)
class Step:
    """Write `says` or tap `taps`, until a message says `shows` (a pattern).

    `back` asks where things stand when the answer was lost; `shows` holds what is then as good an answer.
    """

    shows: str
    says: str = ""
    taps: str = ""
    back: str = "/start"


@dataclass(frozen=True)
class Waits:
    """Time passes until so long after the morning began, and the bot sends a new invitation by itself."""

    after: timedelta


@dataclass(frozen=True)
class Story:
    """A name, whether the first questions are answered before, and what the person does."""

    name: str
    settled: bool
    steps: Sequence[Step | Waits]


SETTLING = (
    Step("Hello, I am Lumbo", says="/start"),
    Step("Has a doctor or physiotherapist", taps="Yes, I agree"),
    Step("How old are you", taps="Yes"),
    Step("numb or tingling", taps="18–49"),
    Step("fever", taps="None of these"),
    Step("Do any of these apply to you", taps="None of these"),
    Step("How much pain is there", taps="None of these"),
    Step("Your answers", taps="0"),
    Step("Where are you", taps="I understand"),
    Step("Europe/Berlin", says="Berlin"),
    Step("When shall I come", taps="Yes"),
    Step("All set|What would you like to do", says="7:30"),
)
TRAINING = (
    Step("Floor press", says="/today"),
    Step("How was it", taps="Done"),
    Step("Noted, thank you|What would you like to do", taps="Right"),
)
PAIN = (
    Step("Everything rests now", says="/pain"),
    Step("Where is it", taps="3"),
    Step("numb or tingling", taps="Low back"),
    Step("fever", taps="None"),
    Step("Your plan rests", taps="None"),
)
STORIES = (
    Story("start", False, SETTLING),
    Story("train", True, TRAINING),
    Story("pain", True, PAIN),
    Story("reminder", True, (
        Waits(timedelta(minutes=31)),
        Step("I come again|What would you like to do", taps="In 10 min"),
        Waits(timedelta(minutes=46)),
        Step("Floor press", taps="Start"),
    )),
    Story("pause", True, (
        Step("Your plan is paused", says="/pause"),
        Step("Welcome back|your plan is running|What would you like to do", says="/resume"),
    )),
)  # fmt: skip


async def live(who: Somebody, steps: Sequence[Step | Waits]) -> None:
    """Tell a story to its end; AssertionError names the step that never came to anything."""
    for step in steps:
        if isinstance(step, Waits):
            await _wait(who, MORNING + step.after)
        else:
            await _take(who, step)


async def _wait(who: Somebody, moment: datetime) -> None:
    newest = max((message["message_id"] for message in who.messages()), default=0)
    who.stage.clock.set(moment)
    await who.until(lambda: (who.find("Start") or (0, ""))[0] > newest, "a new invitation")


async def _take(who: Somebody, step: Step) -> None:
    for _ in range(TRIES):
        if step.says:
            await who.says(step.says)
        elif who.find(step.taps) is not None:
            await who.taps(step.taps)
        if who.sees(step.shows):
            return
        await who.says(step.back)
        if who.sees(step.shows):
            return
    raise AssertionError(f"never saw {step.shows!r}")
