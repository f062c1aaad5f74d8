"""What the operator can set, from the environment or `.env`; a broken value says what to type instead."""

import base64
import binascii
import hmac
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A setting is missing or broken; the message is one line that says what to type."""


class Role(StrEnum):
    """Which part of the work this process does."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


def _address(value: str) -> str:
    host, _, port = value.rpartition(":")
    whole = port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536
    if value and not (whole and host.strip("[]") and value.isprintable()):
        raise ValueError("type HOST:PORT, such as 127.0.0.1:8080")
    return value


def _http(value: str) -> str:
    if _scheme_and_host(value)[0] not in {"http", "https"} or set(value) & set("?#"):
        raise ValueError("type an address that starts with https://, such as https://api.telegram.org")
    return value.rstrip("/")


def _webhook(value: str) -> str:
    # A Bot API server on this very machine may deliver without TLS; Telegram itself never does.
    scheme, host = _scheme_and_host(value)
    private = scheme == "http" and host in {"127.0.0.1", "localhost"}
    if value and (not (scheme == "https" or private) or set(value) & set("{}")):
        raise ValueError("Telegram delivers to https:// only; type https://your-host/some-path")
    return value


def _scheme_and_host(value: str) -> tuple[str, str]:
    """Both of a whole address; empty when it names no host, a port that is none, or no address at all."""
    try:
        parts = urlsplit(value)
        # A name that no name server can be asked for is none.
        named = bool((parts.hostname or "").encode("idna"))
        whole = named and parts.port != 0 and value.isprintable() and " " not in value
    except ValueError:
        whole = False
    return (parts.scheme, parts.hostname or "") if whole else ("", "")


def _secret(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    allowed = text.isascii() and text.replace("_", "").replace("-", "").isalnum() and len(text) <= 256
    if text and not allowed:
        raise ValueError("use 1-256 letters, digits, _ and -, as Telegram asks")
    return value


def _database(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("type sqlite:///data/lumbo.db or postgresql://user:password@host/name")
    return value


def _token(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    number, colon, rest = text.partition(":")
    # It becomes part of an address, so nothing that would end its place there.
    sound = text.isascii() and text.isprintable() and not set(text) & set(" /?#%")
    if text and not (sound and colon and number.isdigit() and rest):
        raise ValueError("paste the token that @BotFather gave you; it reads like 123456:ABC-DEF")
    return value


def _keys(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    keys = [each.strip() for each in text.split(",") if each.strip()]
    # Who writes only a comma means to encrypt: silence would leave everything open.
    for key in keys or ([text] if text else []):
        try:
            whole = len(base64.b64decode(key, altchars=b"-_", validate=True)) == 32
        except (ValueError, binascii.Error):
            whole = False
        if not whole:
            raise ValueError("use the output of `python -m bot keys new`; several keys with commas between")
    return value


Address = Annotated[str, AfterValidator(_address)]


class Settings(BaseSettings):
    """The settings of one process; `.env.example` describes each (a test keeps them in step)."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_token)] = SecretStr("")
    telegram_api_url: Annotated[str, AfterValidator(_http)] = "https://api.telegram.org"
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///data/lumbo.db"
    webhook_url: Annotated[str, AfterValidator(_webhook)] = ""
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] = SecretStr("")
    webhook_listen: Address = "127.0.0.1:8443"
    role: Role = Role.ALL
    metrics_listen: Address = ""
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    log_format: str = Field("text", pattern="^(text|json)$")
    field_key: Annotated[SecretStr, AfterValidator(_keys)] = SecretStr("")

    @property
    def token(self) -> str:
        """The bot's token; SettingsError when there is none."""
        if not self.telegram_bot_token.get_secret_value():
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN is missing: ask @BotFather for one and write "
                "TELEGRAM_BOT_TOKEN=123456:ABC-DEF into the file .env"
            )
        return self.telegram_bot_token.get_secret_value()

    @property
    def secret(self) -> str:
        """What proves that an update by webhook comes from Telegram: never nothing.

        Where none is given it is made of the token, so that every machine of one bot has the same.
        """
        given = self.webhook_secret.get_secret_value()
        return given or hmac.new(self.token.encode(), b"webhook", sha256).hexdigest()


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings once; SettingsError names the first setting that is broken and what to type."""
    try:
        if env_file is not None and env_file.is_dir():
            raise IsADirectoryError
        return Settings(_env_file=env_file)
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{env_file} cannot be read: let this user read it, as text in UTF-8") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper()
        allowed = {
            "ROLE": "type all, web or worker",
            "LOG_LEVEL": "type DEBUG, INFO, WARNING or ERROR",
            "LOG_FORMAT": "type text or json",
        }
        advice = allowed.get(name, str(first["msg"]).removeprefix("Value error, "))
        raise SettingsError(f"{name} cannot be used: {advice}") from None
