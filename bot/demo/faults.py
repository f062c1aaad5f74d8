"""The fault plan: what goes wrong, for which calls and how often."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

BEFORE: Final = frozenset(
    {"reset_before", "hang", "delay", "truncated", "not_json"}
    | {"too_many", "server_error", "forbidden", "bad_request", "unauthorized"}
)
AFTER: Final = frozenset(
    {"reset_after", "hang_after", "truncated_after", "not_json_after", "server_error_after"}
)
OF_UPDATES: Final = frozenset({"duplicate", "reorder", "delay_updates", "withhold", "poison"})
DOOR: Final = "refuse"


@dataclass
class Fault:
    """One planned fault.

    Kinds that keep a call from having its effect: reset_before, hang, too_many (429; without
    `retry_after` it names none), server_error (HTML body), forbidden, bad_request, unauthorized,
    truncated, not_json; delay answers well, but `seconds` later. Kinds that spoil only the answer:
    reset_after, hang_after, server_error_after, truncated_after, not_json_after.
    Of the whole server: refuse, no connection for `seconds`. Of the next updates of a user
    (`chat_id`): duplicate, reorder, delay_updates, withhold, poison.
    `method` "*" means every method, long polls included; `count` None means for ever, and `skip` calls that
    fit go well before the first one is met.
    """

    kind: str
    method: str = "*"
    chat_id: int | None = None
    count: int | None = None
    skip: int = 0
    seconds: float = 0.0
    retry_after: int | None = None
    code: int = 502
    description: str = ""

    def __post_init__(self) -> None:
        """Refuse a kind that nobody would ever act on."""
        if self.kind not in BEFORE | AFTER | OF_UPDATES | {DOOR}:
            raise ValueError(f"no fault is called {self.kind!r}")

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Whether the fault is about this call and not used up."""
        right_method = self.method in ("*", method)
        right_chat = self.chat_id is None or self.chat_id == chat_id
        return right_method and right_chat and self.count != 0

    def spares(self) -> bool:
        """Whether this call still goes well, counted."""
        self.skip -= 1
        return self.skip >= 0

    def use(self) -> "Fault":
        """Count one use."""
        if self.count is not None:
            self.count -= 1
        return self


def fault_of(plan: Fault | Mapping[str, Any]) -> Fault:
    """A fault from its fields; ValueError names an unknown one."""
    if isinstance(plan, Fault):
        return plan
    unknown = set(plan) - {field.name for field in fields(Fault)}
    if unknown:
        raise ValueError(f"a fault has no {', '.join(sorted(unknown))}")
    return Fault(**plan)


class FaultPlan:
    """All planned faults; the first that fits a call is used."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Plan one more fault."""
        self.planned.append(fault)

    def clear(self) -> None:
        """Everything goes well again from here."""
        self.planned.clear()

    def of_call(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that meets this call, counted as used."""
        return self._take(BEFORE | AFTER, method, chat_id)

    def of_update(self, kind: str, user_id: int | None = None) -> Fault | None:
        """The fault of that kind that meets the next update of a user, counted as used."""
        return self._take(frozenset({kind}), "*", user_id)

    def _take(self, kinds: frozenset[str], method: str, chat_id: int | None) -> Fault | None:
        for fault in self.planned:
            if fault.kind in kinds and fault.fits(method, chat_id) and not fault.spares():
                return fault.use()
        return None
