"""Label stock: what labels are printed on, as data.

A stock is a page and the labels on it; a roll of labels is a page with one. Adding one is a value here.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.drawing.geometry import Rect


class LabelStock(Struct, frozen=True):
    """Labels of ``width`` by ``height`` mm on a page of ``page`` mm, ``columns`` by ``rows``, centred."""

    name: str
    page: tuple[float, float]
    width: float
    height: float
    columns: int = 1
    rows: int = 1

    @property
    def a_page(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows

    def place(self, index: int) -> Rect:
        """Return the box of the label at ``index`` of a page, rows first."""
        row, column = divmod(index, self.columns)
        x = (self.page[0] - self.columns * self.width) / 2 + column * self.width
        y = (self.page[1] - self.rows * self.height) / 2 + row * self.height
        return Rect(x, y, x + self.width, y + self.height)


# ISO 216: A4, and A6, which is a quarter of it.
_A4 = (210.0, 297.0)
BOXES_A4 = LabelStock("a4", _A4, 105.0, 148.0, 2, 2)
# House rule: A4 in twelve, three cuts of a guillotine each way less the edges.
BAGS_A4 = LabelStock("a4", _A4, 105.0, 49.0, 2, 6)
# House rule: the widths that label printers take most, 100 mm; a parcel's and a bag's height.
BOXES_ROLL = LabelStock("100x150", (100.0, 150.0), 100.0, 150.0)
BAGS_ROLL = LabelStock("100x50", (100.0, 50.0), 100.0, 50.0)
