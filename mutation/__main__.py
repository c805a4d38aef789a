"""`make mutate`: change the code a little, run the tests that should see it, and print every change they missed.

Why not mutmut or cosmic-ray: both start Python anew for each mutant and edit the files of the tree; here a process that
has the libraries loaded forks for each, so that thousands fit into half an hour, and no file is touched.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from mutation.lists import Equivalent, MutatedArea, areas, equivalents, named, ordered
from mutation.mutants import Mutant
from mutation.running import keeping_releases, load_libraries, run


class Outcome(NamedTuple):
    """How the tests answered a mutant: `passed` means that it survived."""

    mutant: Mutant
    ended: str
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sample; 0 where every change was noticed or is listed as changing nothing, else 1."""
    chosen = _parser().parse_args(arguments)
    seed = chosen.seed if chosen.seed is not None else random.SystemRandom().randrange(10**6)
    load_libraries()
    known = equivalents()
    until = time.monotonic() + chosen.minutes * 60
    print(f"seed {seed} (repeat it with SEED={seed})", flush=True)
    with keeping_releases():
        survived = [] if chosen.area else _named(chosen.workers)
        for area in areas():
            if chosen.area in (None, area.name):
                survived += _area(area, known, random.Random(f"{seed} {area.name}"), chosen, until)
    print("\nNobody noticed:" if survived else "\nEvery change was noticed.")
    for name in survived:
        print(f"  {name}")
    return 1 if survived else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument("--seed", type=int, help="which sample; printed, and random where not given")
    parser.add_argument("--each", type=int, default=40, help="mutants of an area at the most; 0 for all")
    parser.add_argument("--minutes", type=float, default=28, help="after so many no further mutant is begun")
    parser.add_argument("--workers", type=int, default=2, help="how many run at once")
    parser.add_argument("--area", help="one area alone, without the named changes")
    parser.add_argument("--match", default="", help="only mutants whose name or file holds this")
    return parser


def _named(workers: int) -> list[str]:
    """The changes that once went unnoticed, every time."""
    with ThreadPoolExecutor(workers) as pool:
        found = list(pool.map(lambda one: Outcome(one[0], *run(one[0], one[1], 120)), named()))
    _told("named", found, len(found), 0)
    return [outcome.mutant.name for outcome in found if outcome.ended == "passed"]


def _area(
    area: MutatedArea, known: Sequence[Equivalent], chance: random.Random, chosen: argparse.Namespace, until: float
) -> list[str]:
    matching = [m for m in area.mutants if chosen.match in f"{m.path.as_posix()} {m.name}"]
    asked = [m for m in matching if not any(one.covers(m) for one in known)]
    sample = chance.sample(asked, min(chosen.each or len(asked), len(asked)))
    with ThreadPoolExecutor(1) as pool:  # as the mutants are run: what fails in a thread would fail for each of them
        ended, alone = pool.submit(run, None, area.tests, 600).result()
    if ended != "passed":
        return [f"{area.name}: the tests fail without any change ({ended})"]

    def answer(mutant: Mutant) -> Outcome | None:
        if time.monotonic() > until:
            return None
        outcome = Outcome(mutant, *run(mutant, ordered(area.tests, mutant), 10 + 4 * alone))
        if outcome.ended == "passed":
            print(f"  nobody noticed {_place(area, mutant)}", flush=True)
        return outcome

    with ThreadPoolExecutor(chosen.workers) as pool:
        found = [outcome for outcome in pool.map(answer, sample) if outcome]
    _told(area.name, found, len(matching), len(matching) - len(asked))
    return [_place(area, o.mutant) for o in found if o.ended == "passed"]


def _place(area: MutatedArea, mutant: Mutant) -> str:
    return f"{area.name} {mutant.path.stem} {mutant.name}"


def _told(name: str, found: Iterable[Outcome], every: int, equivalent: int) -> None:
    outcomes = list(found)
    counts = {word: sum(o.ended == word for o in outcomes) for word in ("failed", "late", "passed")}
    spent = sum(o.seconds for o in outcomes)
    print(
        f"{name:12} {len(outcomes):5} of {every} tried ({equivalent} listed as equivalent): "
        f"{counts['failed']} noticed, {counts['late']} by time, {counts['passed']} survived; "
        f"{spent:.0f} s of CPU, {spent / max(1, len(outcomes)):.1f} each",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
