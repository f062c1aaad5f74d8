"""Who may bring updates to the webhook, and what is said to whom."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.transport.intake import Intake, Verdict
from bot.transport.webhook import webhook_app
from tests.transport.loopback import listening, until

SECRET = "s3cret-Token_1"
HEADER = b"X-Telegram-Bot-Api-Secret-Token"
JSON = b"Content-Type: application/json"
UPDATE = b'{"update_id": 5, "message": {"from": {"id": 1}}}'
RIGHT = HEADER + b": " + SECRET.encode()
Handle = Callable[[dict[str, Any]], Awaitable[Verdict]]


async def raw(
    port: int, *headers: bytes, body: bytes = UPDATE, verb: bytes = b"POST", path: bytes = b"/hook"
) -> int:
    """Send exactly these bytes and give the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    length = b"Content-Length: %d" % len(body)
    writer.write(b"\r\n".join([verb + b" " + path + b" HTTP/1.1", b"Host: x", length, *headers, b"", body]))
    status = int((await asyncio.wait_for(reader.readline(), 5)).split()[1])
    writer.close()
    return status


@pytest.mark.parametrize(
    ("name", "headers", "body", "status"),
    [
        ("right", [RIGHT, JSON], UPDATE, 200),
        ("right, with a charset", [RIGHT, JSON + b"; charset=UTF-8"], UPDATE, 200),
        ("right, in other letters' case", [RIGHT.replace(HEADER, HEADER.lower()), JSON], UPDATE, 200),
        ("no secret", [JSON], UPDATE, 401),
        ("an empty secret", [HEADER + b": ", JSON], UPDATE, 401),
        ("a wrong secret", [HEADER + b": wrong", JSON], UPDATE, 401),
        ("a prefix", [RIGHT[:-1], JSON], UPDATE, 401),
        ("more than the secret", [RIGHT + b"x", JSON], UPDATE, 401),
        ("not ASCII", [HEADER + ": sécret".encode(), JSON], UPDATE, 401),
        ("not even UTF-8", [HEADER + b": s\xff\xfe", JSON], UPDATE, 401),
        ("twice", [RIGHT, RIGHT, JSON], UPDATE, 401),
        ("twice, the first wrong", [HEADER + b": wrong", RIGHT, JSON], UPDATE, 401),
        ("a wrong secret and no JSON", [HEADER + b": wrong", JSON], b"{", 401),
        ("a wrong secret and far too much", [HEADER + b": wrong", JSON], b"x" * 2_000_000, 401),
        ("far too much", [RIGHT, JSON], b'"' + b"x" * 2_000_000 + b'"', 413),
        ("not JSON by its name", [RIGHT, b"Content-Type: text/plain"], UPDATE, 415),
        ("without a name", [RIGHT], UPDATE, 415),
        ("in another charset", [RIGHT, JSON + b"; charset=utf-16"], UPDATE, 415),
        ("not JSON", [RIGHT, JSON], b"{", 400),
        ("no object", [RIGHT, JSON], b"[1]", 400),
        ("empty", [RIGHT, JSON], b"", 400),
        ("deep", [RIGHT, JSON], b"[" * 500_000 + b"]" * 500_000, 400),
        ("an object that is no update", [RIGHT, JSON], b'{"update_id": "x"}', 200),
    ],
)
async def test_only_telegram_is_let_in(name: str, headers: list[bytes], body: bytes, status: int) -> None:
    handled: list[dict[str, Any]] = []

    async def handle(update: dict[str, Any]) -> Verdict:
        handled.append(update)
        return Verdict.DONE

    async with listening(webhook_app(Intake(handle), "/hook", SECRET)) as port:
        assert await raw(port, *headers, body=body) == status
    assert bool(handled) == (status == 200 and body == UPDATE)


async def test_only_posts_to_the_one_path_are_looked_at() -> None:
    async with listening(webhook_app(Intake(_done), "/hook", SECRET)) as port:
        assert await raw(port, RIGHT, JSON, verb=b"GET") == 405
        assert await raw(port, RIGHT, JSON, path=b"/other") == 404


async def test_too_much_in_pieces_is_refused_too() -> None:
    async def pieces() -> Any:
        for _ in range(40):
            yield b"x" * 65_536

    async with (
        listening(webhook_app(Intake(_done), "/hook", SECRET)) as port,
        aiohttp.ClientSession() as session,
    ):
        headers = {HEADER.decode(): SECRET, "Content-Type": "application/json"}
        async with session.post(f"http://127.0.0.1:{port}/hook", data=pieces(), headers=headers) as answer:
            assert answer.status == 413


async def test_telegram_hears_yes_only_after_the_commit() -> None:
    gate, committed = asyncio.Event(), False

    async def handle(_: dict[str, Any]) -> Verdict:
        nonlocal committed
        await gate.wait()
        committed = True
        return Verdict.DONE

    intake = Intake(handle)
    async with listening(webhook_app(intake, "/hook", SECRET)) as port:
        call = asyncio.ensure_future(raw(port, RIGHT, JSON))
        await until(lambda: intake.pending)
        assert not call.done()
        gate.set()
        assert await call == 200
        assert committed


async def test_what_could_not_be_done_or_takes_too_long_comes_again() -> None:
    gate, tries = asyncio.Event(), 0

    async def handle(update: dict[str, Any]) -> Verdict:
        nonlocal tries
        tries += 1
        if update["update_id"] == 5:
            return Verdict.AGAIN
        await gate.wait()
        return Verdict.DONE

    intake = Intake(handle)
    async with listening(webhook_app(intake, "/hook", SECRET, patience=0.1)) as port:
        assert await raw(port, RIGHT, JSON) == 503
        slow = UPDATE.replace(b"5", b"6")
        assert await raw(port, RIGHT, JSON, body=slow) == 503
        again = asyncio.ensure_future(raw(port, RIGHT, JSON, body=slow))
        gate.set()
        assert await again == 200
        assert tries <= 3
        async with aiohttp.ClientSession() as session:
            headers = {HEADER.decode(): SECRET}
            body = {"update_id": 5, "message": {"from": {"id": 1}}}
            async with session.post(f"http://127.0.0.1:{port}/hook", json=body, headers=headers) as answer:
                assert int(answer.headers["Retry-After"]) >= 1


async def test_after_draining_the_webhook_asks_to_come_back() -> None:
    intake = Intake(_done)
    await intake.drain(1)
    async with listening(webhook_app(intake, "/hook", SECRET)) as port:
        assert await raw(port, RIGHT, JSON) == 503


async def _done(_: dict[str, Any]) -> Verdict:
    return Verdict.DONE
