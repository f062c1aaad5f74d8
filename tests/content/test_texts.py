"""What a language says, and that translators are given every sentence."""

from datetime import date, time
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from content import extract
from content.texts import N_, Texts, available_languages

DAY = date(2026, 11, 24)


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    """A folder of languages that holds a little Russian."""
    catalog = Catalog(locale="ru")
    catalog.add("Floor press", "Прижим к полу")
    catalog.add(("{n} day", "{n} days"), ("{n} день", "{n} дня", "{n} дней"))
    path = tmp_path / "ru" / "LC_MESSAGES" / "lumbo.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    return tmp_path


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    texts = Texts("en", tmp_path)
    assert texts.gettext("Floor press") == "Floor press"
    assert [texts.ngettext("{n} day", "{n} days", n).format(n=n) for n in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]
    assert available_languages(tmp_path) == ("en",)


def test_a_translated_language_says_what_it_can_and_leaves_the_rest_in_english(locale: Path) -> None:
    texts = Texts("ru", locale)
    assert texts.gettext("Floor press") == "Прижим к полу"
    assert texts.gettext("Swimmer") == "Swimmer"
    days = [texts.ngettext("{n} day", "{n} days", n).format(n=n) for n in (1, 3, 5, 21)]
    assert days == ["1 день", "3 дня", "5 дней", "21 день"]
    assert available_languages(locale) == ("en", "ru")


def test_an_empty_text_stays_empty_in_every_language(locale: Path) -> None:
    assert Texts("ru", locale).gettext("") == ""


@pytest.mark.parametrize(
    ("code", "spoken"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("RU_ru", "ru"),
        ("pt-BR", "en"),
        ("", "en"),
        ("../..", "en"),
        ("en-US", "en"),
    ],
)
def test_a_language_without_texts_falls_back_on_english(locale: Path, code: str, spoken: str) -> None:
    assert Texts(code, locale).language == spoken


def test_marking_a_sentence_leaves_it_as_it_is() -> None:
    assert N_("Floor press") == "Floor press"


def test_english_shows_24_hours_and_dates_that_nobody_mistakes() -> None:
    texts = Texts("en")
    assert [texts.clock(time(7, 30)), texts.clock(time(19, 5)), texts.clock(time(0))] == [
        "07:30",
        "19:05",
        "00:00",
    ]
    assert texts.day(DAY) == "24 November"
    assert (texts.weekday(DAY), texts.weekday(DAY, short=True)) == ("Tuesday", "Tue")
    assert (texts.decimal(3.25), texts.decimal(4, 2)) == ("3.2", "4.00")


def test_another_language_shows_times_dates_and_numbers_its_own_way(locale: Path) -> None:
    texts = Texts("ru", locale)
    assert (texts.clock(time(7, 30)), texts.weekday(DAY)) == ("07:30", "вторник")
    assert (texts.day(DAY), texts.decimal(3.5)) == ("24 ноября", "3,5")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What translators are given."""
    target = tmp_path_factory.mktemp("template") / "lumbo.pot"
    extract.collect(target)
    with target.open("rb") as file:
        return read_po(file)


def places(template: Catalog, sentence: str) -> set[str]:
    """The files in which `sentence` was found."""
    message = template.get(sentence)
    return {place for place, _ in message.locations} if message else set()


def test_translators_are_given_the_sentences_of_the_views(template: Catalog) -> None:
    assert places(template, "Yes, I agree") == {"handlers/views/onboarding.py"}


def test_translators_are_given_the_sentences_of_the_exercises_with_their_use(template: Catalog) -> None:
    sentence = "Slide your right hand under the small of your back."
    message = template.get(sentence)
    assert message is not None
    assert message.auto_comments == ["press: steps"]
    path, line = message.locations[0]
    assert path == "content/exercises/press.toml"
    source = (extract.LOCALE.parents[1] / path).read_text("utf-8").splitlines()
    assert sentence in source[(line or 0) - 1]


def test_a_sentence_that_stands_in_several_exercises_is_translated_once(template: Catalog) -> None:
    assert places(template, "Press the small of your back to the floor.") == {
        "content/exercises/scissors.toml",
        "content/exercises/curl_reach.toml",
        "content/exercises/curl_hands_waist.toml",
    }
