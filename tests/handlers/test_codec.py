"""The callback codec: everything that a button carries comes back, and nothing else is understood."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import codec
from handlers.actions.kinds import Action
from handlers.buttons import ROUTES

NUMBERS = st.integers(min_value=0, max_value=10**14 - 1)


@st.composite
def any_action(draw: st.DrawFn) -> Action:
    kind = draw(st.sampled_from(list(codec.TAGS.values())))
    return kind(*(draw(NUMBERS) for _ in fields(kind)))


@given(any_action())
def test_what_a_button_carries_comes_back_and_fits_64_bytes(action: Action) -> None:
    data = codec.encode(action)
    assert codec.decode(data) == action
    assert 1 <= len(data.encode()) <= codec.MAX_BYTES


@given(st.text(max_size=70) | st.from_regex(r"[a-z]{2}(:[-+ 0-9_]{0,22}){0,4}", fullmatch=True))
def test_anything_understood_is_written_just_so(data: str) -> None:
    action = codec.decode(data)
    assert action is None or codec.encode(action) == data


@pytest.mark.parametrize(
    "data",
    [
        None, "", ":", "do", "do:1", "do:1:2:3", "do:+1:2", "do: 1:2", "do:01:2", "do:1_0:2", "do:-1:2",
        "DO:1:2", "do:1:2\n", "do:١:2", "do:100000000000000:0", "xx:1", "do:1:2;--", "\0",
        "do:" + "9" * 4000 + ":1",
    ],
)  # fmt: skip
def test_hostile_data_is_refused(data: str | None) -> None:
    assert codec.decode(data) is None


def test_every_kind_of_action_has_its_own_tag() -> None:
    assert len(set(codec.TAGS.values())) == len(codec.TAGS)


def test_every_kind_of_action_has_a_tag_and_a_handler() -> None:
    assert set(codec.TAGS.values()) == set(ROUTES)
