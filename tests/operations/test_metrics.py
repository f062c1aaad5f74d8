"""/metrics says how well work gets done, and not a word about anybody."""

import json
import re
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from bot.domain.reminder import LIVE, OccurrenceState, Sent
from bot.transport.intake import Verdict
from tests.operations.hands import CANARY, NOW, Deliverer, Hands, reminder_due

DASHBOARD = Path(__file__).parent.parent.parent / "docs" / "grafana-dashboard.json"


async def test_the_figures_tell_what_happened(hands: Hands) -> None:
    notifier = hands.operations.sent(Deliverer())
    hands.clock.move(timedelta(seconds=20))
    await notifier.invite(reminder_due(NOW), nullcontext())
    hands.ended["sent"] += 1
    await hands.intake.settle({"update_id": 1, "message": {"from": {"id": CANARY}, "text": "canary"}})
    await hands.intake.settle("nonsense")
    told = await hands.figures()
    for line in (
        'lumbo_reminder_lateness_seconds_bucket{le="10.0"} 0.0',
        'lumbo_reminder_lateness_seconds_bucket{le="30.0"} 1.0',
        'lumbo_reminder_attempts_total{outcome="delivered"} 1.0',
        'lumbo_reminders_ended_total{state="sent"} 1.0',
        'lumbo_telegram_calls_held_total{how="refused"} 3.0',
        'lumbo_updates_total{verdict="done"} 1.0',
        'lumbo_updates_total{verdict="malformed"} 1.0',
        "lumbo_update_handling_seconds_count 1.0",
        'lumbo_update_handling_seconds_bucket{le="0.05"} 1.0',
    ):
        assert line in told.splitlines(), line


async def test_every_code_is_told_before_it_first_happens_so_that_an_alarm_sees_it_rise(hands: Hands) -> None:
    told = (await hands.figures()).splitlines()
    over = set(OccurrenceState) - set(LIVE)
    assert {f'lumbo_reminders_ended_total{{state="{state}"}} 0.0' for state in over} <= set(told)
    assert {f'lumbo_reminder_attempts_total{{outcome="{each}"}} 0.0' for each in Sent} <= set(told)
    assert {f'lumbo_updates_total{{verdict="{each.value}"}} 0.0' for each in Verdict} <= set(told)
    assert 'lumbo_telegram_calls_held_total{how="dropped"} 0.0' in told


async def test_no_figure_names_anybody(hands: Hands) -> None:
    await hands.operations.sent(Deliverer()).invite(reminder_due(NOW), nullcontext())
    await hands.intake.settle({"update_id": 1, "message": {"from": {"id": CANARY}, "text": "canary"}})
    told = await hands.figures()
    assert str(CANARY) not in told and "canary" not in told
    labels = set(re.findall(r'(\w+)="', told))
    assert labels <= {"le", "outcome", "state", "verdict", "how"}


async def test_the_dashboard_asks_only_for_figures_that_there_are(hands: Hands) -> None:
    board = json.loads(DASHBOARD.read_text())
    asked = {
        name
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(?:lumbo|process)_\w+", target["expr"])
    }
    await hands.operations.sent(Deliverer()).invite(reminder_due(NOW), nullcontext())
    hands.ended["sent"] += 1
    await hands.intake.settle("nonsense")
    figures = await hands.figures()
    offered = set(re.findall(r"^(\w+)", figures, re.MULTILINE)) | {"lumbo_reminders_waiting"}
    assert asked <= offered and "# TYPE lumbo_reminders_waiting gauge" in figures
    assert len(asked) >= 10
