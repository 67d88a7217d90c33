"""Where the reading of one content stream stands."""

from __future__ import annotations

from msgspec import Struct, field

from keytag.drawing.geometry import IDENTITY, Affine
from keytag.inspection.pdf.facts import LayerFacts, Space
from keytag.inspection.pdf.state import CurrentColour, GraphicsState
from keytag.inspection.pdf.tally import Tally


class StreamFrame(Struct):
    """Where the reading of one stream stands."""

    resources: object
    tally: Tally
    state: GraphicsState
    depth: int
    layers: list[LayerFacts | None]
    saved: list[GraphicsState] = field(default_factory=list)
    runs: list[bytes] = field(default_factory=list)
    clips: bool = False
    text: Affine = IDENTITY
    spaces: dict[str, Space] = field(default_factory=dict)

    @property
    def layer(self) -> LayerFacts | None:
        """The innermost layer."""
        return next((layer for layer in reversed(self.layers) if layer is not None), None)

    def set(self, operator: bytes, paint: CurrentColour) -> None:
        """Take over a colour: for strokes where the operator is in capitals, else for fills."""
        if operator.isupper():
            self.state.stroke = paint
        else:
            self.state.fill = paint


def rounded(amounts: tuple[float, ...]) -> tuple[float, ...]:
    """Return ``amounts`` so that equal colours are one: a hundredth of a per cent is nothing."""
    return tuple(round(amount, 4) for amount in amounts)


def shown(operator: bytes) -> str:
    """Return an operator as it can be told."""
    return operator[:12].decode("latin-1")
