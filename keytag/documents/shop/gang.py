"""How a shop lets editions share plates: what a further plate costs it in paper. A part of the shop document.

Knows nothing of prices in đồng, which are `keytag.documents.shop.prices`, nor of how a plan is found.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keytag.documents.yaml import Count, Part, within

# House rules: more than these no press wastes, nor any order prints.
_SHEETS = within(0, 10_000)
_RUN = within(1, 100_000)


class Gang(Part):
    """What counts when several editions share a press sheet; the plan with the least cost is taken."""

    plate: Annotated[Count, _SHEETS] | None = Field(
        None,
        examples=["100"],
        description="What all plates of one layout cost, in printed sheets, where no prices are given; "
        "0: they are free, as on a digital press.",
    )
    make_ready: Annotated[Count, _SHEETS] = Field(
        0, examples=["50"], description="Sheets that are spoiled while one layout is made ready."
    )
    shortest_run: Annotated[Count, _RUN] = Field(
        1, examples=["50"], description="Fewest sheets of one layout that the shop prints."
    )
    split: bool = Field(
        True, examples=["false"], description="Whether one edition's tags may come from several layouts."
    )
