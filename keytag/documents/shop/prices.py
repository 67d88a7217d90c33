"""What a print shop charges, as it answered when it was asked. A part of the shop document, empty by default.

keytag knows no prices of its own: what is not in the shop's file is not counted.
"""

from __future__ import annotations

from pydantic import Field

from keytag.documents.yaml import Part
from keytag.documents.yaml.money import Price


class Prices(Part):
    """Prices in đồng, before or after tax as the shop says; what is left out is asked for, never guessed."""

    plate: Price | None = Field(
        None, examples=["350_000đ"], description="One printing plate: one ink of one form."
    )
    setup: Price | None = Field(
        None, examples=["500_000đ"], description="Making the press ready for one run, stock wasted included."
    )
    sheet: Price | None = Field(
        None, examples=["6_000đ"], description="One press sheet, printed on all its sides, stock included."
    )
    die: Price | None = Field(
        None, examples=["800_000đ"], description="The cutting die, once; without it, none is counted."
    )
    cut: Price | None = Field(None, examples=["150đ"], description="Cutting one tag out.")
    punch: Price | None = Field(None, examples=["50đ"], description="Punching the hole of one tag.")
    ring: Price | None = Field(None, examples=["700đ"], description="One keyring, put on.")
    pack: Price | None = Field(None, examples=["100đ"], description="Counting and bagging one tag.")
