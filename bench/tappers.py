"""People who tap as fast as they are answered: the next tap comes with the answer and the new screen."""

import asyncio
import re
import time
from collections.abc import Callable
from pathlib import Path

# Hold timer and Stop timer: of all that a session offers, these two can be tapped without end.
_KEYS = re.compile(rb"(h[sb])(?:%3A|:)(\d+)(?:%3A|:)(\d+)")
_FULL = 100
_TICKS = 100
_ANNA = '"id":%d,"first_name":"Anna"'
_UPDATE = (
    '{"update_id":%d,"callback_query":{"id":"%d","from":{' + _ANNA + ',"is_bot":false,"language_code":"en"},'
    '"message":{"message_id":%d,"from":{"id":1,"is_bot":true,"first_name":"Lumbo","username":"lumbo_bot"},'
    '"chat":{' + _ANNA + ',"type":"private"},"date":1790000000,'
    '"animation":{"file_id":"a","file_unique_id":"a","width":1,"height":1,"duration":1},'
    '"caption":"' + "A calm sentence. " * 30 + '",'
    '"reply_markup":{"inline_keyboard":[[{"text":"Done","callback_data":"do:1:1"},{"text":"Hold timer",'
    '"callback_data":"hb:1:1"},{"text":"Pain","callback_data":"pa:1"}]]}},"chat_instance":"1","data":"%s"}}'
)  # fmt: skip


class Person:
    """Somebody with one tap under way."""

    def __init__(self, number: int, message: int) -> None:
        self.id, self.message = number, message
        self.data, self.next = "", ""
        self.tapped_at = 0.0
        self.toast = False


class Tappers:
    """`users` people, numbered from 1; everybody's first tap is `first` (`{}` stands for their number)."""

    def __init__(self, users: int, first: str, loop: asyncio.AbstractEventLoop) -> None:
        self.polled = asyncio.Event()
        self._loop, self._first = loop, first
        self._people = {number: Person(number, 1) for number in range(1, users + 1)}
        self._updates: dict[int, bytes] = {}
        self._by_query: dict[int, Person] = {}
        self._number = self._message = 100
        self._waiting: tuple[Callable[[bytes], None], asyncio.TimerHandle] | None = None
        self._times: list[float] = []
        self._began = self._processor = 0.0

    def begin(self) -> None:
        """Everybody taps."""
        for person in self._people.values():
            person.next = self._first.replace("{}", str(person.id))
            self._tap(person)

    def measure(self, pid: int) -> None:
        """From here on it counts; `pid` is the bot's process."""
        self._times, self._began, self._processor = [], time.perf_counter(), processor(pid)

    def told(self, pid: int) -> dict[str, float]:
        """Taps, seconds, processor seconds of the bot, and the times to the new screen in ms."""
        times, seconds = sorted(self._times), time.perf_counter() - self._began
        return {
            "taps": len(times), "seconds": seconds, "cpu": processor(pid) - self._processor,
            "p50": 1000 * times[len(times) // 2], "p99": 1000 * times[len(times) * 99 // 100],
            "memory": memory(pid),
        }  # fmt: skip

    def poll(self, offset: int, answer: Callable[[bytes], None], wait: float) -> None:
        """getUpdates: everything below `offset` is forgotten, everything from it on is brought."""
        self.polled.set()
        for number in [each for each in self._updates if each < offset]:
            del self._updates[number]
        if self._updates or not wait:
            answer(self._found())
            return
        self._waiting = (answer, self._loop.call_later(wait, self._bring))

    def answered(self, query: int) -> None:
        """answerCallbackQuery."""
        person = self._by_query.pop(query, None)
        if person is not None:
            person.toast = True
            self._perhaps_tap(person)

    def shown(self, chat: int, body: bytes, *, fresh: bool) -> int:
        """A screen was sent or edited; the id of its message."""
        person = self._people.get(chat)
        if fresh or person is None:
            self._message += 1
        if person is None:
            return self._message
        if fresh:
            person.message = self._message
        keys = _KEYS.findall(body)
        if keys and not person.next:
            self._times.append(time.perf_counter() - person.tapped_at)
            person.next = ":".join(part.decode() for part in keys[0])
            self._loop.call_soon(self._perhaps_tap, person)
        return person.message

    def _perhaps_tap(self, person: Person) -> None:
        if person.toast and person.next:
            self._tap(person)

    def _tap(self, person: Person) -> None:
        self._number += 1
        person.data, person.next, person.toast = person.next, "", False
        self._by_query[self._number] = person
        update = _UPDATE % (self._number, self._number, person.id, person.message, person.id, person.data)
        self._updates[self._number] = update.encode()
        person.tapped_at = time.perf_counter()
        if self._waiting is not None:
            self._loop.call_soon(self._bring)

    def _bring(self) -> None:
        if self._waiting is not None:
            answer, timer = self._waiting
            self._waiting = None
            timer.cancel()
            answer(self._found())

    def _found(self) -> bytes:
        return b"[%s]" % b",".join(list(self._updates.values())[:_FULL])


def processor(pid: int) -> float:
    """Seconds of processor time that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory(pid: int) -> float:
    """Resident memory of a process in MB."""
    return int(Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()[0]) / 1024
