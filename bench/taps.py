"""How fast a tap is answered, and how much memory the bot takes: `make bench`.

The times hold the stand-in's and this program's own share, all on loopback.
"""

import statistics
import sys
import time

from bench.live import Live, Somebody

ROUND = ("Hold timer", "Pause timer", "Go on", "Stop timer", "Skip", "Back to the exercise", "Done", "Right")
ROUNDS = 15


def main() -> None:
    """Train over and over and print the figures."""
    live = Live()
    try:
        anna = live.person()
        anna.settles()
        anna.says("/today")
        times = [answered(live, anna, label) for number in range(ROUNDS) for label in labels(anna, number)]
        times.sort()
        print(f"machine: Python {sys.version.split()[0]}, {time.strftime('%Y-%m-%d')}; taps: {len(times)}")
        print(
            f"answerCallbackQuery after a tap: median {1000 * statistics.median(times):.1f} ms, "
            f"90 % {1000 * times[int(0.9 * len(times))]:.1f} ms, longest {1000 * times[-1]:.1f} ms"
        )
        print(f"memory of the bot: {live.memory():.0f} MB")
    finally:
        live.stop()


def labels(anna: Somebody, number: int) -> tuple[str, ...]:
    """The taps of one round; from the second on the session is begun once more."""
    if number:
        anna.says("/today")
    return ("Once more", *ROUND) if number else ROUND


def answered(live: Live, anna: Somebody, label: str) -> float:
    """Seconds from a tap to the bot's answerCallbackQuery."""
    message_id, button = anna.find(label)
    seen = len(live.control("calls"))
    begun = time.perf_counter()
    update_id = live.control("taps", user_id=anna.id, message_id=message_id, button=button)
    while not any(call["method"] == "answerCallbackQuery" for call in live.control("calls", since=seen)):
        pass
    took = time.perf_counter() - begun
    live.control("confirmed", update_id=update_id, timeout=30)
    return took


if __name__ == "__main__":
    main()
