"""`replace` for the values that the rules change most.

It does what the one of `dataclasses` does for them, in half the time: a year of someone's log changes a
plan and its parts sixty thousand times, and that was a third of what replaying it cost.
"""

from typing import TYPE_CHECKING

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value, /, **changes):
        """A copy of a slotted dataclass without bases, with these fields changed."""
        kind = type(value)
        if kind.__bases__ != (object,) or not changes.keys() <= kind.__dataclass_fields__.keys():
            raise TypeError(f"{kind.__name__} cannot be copied with {', '.join(changes)}")
        copy = object.__new__(kind)
        for name in kind.__slots__:
            object.__setattr__(copy, name, changes[name] if name in changes else getattr(value, name))
        return copy
