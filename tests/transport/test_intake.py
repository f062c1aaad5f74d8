"""One person's updates in order, different people's side by side, and none that holds up the rest."""

import asyncio
import logging
from collections import Counter
from typing import Any

import pytest

from bot.transport.intake import Intake, Verdict
from tests.transport.loopback import CANARY
from tests.transport.virtual_time import in_no_time


def update(number: int, user: int = 1) -> dict[str, Any]:
    return {"update_id": number, "callback_query": {"from": {"id": user}, "data": CANARY}}


class Handler:
    """Takes each person's planned seconds, gives the planned verdicts, notes what happened when."""

    def __init__(self) -> None:
        self.takes: dict[int, float] = {}
        self.verdicts: dict[int, list[Verdict | Exception]] = {}
        self.log: list[tuple[float, int]] = []
        self.under_way: Counter[int] = Counter()
        self.most = 0

    async def __call__(self, received: dict[str, Any]) -> Verdict:
        number = received["update_id"]
        user = received["callback_query"]["from"]["id"]
        self.under_way[user] += 1
        assert self.under_way[user] == 1, "two updates of one person at once"
        self.most = max(self.most, self.under_way.total())
        try:
            await asyncio.sleep(self.takes.get(user, 0))
        finally:
            self.under_way[user] -= 1
        self.log.append((round(asyncio.get_running_loop().time(), 2), number))
        verdict = (self.verdicts.get(number) or [Verdict.DONE]).pop(0)
        if isinstance(verdict, Exception):
            raise verdict
        return verdict


def test_one_persons_updates_keep_their_order_while_others_overtake() -> None:
    async def story() -> list[tuple[float, int]]:
        handler = Handler()
        handler.takes = {1: 1.0, 2: 0.1}
        intake = Intake(handler)
        await asyncio.gather(*(intake.admit(update(n, 1 if n < 4 else 2)) for n in range(1, 7)))
        return handler.log

    assert in_no_time(story()) == [(0.1, 4), (0.2, 5), (0.3, 6), (1.0, 1), (2.0, 2), (3.0, 3)]


def test_somebody_who_floods_takes_one_place_and_leaves_the_rest() -> None:
    async def story() -> list[tuple[float, int]]:
        handler = Handler()
        handler.takes = {1: 1.0}
        intake = Intake(handler, workers=2)
        flood = [intake.admit(update(n, 1)) for n in range(100)]
        await asyncio.gather(*(intake.admit(update(1000 + n, 2 + n)) for n in range(20)))
        others = list(handler.log)
        await asyncio.gather(*flood)
        return others

    assert {moment for moment, _ in in_no_time(story())} == {0}


def test_no_more_than_the_workers_handle_at_once() -> None:
    async def story() -> int:
        handler = Handler()
        handler.takes = {user: 1.0 for user in range(50)}
        intake = Intake(handler, workers=8)
        await asyncio.gather(*(intake.admit(update(n, n)) for n in range(50)))
        return handler.most

    assert in_no_time(story()) == 8


def test_what_could_not_be_done_is_tried_again_and_later_ones_wait_behind_it() -> None:
    async def story() -> list[tuple[float, int]]:
        handler = Handler()
        handler.verdicts = {1: [*[Verdict.AGAIN] * 3, Verdict.DONE]}
        intake = Intake(handler)
        await asyncio.gather(
            intake.admit(update(1)), intake.admit(update(2)), intake.admit(update(3, user=2))
        )
        return handler.log

    assert in_no_time(story()) == [(0, 1), (0, 3), (0.5, 1), (1.5, 1), (3.5, 1), (3.5, 2)]


