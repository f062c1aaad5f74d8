"""Values behind the words that were last written or read, so that a tap decodes nothing twice."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 256


class Remembered(Generic[T]):
    """The frozen values of the last `MOST` different words; `decode` makes any other.

    The words themselves are the key: a row that somebody else has changed is decoded again.
    """

    def __init__(self, decode: Callable[[str], T]) -> None:
        self._decode = decode
        self._values: dict[str, T] = {}

    def keep(self, words: str, value: T) -> str:
        """Remember what `words` were made of; the words."""
        if len(self._values) >= MOST:
            del self._values[next(iter(self._values))]
        self._values[words] = value
        return words

    def value(self, words: str) -> T:
        """What the words say."""
        if words not in self._values:
            self.keep(words, self._decode(words))
        return self._values[words]
