"""A guide: the words and the pictures that show a person how an exercise is done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.fields import Fields, utf16_length
from content.picture import Picture, Pictures

# Lumbo is a routine, never care (docs/safety.md#wording).
FORBIDDEN = re.compile(r"\b(treat|cure|curing|therap|diagnos|prescri|heal(s|ed|ing)?\b)", re.IGNORECASE)

# The caption of a step is at most 1,024 units; what is left is for dose, progress and longer languages.
CAPTION_WORDS = 650
LINE = 160
NAME = 32
STEPS = range(3, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How one exercise is done. The texts are English source sentences: show them by `Texts.gettext`.
    `drawn` are its pictures as drawn, `mirrored` those for the other side of the body.
    """

    id: str
    name: str
    position: str
    steps: tuple[str, ...]
    breathing: str
    cue: str
    mistakes: tuple[str, ...]
    easier: str
    ready: str
    stop: str | None
    drawn: Pictures
    mirrored: Pictures

    @property
    def stills(self) -> tuple[Picture, ...]:
        """The key poses as drawn, at least one."""
        return self.drawn.stills

    @property
    def loop(self) -> Picture | None:
        """The moving picture as drawn, if there is one."""
        return self.drawn.loop

    def pictures(self, *, mirror: bool = False) -> Pictures:
        """The pictures of one side of the body; what has no mirrored version is shown as drawn."""
        if not mirror:
            return self.drawn
        return Pictures(
            stills=self.mirrored.stills or self.drawn.stills,
            loop=self.mirrored.loop or self.drawn.loop,
            easier=self.mirrored.easier or self.drawn.easier,
        )

    def sentences(self) -> Iterator[str]:
        """Every text of it, in reading order."""
        yield from (self.name, self.position, *self.steps, self.breathing, self.cue, *self.mistakes)
        yield from (self.easier, self.ready)
        if self.stop:
            yield self.stop


def read_guide(fields: Fields, exercise_id: str, drawn: Pictures, mirrored: Pictures) -> Guide:
    """Make a guide of the table `[words]` of an exercise file; problems are noted in `fields`."""
    guide = Guide(
        id=exercise_id,
        name=fields.text("name", NAME),
        position=fields.text("position", LINE),
        steps=fields.texts("steps", LINE),
        breathing=fields.text("breathing", LINE),
        cue=fields.text("cue", LINE),
        mistakes=fields.texts("mistakes", LINE),
        easier=fields.text("easier", LINE),
        ready=fields.text("ready", LINE),
        stop=fields.text("stop", LINE) if fields.has("stop") else None,
        drawn=drawn,
        mirrored=mirrored,
    )
    fields.finish()
    _check(guide, fields)
    return guide


def _check(guide: Guide, fields: Fields) -> None:
    if len(guide.steps) not in STEPS:
        fields.complain("steps", f"write {STEPS.start} to {STEPS.stop - 1} steps, not {len(guide.steps)}")
    shown = (guide.name, guide.position, *guide.steps, guide.breathing)
    if (length := sum(map(utf16_length, shown))) > CAPTION_WORDS:
        remedy = f"shorten name, position, steps and breathing from {length} to {CAPTION_WORDS} characters"
        fields.complain("steps", remedy)
    for sentence in guide.sentences():
        if found := FORBIDDEN.search(sentence):
            fields.complain("wording", f"say it without {found.group()!r}: {sentence!r}")
        if "{" in sentence or "}" in sentence:
            fields.complain("wording", f"say it without braces, nothing is filled in here: {sentence!r}")
