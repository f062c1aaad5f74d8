"""`replace` for the values that the rules change most: frozen dataclasses without slots.

It does what the one of `dataclasses` does, for them ten times as fast: a year of someone's log changes a plan
and its parts sixty thousand times, and that was a third of what replaying it cost.
"""

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value, /, **changes):
        """A copy with these fields changed."""
        kind = type(value)
        plain = not (hasattr(kind, "__slots__") or hasattr(kind, "__post_init__"))
        if not plain or not changes.keys() <= kind.__dataclass_fields__.keys():
            return dataclasses.replace(value, **changes)
        copy = object.__new__(kind)
        fields = copy.__dict__
        fields.update(value.__dict__)
        fields.update(changes)
        return copy
