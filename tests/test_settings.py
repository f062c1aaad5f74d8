"""A missing or broken setting gives one line that says what to type."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load

EXAMPLE = Path(__file__).parent.parent / ".env.example"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_file_names_every_setting_with_its_default() -> None:
    written = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE))
    assert set(written) == {name.upper() for name in Settings.model_fields}
    assert load(EXAMPLE) == load(None)


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("TELEGRAM_BOT_TOKEN", "hello", "BotFather"),
        ("TELEGRAM_BOT_TOKEN", "１２３:ABC", "BotFather"),
        ("TELEGRAM_BOT_TOKEN", "123:ABC DEF", "BotFather"),
        ("TELEGRAM_BOT_TOKEN", "123:ABC/getMe?x", "BotFather"),
        ("TELEGRAM_API_URL", "api.telegram.org", "https://"),
        ("TELEGRAM_API_URL", "https://", "https://"),
        ("TELEGRAM_API_URL", "http://[::1", "https://"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:99999", "https://"),
        ("TELEGRAM_API_URL", "https://api..telegram.org", "https://"),
        ("TELEGRAM_API_URL", "https://\udcff", "https://"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/?x=1", "https://"),
        ("DATABASE_URL", "mysql://x", "sqlite:///"),
        ("DATABASE_URL", "lumbo.db", "sqlite:///"),
        ("WEBHOOK_URL", "http://example.org/hook", "https://"),
        ("WEBHOOK_URL", "https://", "https://"),
        ("WEBHOOK_URL", "https://example.org/a hook", "https://"),
        ("WEBHOOK_URL", "https://example.org/{hook", "https://"),
        ("WEBHOOK_LISTEN", "8080", "HOST:PORT"),
        ("WEBHOOK_LISTEN", "[]:8080", "HOST:PORT"),
        ("WEBHOOK_LISTEN", "127.0.0.1:٣", "HOST:PORT"),
        ("METRICS_LISTEN", "127.0.0.1:²", "HOST:PORT"),
        ("METRICS_LISTEN", "127.0.0.1:" + "1" * 5000, "HOST:PORT"),
        ("WEBHOOK_LISTEN", "localhost:99999", "HOST:PORT"),
        ("WEBHOOK_SECRET", "with space", "letters"),
        ("FIELD_KEY", "password", "keys new"),
        ("FIELD_KEY", "é", "keys new"),
        ("FIELD_KEY", " , ", "keys new"),
        ("ROLE", "boss", "all, web or worker"),
        ("LOG_LEVEL", "loud", "DEBUG"),
        ("LOG_FORMAT", "xml", "text or json"),
    ],
)
def test_a_broken_value_is_named_with_what_to_type(
    name: str, value: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load(None)
    line = str(refused.value)
    assert line.startswith(name) and advice in line and "\n" not in line
    assert value not in line or name != "TELEGRAM_BOT_TOKEN"


def test_a_missing_token_says_where_to_get_one() -> None:
    with pytest.raises(SettingsError, match="@BotFather"):
        _ = load(None).token


def test_an_empty_value_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert load(None).database_url == "sqlite:///data/lumbo.db"


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:canary-token")
    assert "canary" not in repr(load(None))


def test_an_address_may_shout() -> None:
    assert Settings(_env_file=None, telegram_api_url="HTTPS://api.telegram.org/")


def test_a_settings_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="broken cannot be read"):
        load(tmp_path / "broken")


def test_a_folder_in_the_place_of_the_settings_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path)
