"""The few things that happen by themselves, at fixed intervals; the only importer of APScheduler.

When a person is due stands in the database. APScheduler's own calendar triggers skip and double
days at clock changes, so it is used as a plain heartbeat.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.faults import StorageUnavailable

_A_DOT = datetime(2026, 1, 1, tzinfo=UTC)
_LOOK = 1.0
# Nothing is planned further ahead than this beyond its interval.
_SLACK = timedelta(seconds=5)
logger = structlog.get_logger()
Beat = Callable[[], Awaitable[object]]


class Scheduler:
    """Runs each beat again and again, never twice at once, and outlives what goes wrong in one."""

    def __init__(self) -> None:
        self._inner = AsyncIOScheduler(timezone="UTC")
        # A beat that takes longer than its interval is no news: a crowd of reminders takes minutes.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        self._watch: asyncio.TimerHandle | None = None

    def every(self, seconds: float, name: str, beat: Beat, *, on_the_dot: bool = False) -> None:
        """Run `beat` every `seconds` from the start on, or on the dot of the clock's seconds."""
        self._inner.add_job(
            _guarded(name, beat), "interval", seconds=seconds, id=name,
            start_date=_A_DOT if on_the_dot else None,
            max_instances=1, coalesce=True, misfire_grace_time=None,
        )  # fmt: skip

    def start(self) -> None:
        """Begin."""
        self._inner.start()
        self._look_at_the_clock()

    def stop(self) -> None:
        """End; a beat under way finishes by itself."""
        if self._watch is not None:
            self._watch.cancel()
        if self._inner.running:
            self._inner.shutdown(wait=False)

    def _look_at_the_clock(self) -> None:
        """Plan anew what lies too far ahead: the clock fell back, and beats would wait for its old time."""
        now = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
        for job in self._inner.get_jobs():
            if job.next_run_time - now > job.trigger.interval + _SLACK:
                job.modify(next_run_time=now)
        self._watch = asyncio.get_running_loop().call_later(_LOOK, self._look_at_the_clock)


def _guarded(name: str, beat: Beat) -> Beat:
    async def run() -> None:
        try:
            await beat()
        except asyncio.CancelledError:
            # The scheduler was shut down; it would log this as a failure of the beat.
            return
        except StorageUnavailable as error:
            logger.warning("database unavailable", during=name, error=str(error))
        except Exception as error:
            # A beat must beat again: the next one finds the work where this one left it.
            logger.exception("beat failed", beat=name, error=type(error).__name__)

    return run
