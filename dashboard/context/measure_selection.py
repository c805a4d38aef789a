"""Which measures an address chooses, and how many measures each further choice would leave.

One set of keys means the same on every page that shows several measures. `USED_KEYS` is the table of what a page can
use; what it cannot use is told (`unusable`), never dropped in silence. Nothing here draws anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from dashboard.context.urls import FIELDS, Address
from strategy.judging import GROUPS, JUDGED_GROUPS, STATUSES, Verdict, group_of
from strategy.model import Strategy

MEASURE_KEYS = ("focus_area", "sector", "group", "status", "has", "q")
"""The keys that choose measures, in the order in which they are told."""
JUDGED = "judged"
"""The group of all groups that are judged."""
_JUDGEMENT_KEYS = ("group", "status", "has")
"""What a context measure does not have, for it is never judged."""
_DAYS = ("on", "known", "printed")
_OWN = MappingProxyType({"focus_area": "focus_area", "sector": "sector"})
"""Pages that are themselves a choice, with its key."""
USED_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "overview": (*MEASURE_KEYS, *_DAYS, "as"),
    "focus_area": ("sector", "group", "status", "has", "q", *_DAYS, "as"),
    "sector": ("focus_area", "group", "status", "has", "q", *_DAYS, "as"),
    "measures": (*MEASURE_KEYS, *_DAYS, "as"),
    "years": (*MEASURE_KEYS, *_DAYS, "as", "years"),
    "changes": (*MEASURE_KEYS, "on", "printed", "as", "from", "to"),
    "meeting": ("screen", "step", "beside", "ground"),
    "data": (*MEASURE_KEYS, *_DAYS, "filter", "sort"),
    "measure": (*_DAYS, "compare", "with", "since", "grain", "as"),
})  # fmt: skip
"""What each page does something with; a page that is not named uses the days alone."""
SELECTING = tuple(page for page, keys in USED_KEYS.items() if "group" in keys)
"""The pages that show chosen measures."""


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One further choice: the value it gives a key, how many measures it would leave, and where it leads."""

    key: str
    value: str
    count: int
    chosen: bool
    address: Address
    """The address with the choice made; of a chosen one, with the choice taken off."""


@dataclass(frozen=True, slots=True)
class MeasureSelection:
    """The measures that an address chooses among the `pool` of verdicts that its page could show."""

    address: Address
    pool: tuple[Verdict, ...]
    found: frozenset[str] | None
    """The ids that the search finds; None where nothing is searched."""
    chosen_keys: tuple[str, ...] = field(init=False)
    """The keys by which the address chooses measures."""

    def __post_init__(self) -> None:
        chosen = tuple(key for key in MEASURE_KEYS if getattr(self.address, key))
        object.__setattr__(self, "chosen_keys", chosen)

    @classmethod
    def of(cls, address: Address, verdicts: Iterable[Verdict], found: Collection[str] | None) -> MeasureSelection:
        """The selection of a page: a focus area's and a sector's page have their own measures alone."""
        own = _OWN.get(address.page)
        pool = tuple(v for v in verdicts if own is None or address.id in values_of(v, own))
        used = replace(usable(address), unread=())
        return cls(used, pool, None if found is None or not used.q else frozenset(found))

    @property
    def verdicts(self) -> list[Verdict]:
        """The chosen ones, in the order of the pool."""
        return self.left()

    def holds(self, verdict: Verdict, without: Collection[str] = ()) -> bool:
        """Whether the address chooses a measure; as if the keys `without` were not set."""
        asked = [key for key in self.chosen_keys if key not in without]
        if verdict.measure.role == "context" and any(key in _JUDGEMENT_KEYS for key in asked):
            return False
        return all(self._has(verdict, key) for key in asked)

    def left(self, *without: str) -> list[Verdict]:
        """What is chosen when the keys `without` are not set."""
        if all(key in without for key in self.chosen_keys):
            return [*self.pool]
        return [v for v in self.pool if self.holds(v, without)]

    def choices(self, key: str, values: Iterable[str]) -> list[FilterChoice]:
        """The choices of a key among `values`, each with what it would leave, all other keys kept.

        A status lies inside its group, so the one takes the other's place.
        """
        cleared = ("group", "status") if key in ("group", "status") else (key,)
        left = Counter(value for v in self.left(*cleared) for value in values_of(v, key))
        return [self._choice(key, value, left[value], cleared) for value in values]

    def without(self, key: str) -> Address:
        """The address with a choice taken off."""
        return _with(self.address, {key: ""})

    def _choice(self, key: str, value: str, count: int, cleared: Sequence[str]) -> FilterChoice:
        chosen = getattr(self.address, key) == value
        changes = dict.fromkeys(cleared, "") | ({} if chosen else {key: value})
        return FilterChoice(key, value, count, chosen, _with(self.address, changes))

    def _has(self, verdict: Verdict, key: str) -> bool:
        asked = getattr(self.address, key)
        return (verdict.measure.id in (self.found or ())) if key == "q" else asked in values_of(verdict, key)


def values_of(verdict: Verdict, key: str) -> Sequence[str]:
    """The values of a key for which a measure is chosen."""
    measure = verdict.measure
    match key:
        case "focus_area":
            return (measure.focus_area,)
        case "sector":
            return measure.sectors
        case "group":
            return (verdict.group, JUDGED) if verdict.group in JUDGED_GROUPS else (verdict.group,)
        case "status":
            return (verdict.status,)
    return _figures(verdict)


def _figures(verdict: Verdict) -> Sequence[str]:
    if verdict.figures == "none" and verdict.measure.kind == "numeric":
        return ("nothing",)
    return ("baseline_only",) if baseline_only(verdict) else ()


def baseline_only(verdict: Verdict) -> bool:
    """Whether the measure's baseline is the only figure that there is."""
    return verdict.figures == "baseline" and verdict.group not in JUDGED_GROUPS


def statuses_of(group: str) -> tuple[str, ...]:
    """The statuses inside a group, worst first; of the judged group, none, for they are in its groups."""
    return tuple(status for status in STATUSES if group_of(status) == group)


def groups_of(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """The groups that occur, worst first, after all that are judged."""
    present = {v.group for v in verdicts}
    judged = (JUDGED,) if present & set(JUDGED_GROUPS) else ()
    return (*judged, *(group for group in GROUPS if group in present))


def unusable(address: Address) -> Mapping[str, str]:
    """The keys of an address, with their values, that its page cannot use; its own choice again is no fault."""
    used = USED_KEYS.get(address.page, _DAYS)
    own = _OWN.get(address.page)
    return {
        key: value
        for key, value in address.query().items()
        if key not in used and not (key == own and value == address.id)
    }


def usable(address: Address) -> Address:
    """The address without what its page cannot use."""
    used = USED_KEYS.get(address.page, _DAYS)
    unused = [key for key in address.query() if key not in used]
    return _with(address, dict.fromkeys(unused, "")) if unused else address


def unknown(address: Address, strategy: Strategy) -> str:
    """The sector or focus area that an address chooses by and the strategy does not have; empty where there is none."""
    asked = ((address.sector, strategy.sectors), (address.focus_area, strategy.focus_areas))
    return next((value for value, known in asked if value and value not in known), "")


def _with(address: Address, values: Mapping[str, str]) -> Address:
    blank = {
        "on": None,
        "known": None,
        "printed": None,
        "since": None,
        "first": None,
        "last": None,
        "years": (),
        "compare": (),
    }
    fields = {FIELDS.get(key, key): value for key, value in values.items()}
    changes: dict[str, Any] = {field: value or blank.get(field, "") for field, value in fields.items()}
    return replace(address, **changes)
