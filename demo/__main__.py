"""`python -m demo [--out DIR]`: write the data folder of the demo. Reads `data/catalogue`, never a history."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from demo.folder import write

DATA = Path("data")
OUT = Path("build/demo/data")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the folder and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Write the data folder of the demo.")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder whose catalogue is shown (data)")
    parser.add_argument("--out", type=Path, default=OUT, help="where the made-up folder is written (build/demo/data)")
    given = parser.parse_args(arguments)
    write(given.data, given.out)
    print(f"{given.out}: keksityt luvut, påhittade siffror, made-up figures")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