def test_an_update_that_makes_the_handler_fail_is_set_aside_in_silence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    async def story() -> tuple[Intake, tuple[Verdict, ...], Handler]:
        handler = Handler()
        handler.verdicts = {1: [ValueError(CANARY)]}
        intake = Intake(handler)
        verdicts = tuple([await intake.admit(update(1)), await intake.admit(update(2))])
        return intake, verdicts, handler

    intake, verdicts, handler = in_no_time(story())
    assert verdicts == (Verdict.DONE, Verdict.DONE)
    assert [number for _, number in handler.log] == [1, 2]
    assert (intake.tally["failed"], intake.tally["done"]) == (1, 1)
    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    "strange",
    [
        None,
        7,
        CANARY,
        [],
        {},
        {"update_id": CANARY},
        {"update_id": True},
        {"update_id": -1},
        {"update_id": 2**53},
        {"update_id": 1.5},
    ],
)
def test_what_is_no_update_is_set_aside_once_and_told_without_its_text(
    strange: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> tuple[list[Verdict], Intake]:
        intake = Intake(Handler())
        return [await intake.admit(strange), await intake.settle(strange)], intake

    verdicts, intake = in_no_time(story())
    assert verdicts == [Verdict.DONE, Verdict.DONE]
    assert intake.tally["malformed"] == 2
    assert len(caplog.records) == 1
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    "body", [{}, {"message": 7}, {"message": {"from": 7}}, {"message": {"from": {"id": "x"}}}]
)
def test_an_update_without_a_sender_is_handled_beside_the_others(body: dict[str, Any]) -> None:
    async def handle(_: dict[str, Any]) -> Verdict:
        await asyncio.sleep(1)
        return Verdict.DONE

    async def story() -> float:
        intake = Intake(handle)
        await asyncio.gather(*(intake.admit({"update_id": n, **body}) for n in range(5)))
        return asyncio.get_running_loop().time()

    assert in_no_time(story()) == 1


def test_the_same_update_twice_at_once_is_handled_once() -> None:
    async def story() -> tuple[list[Verdict], int]:
        handler = Handler()
        handler.takes = {1: 1.0}
        intake = Intake(handler)
        verdicts = await asyncio.gather(*(intake.settle(update(1)) for _ in range(5)))
        return verdicts, len(handler.log)

    assert in_no_time(story()) == ([Verdict.DONE] * 5, 1)


def test_the_webhooks_way_in_tries_once_and_refuses_a_pile() -> None:
    async def story() -> tuple[list[Verdict], list[Verdict]]:
        handler = Handler()
        handler.verdicts = {1: [Verdict.AGAIN]}
        handler.takes = {2: 1.0}
        intake = Intake(handler, backlog=2)
        once = [await intake.settle(update(1)), await intake.settle(update(1))]
        pile = await asyncio.gather(*(intake.settle(update(n, 2)) for n in (2, 3, 4)))
        return once, pile

    once, pile = in_no_time(story())
    assert once == [Verdict.AGAIN, Verdict.DONE]
    assert pile == [Verdict.DONE, Verdict.DONE, Verdict.AGAIN]


def test_draining_lets_what_is_under_way_end_and_takes_nothing_more() -> None:
    async def story() -> tuple[bool, Verdict, Verdict, float]:
        handler = Handler()
        handler.takes = {1: 2.0}
        intake = Intake(handler)
        under_way = intake.admit(update(1))
        await asyncio.sleep(0.1)
        drained = await intake.drain(10)
        late = await intake.admit(update(2))
        return drained, await under_way, late, asyncio.get_running_loop().time()

    assert in_no_time(story()) == (True, Verdict.DONE, Verdict.AGAIN, 2)


def test_draining_ends_in_time_and_leaves_the_rest_unconfirmed() -> None:
    async def story() -> tuple[bool, list[Verdict], int, float]:
        handler = Handler()
        handler.takes = {1: 60.0}
        handler.verdicts = {3: [Verdict.AGAIN] * 99}
        intake = Intake(handler)
        waiting = [
            intake.admit(update(1)),
            intake.admit(update(2)),
            intake.admit(update(3, 2)),
            intake.admit(update(4, 2)),
        ]
        await asyncio.sleep(1)
        drained = await intake.drain(5)
        verdicts = [await future for future in waiting]
        return drained, verdicts, intake.pending, asyncio.get_running_loop().time()

    assert in_no_time(story()) == (False, [Verdict.AGAIN] * 4, 0, 6)


def test_draining_without_any_grace_leaves_nobody_waiting() -> None:
    async def story() -> Verdict:
        intake = Intake(Handler())
        waiting = intake.admit(update(1))
        await intake.drain(0)
        return await waiting

    assert in_no_time(story()) in {Verdict.AGAIN, Verdict.DONE}
