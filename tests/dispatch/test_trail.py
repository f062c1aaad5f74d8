"""The trail of a process: what others can tell of its sends once it is dead, and when they can not."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.reminder import Occurrence, OccurrenceState, Trace
from bot.trail import KEPT, LONG, Step, Trail, folder_for

BOOT = "since this morning"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SENDING = Occurrence(17, 5, "daily", NOON.date(), NOON, NOON, NOON, OccurrenceState.SENDING, "dead", starts=2)


@pytest.fixture
def dying(tmp_path: Path) -> Iterator[Trail]:
    """The trail of a process that has not died yet."""
    trail = Trail(tmp_path / "trails", "dead", BOOT)
    trail.open()
    yield trail
    trail.close()


@pytest.fixture
def reader(tmp_path: Path) -> Trail:
    """The trail of the process that comes after it."""
    return Trail(tmp_path / "trails", "alive", BOOT)


def told(reader: Trail, *woken: Occurrence) -> list[Trace]:
    return list(reader.of(woken or [SENDING]))


def test_a_dead_process_tells_what_stayed_what_left_and_what_nobody_knows(
    dying: Trail, reader: Trail
) -> None:
    dying.mark(18, 1, Step.LEAVES)
    dying.mark(19, 1, Step.LEAVES)
    dying.mark(19, 1, Step.LEFT)
    dying.close(keep=True)
    others = [replace(SENDING, id=number, starts=1) for number in (18, 19)]
    assert told(reader, SENDING, *others) == [Trace.STAYED, Trace.UNKNOWN, Trace.LEFT]


def test_of_a_living_process_only_what_left_is_known(dying: Trail, reader: Trail) -> None:
    """It may stand still and go on: what it has not sent yet it may still send."""
    assert told(reader) == [Trace.UNKNOWN]
    dying.mark(17, 2, Step.LEFT)
    assert told(reader) == [Trace.LEFT]


def test_another_start_or_another_reminder_proves_nothing(dying: Trail, reader: Trail) -> None:
    for number, start in ((17, 1), (17, 22), (117, 2), (1, 72)):
        dying.mark(number, start, Step.LEFT)
    dying.close(keep=True)
    assert told(reader) == [Trace.STAYED]


def test_nothing_is_known_after_a_start_of_the_machine_on_another_one_or_of_nobody(
    dying: Trail, reader: Trail, tmp_path: Path
) -> None:
    dying.mark(17, 2, Step.LEFT)
    dying.close(keep=True)
    for other in (
        Trail(tmp_path / "trails", "alive", "the next boot"),
        Trail(tmp_path / "trails", "alive", ""),
        Trail(tmp_path / "elsewhere", "alive", BOOT),
    ):
        assert told(other) == [Trace.UNKNOWN]
    assert told(reader, replace(SENDING, owner=None)) == [Trace.UNKNOWN]
    assert told(reader) == [Trace.LEFT]


def test_who_ended_in_good_order_leaves_nothing(dying: Trail, reader: Trail, tmp_path: Path) -> None:
    dying.close()
    assert told(reader) == [Trace.UNKNOWN] and not [*(tmp_path / "trails").iterdir()]


@contextmanager
def no_room() -> Iterator[None]:
    """Nothing can be written to any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_room_it_is_given_up_for_good_so_that_half_of_it_tells_no_lie(
    dying: Trail, reader: Trail
) -> None:
    with no_room():
        dying.mark(17, 2, Step.LEFT)
    assert told(reader) == [Trace.UNKNOWN]
    dying.open()
    dying.close(keep=True)
    assert told(reader) == [Trace.UNKNOWN]


def test_where_there_is_no_folder_nobody_can_tell_and_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    trail = Trail(tmp_path / "file", "dead", BOOT)
    trail.open()
    trail.mark(17, 2, Step.LEFT)
    trail.settle()
    assert told(Trail(tmp_path / "file", "alive", BOOT)) == [Trace.UNKNOWN]


def test_a_long_file_begins_anew_once_nothing_is_under_way(
    dying: Trail, reader: Trail, tmp_path: Path
) -> None:
    dying.mark(17, 2, Step.LEFT)
    dying.settle()
    assert told(reader) == [Trace.LEFT]
    for number in range(LONG // 10):
        dying.mark(number, 1, Step.LEAVES)
    dying.settle()
    assert told(reader) == [Trace.UNKNOWN]
    (file,) = (tmp_path / "trails").iterdir()
    assert file.stat().st_size == 0


def test_old_files_of_dead_processes_are_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / "trails"
    living, dead, fresh = (Trail(folder, name, BOOT) for name in ("living", "dead", "fresh"))
    for trail in (living, dead, fresh):
        trail.open()
    dead.close(keep=True)
    fresh.close(keep=True)
    for path in folder.iterdir():
        if path.stem != "fresh":
            os.utime(path, (0, path.stat().st_mtime - KEPT - 1))
    Trail(folder, "next", BOOT).open()
    assert {path.stem for path in folder.iterdir()} == {"living", "fresh", "next"}


def test_the_place_is_the_databases_own_and_tells_no_password(tmp_path: Path) -> None:
    assert folder_for(f"sqlite:///{tmp_path}/lumbo.db") == tmp_path / "lumbo.db-trails"
    one, other = (folder_for(f"postgresql://lumbo:secret@127.0.0.1/{name}") for name in ("one", "other"))
    assert one != other and "secret" not in str(one)
