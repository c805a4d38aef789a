"""`python -m demo [--out DIR]`: write the data folder of the demo. Reads `data/catalogue`, never a history."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from demo.folder import STRATEGY, OtherStrategyError, write
from strategy.model import LANGUAGES
from strategy.texts import say

DATA = Path("data")
WRONG_DATA = 1
OUT = Path("build/demo/data")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the folder and say where it is; 1 where the stories are not of the folder's strategy."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Write the data folder of the demo.")
    parser.add_argument("--data", type=Path, default=DATA, help=f"the folder with the catalogue of {STRATEGY} (data)")
    parser.add_argument("--out", type=Path, default=OUT, help="where the made-up folder is written (build/demo/data)")
    given = parser.parse_args(arguments)
    try:
        write(given.data, given.out)
    except OtherStrategyError as other:
        values = {"folder": given.data.as_posix(), "ours": STRATEGY, "found": str(other) or "?"}
        print(*(say(lang, "made_up.refused", **values) for lang in LANGUAGES), sep="\n", file=sys.stderr)
        return WRONG_DATA
    print(f"{given.out}: keksityt luvut, påhittade siffror, made-up figures")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
