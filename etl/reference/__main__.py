"""`python -m etl.reference` writes data/README.md: after a change of the reader, of a description or of a guide."""

from __future__ import annotations

import sys
from pathlib import Path

from etl.reference.document import document

README = Path(__file__).resolve().parents[2] / "data" / "README.md"


def main() -> int:
    """Write the file."""
    README.write_text(document(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
