"""The figures of one process for Prometheus; labels are codes of ours, never a person, a name or a text."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

LATENESS = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10800)
HANDLING = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
LAG = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)

Tallies = Mapping[str, Callable[[], Mapping[str, int]]]
Levels = Mapping[str, Callable[[], float]]

TOTALS = {
    "lumbo_updates": (
        "verdict", "Updates handled: done, again (no database), failed or malformed.",
        ("done", "again", "failed", "malformed"),
    ),
    "lumbo_reminders_ended": (
        "state", "Reminders by how they ended; unknown may or may not have arrived.",
        ("sent", "unknown", "expired", "skipped", "cancelled"),
    ),
    "lumbo_telegram_calls_held": (
        "how", "Calls refused with 429, repeated, or dropped as mere paint.",
        ("refused", "repeated", "dropped"),
    ),
}  # fmt: skip
"""Label, meaning, and the codes that are told from the first moment: a series that begins with its first
mishap has not risen, as Prometheus sees it, and no alarm would tell of it."""

OUTCOMES = ("delivered", "unclear", "not_sent", "refused", "unreachable")
NOW = {
    "lumbo_updates_pending": "Updates taken in and not yet settled.",
    "lumbo_update_oldest_seconds": "How long the update longest in hand has been handled.",
    "lumbo_tick_age_seconds": "Seconds since the reminder beat last came round or sent something.",
    "lumbo_api_age_seconds": "Seconds since Telegram last answered getUpdates.",
}


class Metrics:
    """A registry of its own, so that two bots in one process never share figures."""

    def __init__(self, tallies: Tallies, levels: Levels) -> None:
        # Imported here: whoever sets no METRICS_LISTEN need not wait for it.
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

        self._registry = CollectorRegistry()
        own: dict[str, Any] = {"registry": self._registry}
        self.lateness = Histogram(
            "lumbo_reminder_lateness_seconds", "From a reminder's due moment to its delivery.",
            buckets=LATENESS, **own,
        )  # fmt: skip
        self.handling = Histogram(
            "lumbo_update_handling_seconds", "From an update's turn to its committed effect.",
            buckets=HANDLING, **own,
        )  # fmt: skip
        self.lag = Histogram(
            "lumbo_loop_lag_seconds", "How late the event loop runs what is due.", buckets=LAG, **own
        )
        self.attempts = Counter(
            "lumbo_reminder_attempts", "Attempts to send a reminder, by outcome.", ["outcome"], **own
        )
        for outcome in OUTCOMES:
            self.attempts.labels(outcome)
        self.waiting = Gauge("lumbo_reminders_waiting", "Reminders whose moment has come.", ["state"], **own)
        self._registry.register(_Observed(tallies, levels))
        ProcessCollector(**own)

    def exposition(self) -> tuple[bytes, str]:
        """All figures as Prometheus reads them, and their content type."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return generate_latest(self._registry), CONTENT_TYPE_LATEST


class _Observed:
    """Figures that others keep anyway, read when somebody asks."""

    def __init__(self, tallies: Tallies, levels: Levels) -> None:
        self._tallies, self._levels = tallies, levels

    def collect(self) -> Iterable[Any]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        for name, read in self._tallies.items():
            label, meaning, codes = TOTALS[name]
            family = CounterMetricFamily(name, meaning, labels=[label])
            counts = dict.fromkeys(codes, 0) | {str(code): count for code, count in read().items()}
            for code, count in counts.items():
                family.add_metric([code], count)
            yield family
        for name, level in self._levels.items():
            yield GaugeMetricFamily(name, NOW[name], value=level())
