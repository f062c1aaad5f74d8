"""Filling in the cards: their order, every small combination of answers, and what contradicts itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.domain import cards, screening
from bot.domain.cards import AGES, Card, Draft, answered, next_card, ticked
from bot.domain.refusal import Refusal, Refused
from bot.domain.screening import CLEARANCE_ITEMS, AgeBand, Health, Verdict

NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
OLDER = (AgeBand.FROM_50, AgeBand.FROM_70)


def filled(draft: Draft, card: Card, answer: int) -> Draft:
    """The draft after an answer that is not refused."""
    after = answered(draft, card, answer, NOW)
    assert isinstance(after, Draft)
    return after


def test_the_harmless_way_is_six_answers_long() -> None:
    draft, asked = Draft(), []
    for answer in (AGES.index(AgeBand.FROM_18), 0, 0, 0, 0, 1):
        card = next_card(draft)
        assert card is not None
        asked.append(card)
        draft = filled(draft, card, answer)
    assert asked == [Card.AGE, Card.EMERGENCY, Card.URGENT, Card.HEALTH, Card.PAIN_NOW, Card.CONFIRM]
    assert next_card(draft) is None


@pytest.mark.parametrize("age", AGES)
def test_from_50_on_new_pain_is_asked_and_from_70_on_whether_one_is_active(age: AgeBand) -> None:
    draft = filled(Draft(), Card.AGE, AGES.index(age))
    assert (next_card(draft) is Card.NEW_PAIN) == (age in OLDER)
    draft = replace(draft, new_pain=False)
    assert (next_card(draft) is Card.ACTIVE) == (age is AgeBand.FROM_70)


def test_every_small_combination_of_answers_leads_to_the_gravest_outcome() -> None:
    items = (frozenset(), *(frozenset({item}) for item in Health))
    yes_no = (False, True)
    for age, emergency, urgent, health, pain, new, active in product(
        AgeBand, yes_no, yes_no, items, (0, 1, 10), yes_no, yes_no
    ):
        draft = Draft(age, new, active, emergency, urgent, health, True, pain, confirmed=True)
        answers = replace(cards.answers_of(draft, None), emergency=emergency, urgent=urgent)
        clinician = (
            pain > 0
            or bool(health & CLEARANCE_ITEMS)
            or (age in OLDER and new)
            or (age is AgeBand.FROM_70 and not active)
        )
        wanted = (
            Verdict.EMERGENCY
            if emergency
            else Verdict.URGENT
            if urgent
            else Verdict.REFUSE
            if age is AgeBand.UNDER_18
            else Verdict.CLEARANCE
            if clinician
            else Verdict.CLEAR
        )
        assert screening.verdict(answers) is wanted


def test_told_not_to_exercise_and_all_else_clear_still_wants_a_clinician() -> None:
    draft = Draft(AgeBand.FROM_18, health=frozenset({Health.TOLD_NOT_TO}), health_done=True, confirmed=True)
    assert screening.verdict(cards.answers_of(draft, None)) is Verdict.CLEARANCE


@pytest.mark.parametrize("item", Health)
def test_none_beside_a_tick_is_refused_and_so_is_done_without_one(item: Health) -> None:
    contradictory = Refused(Refusal.CONTRADICTORY)
    one = ticked(Draft(), item, on=True)
    assert answered(one, Card.HEALTH, 0, NOW) == contradictory
    assert answered(Draft(), Card.HEALTH, 1, NOW) == contradictory
    assert ticked(one, item, on=True) == one
    assert filled(one, Card.HEALTH, 1).health_done
    assert filled(ticked(one, item, on=False), Card.HEALTH, 0).health == frozenset()


@pytest.mark.parametrize("card", Card)
def test_a_number_that_is_not_on_the_card_changes_nothing(card: Card) -> None:
    most = {Card.AGE: len(AGES), Card.PAIN_NOW: 11}.get(card, 2)
    for wrong in (-1, most, 10**9):
        assert answered(Draft(), card, wrong, NOW) == Refused(Refusal.OUT_OF_RANGE)


def test_another_age_band_asks_its_own_questions_again_and_the_same_one_does_not() -> None:
    draft = Draft(AgeBand.FROM_70, new_pain=False, active=True, examined=True)
    assert filled(draft, Card.AGE, AGES.index(AgeBand.FROM_70)) == draft
    younger = filled(draft, Card.AGE, AGES.index(AgeBand.FROM_50))
    assert (younger.new_pain, younger.active, younger.examined) == (None, None, False)


def test_warning_signs_and_pain_of_another_day_are_asked_again() -> None:
    draft = filled(Draft(AgeBand.FROM_18), Card.EMERGENCY, 0)
    draft = filled(filled(draft, Card.URGENT, 0), Card.PAIN_NOW, 0)
    assert cards.lasting(draft, NOW + timedelta(hours=24)) == draft
    stale = cards.lasting(draft, NOW + timedelta(hours=25))
    assert (stale.emergency, stale.urgent, stale.pain_now) == (None, None, None)
    assert stale.age is AgeBand.FROM_18


def test_answers_given_before_come_back_as_they_were() -> None:
    answers = screening.Answers(
        AgeBand.FROM_70, health=frozenset({Health.HIP}), new_pain=True, active=False, confirmed=True
    )
    draft = cards.reopened(answers)
    assert next_card(draft) is None and not draft.first
    assert cards.answers_of(draft, answers) == answers
    assert next_card(cards.reopened(None)) is Card.AGE
