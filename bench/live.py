"""The bot and the stand-in of Telegram as two processes, so that the bot can be measured, and killed."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TOKEN = "123456:bench"  # noqa: S105  (the stand-in's, on loopback)


class Live:
    """A running pair on 127.0.0.1 with a scratch SQLite database."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lumbo-bench-"))
        self._log = (self.folder / "bot.log").open("w")
        command = [sys.executable, "-m", "bot.demo", "--port", "0", "--token", TOKEN]
        self._standin = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603
        assert self._standin.stdout is not None  # noqa: S101  (asked for above)
        self.url = str(json.loads(self._standin.stdout.readline())["url"])
        self.bot = self.start()

    @property
    def database(self) -> Path:
        """The bot's database file."""
        return self.folder / "lumbo.db"

    def start(self) -> subprocess.Popen[bytes]:
        """Start a bot on the database."""
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
        }
        command = [sys.executable, "-m", "bot", "run"]
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=self._log)  # noqa: S603

    def kill(self) -> None:
        """Kill the bot with -9 and start another one."""
        self.bot.kill()
        self.bot.wait()
        self.bot = self.start()

    def stop(self) -> None:
        """End both."""
        self.bot.terminate()
        self.bot.wait()
        self._standin.terminate()
        self._standin.wait()
        self._log.close()

    def memory(self) -> float:
        """Resident memory of the bot in MB."""
        status = Path(f"/proc/{self.bot.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def control(self, action: str, **values: Any) -> Any:
        """One call of the stand-in's control API; HTTPError when it refuses."""
        request = urllib.request.Request(  # noqa: S310  (loopback)
            f"{self.url}/control/{action}", json.dumps(values).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return json.load(answer)["result"]

    def person(self) -> "Somebody":
        """A new user."""
        return Somebody(self, int(self.control("person", first_name="Anna")["id"]))


class Somebody:
    """A user who writes and taps, and waits until the bot has confirmed each update."""

    def __init__(self, live: Live, user_id: int) -> None:
        self.live, self.id = live, user_id

    def says(self, text: str) -> None:
        """Write a text."""
        self._wait(self.live.control("says", user_id=self.id, text=text))

    def taps(self, label: str) -> None:
        """Tap the newest button whose label contains `label`."""
        message_id, button = self.find(label)
        self._wait(self.live.control("taps", user_id=self.id, message_id=message_id, button=button))

    def settles(self) -> None:
        """Answer the first questions."""
        self.says("/start")
        self.taps("Yes, I agree")
        for label in ("Yes", "18–49", "None of these", "None of these", "None of these", "0", "I understand"):
            self.taps(label)
        self.says("Berlin")
        self.taps("Yes")
        self.says("7:30")

    def find(self, label: str) -> tuple[int, str]:
        """Message and full label of the newest such button; LookupError when there is none."""
        for message in reversed(self.live.control("messages", user_id=self.id)):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for key in row:
                    if label in key["text"]:
                        return message["message_id"], key["text"]
        raise LookupError(label)

    def _wait(self, update_id: int) -> None:
        """Until the bot has confirmed the update: half a minute, as often as it is killed meanwhile."""
        for patience in range(20, 0, -1):
            try:
                self.live.control("confirmed", update_id=update_id, timeout=30)
            except urllib.error.HTTPError:
                if patience == 1:
                    raise
            else:
                return
