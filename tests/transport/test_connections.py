"""Connections: kept where that is safe, ended where it is not."""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.transport import connections
from bot.transport.answer import Garbled
from bot.transport.connections import Connections, Server, Unreached
from tests.transport.loopback import until

YES = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
ASKED = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n"
Says = Callable[[asyncio.StreamWriter, int], None]


class Far:
    """A server that answers the n-th request of a line as it is told, and counts lines and requests."""

    def __init__(self, says: Says) -> None:
        self.says, self.lines, self.requests = says, 0, 0
        self.port = 0

    def at(self, *, encrypted: bool = False) -> Server:
        return Server("127.0.0.1", self.port, encrypted)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines += 1
        number = 0
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                number += 1
                self.requests += 1
                self.says(writer, number)
        except (asyncio.IncompleteReadError, ConnectionResetError):
            writer.close()


@asynccontextmanager
async def far(says: Says, tls: ssl.SSLContext | None = None) -> AsyncIterator[Far]:
    there = Far(says)
    server = await asyncio.start_server(there.serve, "127.0.0.1", 0, ssl=tls)
    there.port = server.sockets[0].getsockname()[1]
    async with server:
        yield there


@asynccontextmanager
async def ways(most: int = 10) -> AsyncIterator[Connections]:
    found = Connections(most)
    yield found
    found.close()


def says_yes(writer: asyncio.StreamWriter, _: int) -> None:
    writer.write(YES)


async def test_a_connection_that_the_server_ended_is_not_used_again() -> None:
    def yes_and_goodbye(writer: asyncio.StreamWriter, _: int) -> None:
        writer.write(YES)
        writer.close()

    async with far(yes_and_goodbye) as there, ways() as here:
        for number in range(1, 4):
            answer = await here.exchange(there.at(), ASKED, 5, 5)
            assert (answer.status, there.lines) == (200, number)
            await until(lambda: not any(each.free for each in here._idle[there.at()]))


async def test_what_was_idle_for_long_is_not_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with far(says_yes) as there, ways() as here:
        await here.exchange(there.at(), ASKED, 5, 5)
        await here.exchange(there.at(), ASKED, 5, 5)
        assert there.lines == 1
        monkeypatch.setattr(connections, "_IDLE_SECONDS", 0.0)
        await here.exchange(there.at(), ASKED, 5, 5)
        assert there.lines == 2


async def test_a_late_answer_never_reaches_the_next_call() -> None:
    def slowly(writer: asyncio.StreamWriter, number: int) -> None:
        if number == 2:
            return
        writer.write(YES)

    async with far(slowly) as there, ways() as here:
        await here.exchange(there.at(), ASKED, 5, 5)
        with pytest.raises(TimeoutError):
            await here.exchange(there.at(), ASKED, 5, 0.05)
        assert (await here.exchange(there.at(), ASKED, 5, 5)).status == 200
        assert (there.lines, there.requests) == (2, 3)


async def test_an_answer_nobody_asked_for_ends_its_connection() -> None:
    def twice(writer: asyncio.StreamWriter, _: int) -> None:
        writer.write(YES)
        asyncio.get_running_loop().call_later(0.02, writer.write, YES)

    async with far(twice) as there, ways() as here:
        await here.exchange(there.at(), ASKED, 5, 5)
        (kept,) = here._idle[there.at()]
        await until(lambda: not kept.free)
        assert (await here.exchange(there.at(), ASKED, 5, 5)).status == 200
        assert there.lines == 2


async def test_what_is_no_http_says_so() -> None:
    async with far(lambda writer, _: writer.write(b"220 mail ready\r\n\r\n")) as there, ways() as here:
        with pytest.raises(Garbled):
            await here.exchange(there.at(), ASKED, 5, 5)


async def test_no_more_connections_than_allowed_are_open_at_a_time() -> None:
    async with far(says_yes) as there, ways(most=3) as here:
        await asyncio.gather(*(here.exchange(there.at(), ASKED, 5, 5) for _ in range(20)))
        assert (there.lines, there.requests) == (3, 20)


async def test_what_is_under_way_when_everything_closes_fails_at_once() -> None:
    async with far(lambda *_: None) as there, ways() as here:
        under_way = asyncio.ensure_future(here.exchange(there.at(), ASKED, 5, 60))
        await until(lambda: there.requests)
        here.close()
        with pytest.raises(ConnectionResetError):
            await under_way


async def test_who_cannot_show_who_they_are_gets_nothing(tmp_path: Path) -> None:
    async with far(says_yes, shown(tmp_path)) as there, ways() as here:
        with pytest.raises(Unreached, match="SSLCertVerificationError"):
            await here.exchange(there.at(encrypted=True), ASKED, 5, 5)
        assert there.requests == 0


async def test_who_is_trusted_is_spoken_to_in_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tls = shown(tmp_path)
    trusting = ssl.create_default_context(cafile=tmp_path / "certificate.pem")
    monkeypatch.setattr(connections, "_certificates", lambda: trusting)
    async with far(says_yes, tls) as there, ways() as here:
        for _ in range(2):
            assert (await here.exchange(there.at(encrypted=True), ASKED, 5, 5)).status == 200
        assert there.lines == 1


def shown(folder: Path) -> ssl.SSLContext:
    """A server's side of encryption, with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)  # noqa: TID251  (certificates are judged by the machine's own clock)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(address, False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return found
