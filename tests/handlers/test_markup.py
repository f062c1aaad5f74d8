"""Whatever comes into a text goes out escaped, by every way there is."""

from content.texts import Texts
from handlers.views.markup import plural, speak

TEXTS = Texts("en")
HOSTILE = '<b>Anna</b> & <a href="x">'


def test_a_sentence_and_its_variables_are_escaped() -> None:
    told = speak(TEXTS)("Nice to see <you>, {name}.", name=HOSTILE)
    assert told == 'Nice to see &lt;you&gt;, &lt;b&gt;Anna&lt;/b&gt; &amp; &lt;a href="x"&gt;.'


def test_both_forms_of_a_plural_are_escaped() -> None:
    for number in (1, 2):
        told = plural(TEXTS, "{n} <day> of {name}", "{n} <days> of {name}", number, name=HOSTILE)
        assert told.startswith(f"{number} &lt;day") and "<" not in told and "& " not in told
