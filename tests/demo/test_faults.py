"""Planned faults meet exactly the calls they are planned for, and the journal tells what took effect."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.demo.limits import Limits
from bot.demo.standin import StandIn
from bot.demo.wire import Refused
from bot.demo.world import Person


def texts(standin: StandIn, person: Person) -> list[str]:
    return [message["text"] for message in standin.messages(person.id)[1:]]


def wait_of(error: RetryAfter) -> float:
    seconds = error.retry_after
    return seconds if isinstance(seconds, int) else seconds.total_seconds()


REFUSING: list[tuple[dict[str, Any], type[TelegramError], str | None]] = [
    ({"kind": "forbidden"}, Forbidden, "bot was blocked by the user"),
    ({"kind": "forbidden", "description": "user is deactivated"}, Forbidden, "user is deactivated"),
    ({"kind": "bad_request"}, BadRequest, "Chat not found"),
    ({"kind": "bad_request", "description": "message to edit not found"}, BadRequest, "to edit not found"),
    ({"kind": "unauthorized"}, InvalidToken, "Unauthorized"),
    ({"kind": "server_error", "code": 502}, NetworkError, "502"),
    ({"kind": "too_many"}, NetworkError, "retry later"),
    ({"kind": "reset_before"}, NetworkError, None),
    ({"kind": "truncated"}, TelegramError, None),
    ({"kind": "not_json"}, TelegramError, None),
    ({"kind": "hang", "seconds": 0.05}, NetworkError, None),
]


@pytest.mark.parametrize(("plan", "error", "words"), REFUSING)
async def test_a_fault_before_the_effect_leaves_the_chat_as_it_was(
    telegram: Bot,
    standin: StandIn,
    anna: Person,
    plan: dict[str, Any],
    error: type[TelegramError],
    words: str | None,
) -> None:
    standin.plan(plan | {"method": "sendMessage", "count": 1})
    with pytest.raises(error, match=words):
        await telegram.send_message(anna.id, "one")
    assert texts(standin, anna) == []
    assert not standin.calls[-1].accepted
    await telegram.send_message(anna.id, "two")
    assert texts(standin, anna) == ["two"]


@pytest.mark.parametrize(
    "kind", ["reset_after", "hang_after", "server_error_after", "truncated_after", "not_json_after"]
)
async def test_a_fault_after_the_effect_hides_only_the_answer(
    telegram: Bot, standin: StandIn, anna: Person, kind: str
) -> None:
    standin.plan({"kind": kind, "method": "sendMessage", "count": 1, "seconds": 0.05})
    with pytest.raises(TelegramError):
        await telegram.send_message(anna.id, "one")
    assert texts(standin, anna) == ["one"]
    assert standin.calls[-1].accepted


async def test_a_429_names_its_seconds_and_only_meets_its_chat(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    ben = standin.person("Ben")
    standin.says(ben.id, "/start")
    fault = standin.plan({"kind": "too_many", "chat_id": anna.id, "retry_after": 7, "count": 2})
    with pytest.raises(RetryAfter) as refused:
        await telegram.send_message(anna.id, "x")
    assert wait_of(refused.value) == 7
    await telegram.send_message(ben.id, "x")
    assert fault.count == 1
    standin.clear_faults()
    await telegram.send_message(anna.id, "x")


async def test_a_fault_of_a_chat_also_meets_the_answers_to_its_taps(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    markup: Any = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    await telegram.send_message(anna.id, "x", reply_markup=markup)
    standin.taps(anna.id, 2, "x")
    standin.plan({"kind": "bad_request", "chat_id": anna.id, "description": "query is too old"})
    with pytest.raises(BadRequest, match="too old"):
        await telegram.answer_callback_query(next(iter(standin.world.queries)))
    assert standin.calls[-1].chat_id == anna.id


async def test_a_delayed_call_is_answered_well(telegram: Bot, standin: StandIn, anna: Person) -> None:
    standin.plan({"kind": "delay", "seconds": 0.01, "count": 1})
    assert (await telegram.send_message(anna.id, "x")).text == "x"


async def test_a_closed_door_refuses_connections_and_opens_again(standin: StandIn, anna: Person) -> None:
    standin.plan({"kind": "refuse", "seconds": 0.1})
    refused = 0
    async with aiohttp.ClientSession() as session:
        for _ in range(5000):
            try:
                async with session.get(f"{standin.url}/bot1:demo/getMe") as reply:
                    assert reply.status == 200
                    if refused:
                        break
            except aiohttp.ClientConnectorError:
                refused += 1
    assert refused
    assert reply.status == 200


def test_a_fault_that_nobody_knows_is_refused(standin: StandIn) -> None:
    with pytest.raises(ValueError, match="no fault is called 'earthquake'"):
        standin.plan({"kind": "earthquake"})
    with pytest.raises(ValueError, match="a fault has no colour"):
        standin.plan({"kind": "hang", "colour": "red"})


async def polled(telegram: Bot, offset: int = 0) -> list[int]:
    return [update.update_id for update in await telegram.get_updates(offset=offset)]


async def test_a_duplicated_update_comes_twice(telegram: Bot, standin: StandIn, anna: Person) -> None:
    standin.world.updates.drop()
    standin.plan({"kind": "duplicate", "count": 1})
    said = standin.says(anna.id, "x")
    assert await polled(telegram) == [said, said]


async def test_a_withheld_update_comes_after_later_ones_were_confirmed(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    standin.world.updates.drop()
    standin.plan({"kind": "withhold", "count": 1})
    held, later = standin.says(anna.id, "a"), standin.says(anna.id, "b")
    assert await polled(telegram) == [later]
    assert await polled(telegram, later + 1) == []
    standin.clear_faults()
    assert await polled(telegram, later + 1) == [held]


async def test_a_delayed_update_comes_late(telegram: Bot, standin: StandIn, anna: Person) -> None:
    standin.world.updates.drop()
    standin.plan({"kind": "delay_updates", "seconds": 0.05, "count": 1})
    said = standin.says(anna.id, "a")
    assert await polled(telegram) == []
    (update,) = await telegram.get_updates(timeout=5)
    assert update.update_id == said


async def test_reordered_updates_are_the_same_ones_in_another_order(
    telegram: Bot, standin: StandIn, anna: Person
) -> None:
    standin.plan({"kind": "reorder", "count": 1})
    for number in range(20):
        standin.says(anna.id, str(number))
    mixed = await polled(telegram)
    assert mixed != sorted(mixed)
    assert sorted(mixed) == await polled(telegram)


async def test_a_poisoned_update_stands_before_the_good_one(standin: StandIn, anna: Person) -> None:
    standin.world.updates.drop()
    standin.plan({"kind": "poison", "count": 1})
    said = standin.says(anna.id, "x")
    poison, good = [waiting.body for waiting in standin.world.updates.visible()]
    assert poison["message"]["message_id"] == "not a number"
    assert good["update_id"] == said


async def test_every_accepted_call_is_in_the_journal_before_it_is_answered(
    telegram: Bot, standin: StandIn, anna: Person, tmp_path: Path
) -> None:
    standin.plan({"kind": "reset_after", "method": "sendMessage", "count": 1})
    with pytest.raises(NetworkError):
        await telegram.send_message(anna.id, "arrived")
    with pytest.raises(BadRequest):
        await telegram.send_message(1, "nobody")
    await telegram.send_document(anna.id, b"data", filename="a.txt")
    lines = [json.loads(line) for line in (tmp_path / "journal").read_text().splitlines()]
    sends = [line for line in lines if line["method"].startswith("send")]
    assert [line["params"].get("text") for line in sends] == ["arrived", None]
    assert sends[0]["chat_id"] == anna.id
    assert sends[0]["at"] == "2026-03-02T07:30:00+00:00"
    assert {"file": "a.txt", "size": 4, "mime": "text/plain"} in sends[1]["params"].values()
    assert [entry.accepted for entry in standin.calls if entry.method.startswith("send")] == [
        True,
        False,
        True,
    ]


def bucket() -> tuple[Limits, Callable[[float], None]]:
    moment = [0.0]

    def wait(seconds: float) -> None:
        moment[0] += seconds

    return Limits(lambda: moment[0]), wait


def test_a_chat_gets_a_short_burst_and_then_one_message_a_second() -> None:
    limits, wait = bucket()
    for _ in range(3):
        limits.check("sendMessage", 1)
    with pytest.raises(Refused) as refused:
        limits.check("editMessageText", 1)
    assert refused.value.body()["parameters"] == {"retry_after": 1}
    limits.check("sendMessage", 2)
    limits.check("answerCallbackQuery", 1)
    wait(1)
    limits.check("editMessageText", 1)


def test_all_chats_together_get_thirty_a_second() -> None:
    limits, _ = bucket()
    for chat in range(30):
        limits.check("sendMessage", chat)
    with pytest.raises(Refused):
        limits.check("sendMessage", 31)


async def test_limits_are_enforced_when_asked_for(telegram: Bot, standin: StandIn, anna: Person) -> None:
    standin.world.rules.enforce_limits = True
    for _ in range(3):
        await telegram.send_message(anna.id, "x")
    with pytest.raises(RetryAfter):
        await telegram.send_message(anna.id, "x")
