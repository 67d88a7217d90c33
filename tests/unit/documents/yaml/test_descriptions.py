"""What editors show of a document's keys, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from keytag.commands.show import MODELS
from keytag.documents.yaml import json_schema
from keytag.files.library import key_descriptions


def descriptions(node: Any) -> Iterator[str]:  # noqa: ANN401 - a schema's nodes are of any kind
    """Yield every description in a schema, on one line."""
    if isinstance(node, dict):
        if isinstance(node.get("description"), str):
            yield " ".join(node["description"].split())
        for part in node.values():
            yield from descriptions(part)
    elif isinstance(node, list):
        for part in node:
            yield from descriptions(part)


def test_every_key_is_described_in_vietnamese() -> None:
    """What is said of a key in English is said in Vietnamese, and nothing is kept for keys that are gone."""
    said = {text for model in MODELS.values() for text in descriptions(json_schema(model))}
    vietnamese = yaml.safe_load(key_descriptions())
    assert said - set(vietnamese) == set()
    assert set(vietnamese) - said == set()


@pytest.mark.parametrize("kind", MODELS)
def test_a_schema_differs_by_language_in_descriptions_alone(kind: str) -> None:
    """The Vietnamese schema accepts what the English one accepts."""
    english, vietnamese = json_schema(MODELS[kind]), json_schema(MODELS[kind], "vi")
    assert len(list(descriptions(english))) == len(list(descriptions(vietnamese)))
    assert without_descriptions(english) == without_descriptions(vietnamese)
    assert english != vietnamese


def without_descriptions(node: Any) -> Any:  # noqa: ANN401 - the same
    """Return ``node`` without what is said of its keys."""
    if isinstance(node, dict):
        return {
            key: without_descriptions(part)
            for key, part in node.items()
            if key != "description" or not isinstance(part, str)
        }
    if isinstance(node, list):
        return [without_descriptions(part) for part in node]
    return node
