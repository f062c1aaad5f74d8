"""Clinical notes 5.4, row by row: the condition, the dose that follows, and the reason that is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.domain.explaining import why
from bot.domain.happening import Effort, Outcome
from bot.domain.log import UrgentAnswered
from bot.domain.reason import Reason
from bot.domain.refusal import Refused
from content.texts import Texts
from handlers.views.reasons import because
from tests.domain.diary import Diary
from tests.domain.exercises import PROGRAMME

NAME = "side_leg_raise"


def trained(days: int, effort: Effort = Effort.RIGHT) -> Diary:
    return Diary().enrol().train_daily(days, effort)


def ended(diary: Diary, *outcomes: Outcome) -> Diary:
    """The next sessions, in which the exercise ended so."""
    for outcome in outcomes:
        diary.train(Effort.RIGHT, {NAME: outcome})
        diary.wait()
    return diary


def felt(diary: Diary, *efforts: Effort) -> Diary:
    for effort in efforts:
        diary.train(effort)
        diary.wait()
    return diary


def r1() -> Diary:
    diary = trained(10)
    diary.must(UrgentAnswered, any=True)
    return diary


def r2() -> Diary:
    diary = trained(10)
    diary.hurt(1)
    return diary


def r3() -> Diary:
    diary = trained(12, Effort.EASY)
    diary.hurt(2)
    assert not isinstance(diary.restart(after_days=2), Refused)
    return diary


def r13() -> Diary:
    # The rise is on day 6; four more points are there on day 8, the week is over on day 13.
    return trained(8, Effort.EASY)


def r14() -> Diary:
    # Day 12 onwards the press waits for the budget, which the leg raise has used.
    diary = trained(18)
    while next(p for p in diary.today().prescriptions if p.exercise_id == "press").because.rule != 14:
        assert diary.day_number < 60
        diary.train()
        diary.wait()
    return diary


def missed() -> Diary:
    """Points enough, but something else was skipped yesterday."""
    diary = trained(4, Effort.EASY)
    diary.train(Effort.EASY, {"side_turn": Outcome.SKIPPED})
    return diary.wait()


def r16() -> Diary:
    return trained(90)


def r17() -> Diary:
    diary = trained(8)
    while diary.day_number < 56:
        diary.train(Effort.HARD if diary.day_number % 3 == 0 else Effort.RIGHT)
        diary.wait()
    return diary


# Row: how somebody gets there, the exercise, by how many rungs it moves when the next session is built, why.
ROWS: list[tuple[int, Callable[[], Diary], str, int | None, set[Reason]]] = [
    (1, r1, NAME, None, {Reason.RED_FLAG}),
    (2, r2, NAME, None, {Reason.PAIN}),
    (3, r3, NAME, 0, {Reason.RECOVERY}),
    (4, lambda: trained(10).wait(4), NAME, 0, {Reason.GAP_SAME}),
    (4, lambda: trained(10).wait(8), NAME, -1, {Reason.GAP_STEP}),
    (5, lambda: ended(trained(8), Outcome.SKIPPED), NAME, 0, {Reason.SKIPPED}),
    (5, lambda: ended(trained(8), Outcome.SKIPPED, Outcome.SKIPPED), NAME, 0, {Reason.SKIPPED}),
    (6, lambda: ended(trained(8), *[Outcome.SKIPPED] * 3), NAME, 0, {Reason.SKIPPED_THRICE}),
    (7, lambda: ended(trained(8), Outcome.PARTIAL), NAME, 0, {Reason.PARTIAL}),
    (9, lambda: felt(trained(8), Effort.HARD), NAME, 0, {Reason.HARD}),
    (11, lambda: trained(30), NAME, 0, {Reason.DELOAD}),
    (12, lambda: trained(5), NAME, 0, {Reason.GATHERING}),
    (12, missed, NAME, 0, {Reason.DAY_MISSED}),
    (13, r13, NAME, 0, {Reason.WAITING_DAYS}),
    (14, r14, "press", 0, {Reason.WAITING_TURN}),
    (15, lambda: trained(5, Effort.EASY), NAME, 1, {Reason.RISEN}),
    (16, r16, "side_turn", 0, {Reason.TOP}),
    (17, r17, "side_turn", 0, {Reason.PLATEAU}),
]


@pytest.mark.parametrize(("rule", "life", "name", "moves", "reasons"), ROWS)
def test_a_row_of_the_table(
    rule: int, life: Callable[[], Diary], name: str, moves: int | None, reasons: set[Reason]
) -> None:
    diary = life()
    before = diary.rung(name)
    if moves is not None:
        shown = diary.open()
        while name not in {each.exercise_id for each in shown.prescriptions}:
            diary.wait()
            shown = diary.open()
        assert diary.rung(name) - before == moves
    found = why(diary.plan, PROGRAMME, name, diary.day)
    assert found is not None and (found.because.rule, found.because.reason) in {(rule, r) for r in reasons}
    assert because(found.because, Texts("en"))


@pytest.mark.parametrize("which", [Outcome.PARTIAL, Effort.HARD])
def test_r8_and_r10_the_second_in_a_row_is_one_rung_down_at_once(which: Outcome | Effort) -> None:
    diary = trained(12, Effort.EASY)
    rungs = []
    for _ in range(2):
        ended(diary, which) if isinstance(which, Outcome) else felt(diary, which)
        rungs.append(diary.rung(NAME))
    assert rungs[1] == rungs[0] - 1
    diary.open()
    found = why(diary.plan, PROGRAMME, NAME, diary.day)
    assert found is not None and found.because.rule == (8 if isinstance(which, Outcome) else 10)


@pytest.mark.parametrize(("efforts", "rises"), [
    ("EE", True), ("ER", False), ("RRR", False), ("RRRR", True), ("ERR", True),
    ("EHE", False), ("EEH", False),
])  # fmt: skip
def test_r12_and_r15_four_points_are_a_rung(efforts: str, rises: bool) -> None:
    diary = Diary().enrol().train_daily(3)
    before = None
    for letter in efforts:
        diary.train({"E": Effort.EASY, "R": Effort.RIGHT, "H": Effort.HARD}[letter])
        before = diary.rung(NAME)
        diary.wait()
    diary.open()
    assert before is not None and diary.rung(NAME) - before == int(rises)


def test_r13_the_seventh_day_after_a_rise_is_the_first_free_one() -> None:
    diary = trained(5, Effort.EASY)
    diary.train(Effort.EASY)
    risen, rung = diary.day, diary.rung(NAME)
    for day in range(1, 8):
        diary.wait().train(Effort.EASY)
        assert diary.rung(NAME) == rung + (day == 7), diary.day - risen
    assert diary.day - risen == timedelta(days=7)
