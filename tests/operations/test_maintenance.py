"""Keys, backup and restore as an operator types them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import Settings
from bot.verdict import DATABASE, WRONG_SETTINGS
from db import sealing


class Shell:
    """A shell with settings in its environment."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._folder, self._patch, self._capture = folder, patch, capture
        for name in Settings.model_fields:
            patch.delenv(name.upper(), raising=False)
        self.sets(DATABASE_URL=f"sqlite:///{folder / 'lumbo.db'}")

    def sets(self, **settings: str) -> None:
        for name, value in settings.items():
            self._patch.setenv(name, value)

    def types(self, *words: str) -> tuple[int, str]:
        """The exit code of `python -m bot words...`, and what it said."""
        line: Sequence[str] = ("--env-file", str(self._folder / "none"), *words)
        code = main(line)
        told = self._capture.readouterr()
        return code, told.out + told.err

    def is_told(self, code: int, part: str, *words: str) -> None:
        ended, said = self.types(*words)
        assert ended == code and part in said, said
        assert len(said.splitlines()) == 1


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def test_a_new_key_can_be_set_at_once(shell: Shell) -> None:
    _, key = shell.types("keys", "new")
    shell.sets(FIELD_KEY=key.strip())
    shell.is_told(0, "0 entries", "keys", "rotate")


def test_there_is_nothing_to_rotate_without_a_key(shell: Shell) -> None:
    shell.is_told(WRONG_SETTINGS, "keys new", "keys", "rotate")


def test_a_backup_comes_back(shell: Shell, tmp_path: Path) -> None:
    shell.sets(FIELD_KEY=(key := sealing.new_key()))
    shell.types("keys", "rotate")
    saved = str(tmp_path / "saved.db")
    shell.is_told(0, saved, "backup", saved)
    shell.is_told(DATABASE, "already there", "backup", saved)
    code, said = shell.types("restore", saved)
    assert code == 0 and "The former database is" in said
    shell.sets(FIELD_KEY="")
    shell.is_told(DATABASE, "FIELD_KEY", "restore", saved)
    assert key not in said


def test_a_restore_of_a_file_names_the_file(shell: Shell) -> None:
    shell.is_told(WRONG_SETTINGS, "name the backup", "restore")
    shell.is_told(DATABASE, "there is no file", "restore", "nowhere.db")


def test_a_backup_of_nothing_is_refused(shell: Shell, tmp_path: Path) -> None:
    shell.is_told(DATABASE, "start the bot once", "backup", str(tmp_path / "saved.db"))


def test_postgresql_has_tools_of_its_own(shell: Shell, tmp_path: Path, postgres: str) -> None:
    shell.sets(DATABASE_URL=f"postgresql://postgres@/template?host={postgres}")
    shell.is_told(DATABASE, "pg_dump", "backup", str(tmp_path / "saved"))
    shell.is_told(DATABASE, "pg_restore", "restore", str(tmp_path / "saved"))
    shell.is_told(0, "Restored", "restore")
