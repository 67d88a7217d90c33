"""How bright a tag's drawing is in a photograph, channel by channel."""

from __future__ import annotations

import numpy as np
import pytest

from keytag.inspection.photographs.compare import fit_gain


def test_what_differs_has_no_say_in_the_light() -> None:
    """A figure that is printed otherwise changes neither gain nor offset of the rest."""
    wanted = np.tile([0.1, 0.9], 1000)
    seen = 0.8 * wanted + 0.1
    seen[:100] = 1.0
    assert fit_gain(seen, wanted) == pytest.approx((0.8, 0.1), abs=0.01)


def test_small_lettering_alone_says_how_light_its_channel_is() -> None:
    """In the red of a red design, overexposed, few black letters say the gain: they are not left out as odd."""
    wanted = np.tile([0.93, 1.0], 2000)
    wanted[::20] = 0.2
    # Red ink and paper are alike in a picture that is too bright; strokes are softened here more, there less.
    seen = np.minimum(1.1 * wanted, 1.0)
    seen[::20] += np.random.default_rng(1).uniform(-0.1, 0.1, 200)
    gain, _ = fit_gain(seen, wanted)
    assert gain == pytest.approx(1.0, abs=0.1)
