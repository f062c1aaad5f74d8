"""Words that a person writes for the if-then plan, as they are kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.habit import LONGEST, cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  after feeding\n the cat ", "after feeding the cat"),
        ("por la mañana", "por la mañana"),
        ("<b>tea</b> & toast", "<b>tea</b> & toast"),  # views escape
        ("after\u202etea\u200b\x00", "aftertea"),
        ("☕", "☕"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), None),
        (" \u200b\t", None),
        ("", None),
    ],
)
def test_words_become_one_visible_line_or_nothing(typed: str, kept: str | None) -> None:
    assert cleaned(typed) == kept


@given(st.text(max_size=200))
def test_nothing_invisible_is_ever_kept(typed: str) -> None:
    kept = cleaned(typed)
    if kept is not None:
        assert 0 < len(kept) <= LONGEST and kept == kept.strip()
        assert not [each for each in kept if unicodedata.category(each)[0] == "C" or each == "\n"]
        assert cleaned(kept) == kept
