"""One question at a time, the most pressing first, and none again too soon."""

from datetime import date, timedelta
from itertools import combinations

from bot.domain.asking import QUIET, STANDING, Topic, next_topic

DAY = date(2026, 3, 1)
EXTRA = [topic for topic in Topic if topic not in STANDING]


def test_of_all_that_is_due_the_first_in_order_is_asked() -> None:
    for size in range(1, len(Topic) + 1):
        for due in combinations(Topic, size):
            assert next_topic(tuple(reversed(due)), {}, DAY) is due[0]
    assert next_topic((), {}, DAY) is None


def test_after_one_extra_question_nothing_else_is_asked_that_day() -> None:
    for topic in EXTRA:
        assert next_topic(EXTRA, {topic: DAY}, DAY) is None


def test_the_question_about_the_morning_leaves_room_for_one_more() -> None:
    assert next_topic(EXTRA, {Topic.MORNING: DAY}, DAY) is EXTRA[0]
    for topic in EXTRA:
        assert next_topic([Topic.MORNING], {topic: DAY}, DAY) is Topic.MORNING


def test_a_question_stays_quiet_for_its_time_and_lets_the_others_come() -> None:
    for topic in Topic:
        quiet = QUIET.get(topic, timedelta(days=1))
        for days in range(1, 40):
            again = next_topic([topic], {topic: DAY}, DAY + timedelta(days=days))
            assert (again is topic) == (days >= quiet.days)
    assert next_topic([Topic.WEEK, Topic.OFFER], {Topic.WEEK: DAY}, DAY + timedelta(days=1)) is Topic.OFFER
