"""A stand-in of Telegram and bots in processes of their own, which can be killed, frozen and replaced."""

import asyncio
import multiprocessing
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bench.campaigns.balancer import Balancer, free_port
from bench.campaigns.botling import TOKEN, Life, live
from bench.campaigns.fate import Fate
from bench.campaigns.time import MORNING, Shared, SharedClock
from bot.demo.standin import StandIn
from bot.demo.world import Rules
from bot.settings import Role

_nursery = multiprocessing.get_context("forkserver")
_nursery.set_forkserver_preload(["bench.campaigns.botling"])
_LOOK = 0.02


@dataclass
class Stage:
    """Everything of one campaign; `fates` wait for the next bots that come to life."""

    clock: SharedClock
    standin: StandIn
    folder: Path
    lives: list[Life]
    bots: list[ForkServerProcess] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    deaths: int = 0
    _frozen: set[int] = field(default_factory=set)
    _closing: bool = False

    @property
    def journal(self) -> Path:
        """Every call that the stand-in accepted."""
        return self.folder / "journal.jsonl"

    @property
    def database_url(self) -> str:
        """The bots' database."""
        return self.lives[0].database_url

    def kill(self, number: int) -> None:
        """Kill a bot with -9; another takes its place."""
        self.bots[number].kill()

    def pause(self, number: int) -> None:
        """Stop a bot in its tracks, until it is thawed or killed."""
        _signal(self.bots[number], signal.SIGSTOP)

    async def freeze(self, number: int, seconds: float) -> None:
        """Stop a bot in its tracks for so many real seconds."""
        victim = self.bots[number]
        self.pause(number)
        await asyncio.sleep(seconds)
        _signal(victim, signal.SIGCONT)

    def is_frozen(self, number: int) -> bool:
        """Whether the bot stands still."""
        try:
            status = Path(f"/proc/{self.bots[number].pid}/stat").read_text()
        except FileNotFoundError:
            return False
        return status.rpartition(")")[2].split()[0] == "T"

    def thaw(self, number: int) -> None:
        """Let a bot that froze by itself go on."""
        _signal(self.bots[number], signal.SIGCONT)

    def start(self) -> None:
        """Bring every bot to life."""
        self.bots = [self._born(life) for life in self.lives]

    async def watch(self) -> None:
        """Replace each bot that dies, until `close`."""
        while not self._closing:
            for number, process in enumerate(self.bots):
                if process.exitcode is not None and not self._closing:
                    self.deaths += 1
                    self.bots[number] = self._born(self.lives[number])
            await asyncio.sleep(_LOOK)

    async def ended(self, process: ForkServerProcess, seconds: float) -> None:
        """Wait until a bot has ended; in this thread, since only one may ask for its exit code."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while process.exitcode is None and loop.time() < until:  # noqa: ASYNC110  (it is polled)
            await asyncio.sleep(_LOOK)

    async def close(self) -> None:
        """End the bots as a supervisor would."""
        self._closing = True
        for process in self.bots:
            process.terminate()
        for process in self.bots:
            await self.ended(process, 15)
            process.kill()

    def _born(self, life: Life) -> ForkServerProcess:
        fate = self.fates.pop(0) if self.fates else Fate()
        process = _nursery.Process(target=live, args=(replace(life, fate=fate), self.clock), daemon=True)
        process.start()
        return process


def _signal(process: ForkServerProcess, number: signal.Signals) -> None:
    """Signal a bot, which may have died by itself a moment ago."""
    assert process.pid is not None  # noqa: S101  (it was started)
    with suppress(ProcessLookupError):
        os.kill(process.pid, number)


def shared() -> Shared:
    """A number that bots can be given; without a lock, which a bot would take to its grave."""
    number: Shared = _nursery.Value("d", 0.0, lock=False)
    return number


@asynccontextmanager
async def staged(
    database_url: str = "",
    *,
    bots: int = 1,
    webhook: bool = False,
    speed: float = 1.0,
    fates: tuple[Fate, ...] = (),
    template: Path | None = None,
    workers: int = 0,
    paced: bool = False,
) -> AsyncIterator[Stage]:
    """A running stage; without an address its database is a scratch SQLite file, or a copy of `template`.

    With `workers` the bots only take updates in (ROLE=web), and so many more only send. `paced` bots keep
    to the limits that Telegram has.
    """
    folder = Path(tempfile.mkdtemp(prefix="lumbo-campaign-"))
    if template is not None:
        shutil.copy(template, folder / "lumbo.db")
    clock = SharedClock(shared(), speed)
    clock.set(MORNING)
    standin = StandIn(clock.now, TOKEN, folder / "journal.jsonl", rules=Rules(callback_age=1e9))
    await standin.start()
    ports = [free_port() if webhook else 0 for _ in range(bots)]
    balancer = Balancer(ports)
    await balancer.start()
    life = Life(
        standin.url, database_url or f"sqlite:///{folder / 'lumbo.db'}",
        public_url=balancer.url if webhook else "", log_file=str(folder / "bots.log"), paced=paced,
    )  # fmt: skip
    role = Role.WEB if workers else Role.ALL
    lives = [replace(life, port=port, role=role) for port in ports]
    lives += [replace(life, role=Role.WORKER, public_url="")] * workers
    stage = Stage(clock, standin, folder, lives, fates=list(fates))
    stage.start()
    watching = asyncio.ensure_future(stage.watch())
    try:
        yield stage
    finally:
        await stage.close()
        watching.cancel()
        await balancer.stop()
        await standin.stop()
        shutil.rmtree(folder, ignore_errors=True)
