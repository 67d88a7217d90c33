"""What a document leaves out."""

from __future__ import annotations

import pytest

from keytag.documents.job.leaflet import LeafletOverride
from keytag.documents.job.model import Job
from keytag.documents.job.roster.model import EditionsFrom
from keytag.documents.shop.cutter import CutterFile
from keytag.documents.shop.model import Shop
from keytag.documents.yaml.fields import Part

MODELS: tuple[type[Part], ...] = (Job, EditionsFrom, LeafletOverride, CutterFile, Shop)


@pytest.mark.parametrize("model", MODELS)
def test_a_group_that_is_left_out_is_as_an_empty_one(model: type[Part]) -> None:
    """Groups of keys that a document does not have are what reading an empty one gives, unread as they are."""
    left_out = [field.default for field in model.model_fields.values() if isinstance(field.default, Part)]
    assert left_out
    assert [type(each).model_validate({}) for each in left_out] == left_out
