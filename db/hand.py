"""A thread of its own for what waits for the disk."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any

_Job = tuple["asyncio.Future[Any]", Callable[[], Any]]


class Hand:
    """Does one job after another, away from the event loop.

    An executor of Python's does that too, with so much bookkeeping that a single tap costs a tenth more.
    """

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def do(self, job: Callable[[], Any]) -> "asyncio.Future[Any]":
        """What `job` brings or raises, once its turn has come; not to be cancelled."""
        if not self._thread.is_alive():
            raise RuntimeError("The database is closed")
        found = asyncio.get_running_loop().create_future()
        self._jobs.put((found, job))
        return found

    def rest(self) -> None:
        """End when everything is done."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (handed := self._jobs.get()) is not None:
            found, job = handed
            try:
                tell, what = found.set_result, job()
            except BaseException as error:
                tell, what = found.set_exception, error
            # Who ends without closing the database has nobody left to tell.
            with suppress(RuntimeError):
                found.get_loop().call_soon_threadsafe(tell, what)
