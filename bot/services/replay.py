"""Rebuilds a plan from its log and tells where the stored one differs: the log is the truth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import db.plans
from bot.domain import coach
from bot.domain.programme import Programme
from db.engine import Database

_SPOKEN = frozenset({"rung", "points", "epoch"})
"""What is shown with both values; of anything else only the place, since it may tell of pain."""


@dataclass(frozen=True)
class Replay:
    """Reading only."""

    db: Database
    programme: Programme

    async def differences(self, user_id: int) -> Sequence[str] | None:
        """One line for each place where the stored plan is not what the log says; None without a plan."""
        async with self.db.read() as tx:
            stored = await db.plans.get(tx, user_id)
            log = await db.plans.log(tx, user_id)
        if stored is None:
            return None
        return list(_unlike(coach.replay(log, self.programme), stored, ()))


def _unlike(rebuilt: Any, stored: Any, path: tuple[str, ...]) -> Iterator[str]:
    if rebuilt == stored:
        return
    if is_dataclass(rebuilt) and type(rebuilt) is type(stored):
        for each in fields(rebuilt):
            yield from _unlike(getattr(rebuilt, each.name), getattr(stored, each.name), (*path, each.name))
    elif isinstance(rebuilt, Mapping) and isinstance(stored, Mapping):
        for key in sorted(rebuilt.keys() | stored.keys()):
            yield from _unlike(rebuilt.get(key), stored.get(key), (*path, str(key)))
    else:
        values = f": the log says {rebuilt}, the plan {stored}" if path[-1] in _SPOKEN else ""
        yield ".".join(path) + values
