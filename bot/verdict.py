"""What ends a command: an exit code that a supervisor can tell apart, and the line that names the remedy."""

from telegram.error import Conflict, InvalidToken

from bot.domain.faults import StorageUnavailable
from bot.settings import SettingsError
from bot.transport.listening import ListenError
from content.error import ContentError
from db import address, custody, migrate, sealing

# 2 wrong settings or content, 3 the database, 4 the token, 5 a rival.
WRONG_SETTINGS, DATABASE, TOKEN, RIVAL = 2, 3, 4, 5


def of(error: Exception) -> tuple[int, object]:
    """The exit code for an error that has a remedy, and the line that names it; 0 for any other."""
    match error:
        case SettingsError() | ListenError() | address.AddressError() | ContentError():
            return WRONG_SETTINGS, error
        case custody.CustodyError() | migrate.SchemaError() | sealing.SealError():
            return DATABASE, error
        case StorageUnavailable() | OSError(filename=str()):
            return DATABASE, _unusable(error)
        case InvalidToken():
            return TOKEN, "Telegram does not know this TELEGRAM_BOT_TOKEN: copy it again from @BotFather"
        case Conflict():
            return RIVAL, "another program is polling with this token: stop it first, or set WEBHOOK_URL"
    return 0, ""


def _unusable(error: StorageUnavailable | OSError) -> str:
    if isinstance(error, OSError):
        return f"{error.filename} cannot be used ({error.strerror}): name another file, or mend its rights"
    return f"the database does not answer ({error}): look at DATABASE_URL, its server and disk"
