"""The stand-in runs as a process of its own and is driven over its control API."""

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot

ROOT = Path(__file__).parent.parent.parent


class Remote:
    """A stand-in in another process."""

    def __init__(self, url: str, session: aiohttp.ClientSession, journal: Path) -> None:
        self.url, self.journal, self._session = url, journal, session

    async def do(self, action: str, **arguments: Any) -> Any:
        async with self._session.post(f"{self.url}/control/{action}", json=arguments) as reply:
            answer = await reply.json()
            return answer["result"] if reply.status == 200 else (reply.status, answer["error"])


@pytest.fixture
async def remote(tmp_path: Path) -> AsyncIterator[Remote]:
    journal = tmp_path / "remote"
    fault = '{"kind": "forbidden", "method": "sendPhoto", "count": 1}'
    words = ["-m", "bot.demo", "--token", "7:x", "--journal", str(journal), "--fault", fault]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout
    said = json.loads(await process.stdout.readline())
    async with aiohttp.ClientSession() as session:
        yield Remote(said["url"], session, journal)
    process.terminate()
    assert await process.wait() == 0


async def test_another_process_plays_the_user_and_reads_what_the_bot_did(remote: Remote) -> None:
    anna = (await remote.do("person", first_name="Anna"))["id"]
    said = await remote.do("says", user_id=anna, text="/start")
    async with Bot("7:x", base_url=f"{remote.url}/bot") as telegram:
        (update,) = await telegram.get_updates()
        assert update.update_id == said
        markup: Any = {"inline_keyboard": [[{"text": "Done", "callback_data": "d"}]]}
        await telegram.send_message(anna, "hello", reply_markup=markup)
        tapped = await remote.do("taps", user_id=anna, message_id=2, button="Done")
        await telegram.get_updates(offset=tapped + 1)
    assert await remote.do("confirmed", update_id=tapped, timeout=5) is None
    assert [message["text"] for message in await remote.do("messages", user_id=anna)] == ["/start", "hello"]
    fault = await remote.do("plan", kind="hang", method="sendMessage")
    assert (fault["kind"], fault["count"]) == ("hang", None)
    calls = await remote.do("calls")
    assert [call["method"] for call in calls] == ["getMe", "getUpdates", "sendMessage", "getUpdates"]
    assert len(remote.journal.read_text().splitlines()) == len(calls)


async def test_a_wrong_order_is_told_in_a_sentence(remote: Remote) -> None:
    anna = (await remote.do("person"))["id"]
    assert await remote.do("explode") == (404, "there is no action explode")
    assert await remote.do("plan", kind="earthquake") == (400, "no fault is called 'earthquake'")
    status, why = await remote.do("taps", user_id=anna, message_id=1, button="x")
    assert (status, why) == (404, "not there: there is no message 1, only []")
    said = await remote.do("says", user_id=anna, text="x")
    assert await remote.do("confirmed", update_id=said, timeout=0.01) == (408, "not confirmed in time")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--port", "99999"], "from 0 to 65535"),
        (["--port", "first"], "from 0 to 65535"),
        (["--port", "{taken}"], "--port {taken} cannot be used (Address already in use)"),
        (["--token", "hello"], "123456:ABC-DEF"),
        (["--journal", "{folder}"], "--journal {folder} cannot be used (Is a directory)"),
        (["--fault", "{{"], 'reads like {{"kind": "hang"}}'),
        (["--fault", "7"], 'reads like {{"kind": "hang"}}'),
        (["--fault", '{{"kind": "storm"}}'], "no fault is called 'storm'"),
    ],
)
async def test_what_cannot_be_used_is_told_in_a_line(tmp_path: Path, words: list[str], told: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        known = {"taken": other.getsockname()[1], "folder": tmp_path}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.demo", *(word.format(**known) for word in words),
            stderr=asyncio.subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        said = (await process.communicate())[1].decode()
    assert process.returncode == 2 and "Traceback" not in said
    assert told.format(**known) in said.splitlines()[-1]
