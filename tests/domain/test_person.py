"""The first questions, in their order, and the person's own day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.domain.cards import Draft
from bot.domain.person import Person, Question, next_question

NIGHT = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)


def test_the_questions_come_in_their_order_and_no_exercise_before_the_last() -> None:
    person = Person(1)
    asked = []
    for answer in (
        {"consented_at": NIGHT},
        {"specialist": True, "cards": Draft()},
        {"cards": None},
        {"zone": "Europe/Madrid"},
        {"hour": time(7)},
    ):
        asked.append(next_question(person))
        person = replace(person, **answer)
    assert asked == list(Question)
    assert next_question(person) is None


def test_a_specialists_no_is_no_answer_to_go_on_with() -> None:
    assert next_question(Person(1, consented_at=NIGHT, specialist=False)) is Question.SPECIALIST


def test_a_day_is_the_persons_own() -> None:
    assert Person(1).day(NIGHT) == date(2026, 1, 5)
    assert Person(1, zone="Europe/Madrid").day(NIGHT) == date(2026, 1, 6)
    assert Person(1, zone="America/Lima").day(NIGHT) == date(2026, 1, 5)


def test_the_zones_found_are_kept_as_a_list() -> None:
    assert Person(1).proposed_zones == ()
    assert Person(1, draft_zone="Europe/Paris Europe/Madrid").proposed_zones == (
        "Europe/Paris",
        "Europe/Madrid",
    )
