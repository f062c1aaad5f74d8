"""`replace` for the values that the rules change most: frozen dataclasses without slots.

It does what the one of `dataclasses` does, for them ten times as fast: a year of someone's log changes a plan
and its parts fifteen thousand times, and that was a third of what replaying it cost.
"""

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value, /, **changes):
        """A copy with these fields changed."""
        fields = getattr(value, "__dict__", None)
        changed = fields | changes if fields is not None else {}
        # What has slots has no such dictionary; a name that is no field makes it longer.
        if fields is None or len(changed) != len(fields):
            return dataclasses.replace(value, **changes)
        copy = object.__new__(type(value))
        object.__setattr__(copy, "__dict__", changed)
        return copy
