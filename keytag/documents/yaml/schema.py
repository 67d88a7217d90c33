"""The JSON Schema from which editors complete a document, its keys described in either language.

Answers to JSON Schema 2020-12. Knows nothing of any one kind of document.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic import BaseModel

from keytag.files.library import key_descriptions
from keytag.text.text import Language

# https://json-schema.org/draft/2020-12/json-schema-core, 8.1.1
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[BaseModel], language: Language = "en") -> dict[str, Any]:
    """Return the JSON Schema of the documents that ``model`` reads, its keys described in ``language``."""
    schema: dict[str, Any] = model.model_json_schema(mode="validation")
    if language == "vi":
        _translate_descriptions(schema, _vietnamese_descriptions())
    return {"$schema": _DIALECT, **schema}


def json_schema_text(model: type[BaseModel], language: Language = "en") -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(json_schema(model, language), ensure_ascii=False, indent=2) + "\n"


@cache
def _vietnamese_descriptions() -> dict[str, str]:
    """Return what the models say of their keys, English to Vietnamese."""
    import yaml  # noqa: PLC0415 - only a schema in Vietnamese needs them

    content: dict[str, str] = yaml.safe_load(key_descriptions())
    return content


def _translate_descriptions(node: Any, vietnamese: dict[str, str]) -> None:  # noqa: ANN401 - a schema's nodes are of any kind
    """Put Vietnamese in the place of each English description below ``node``; one without stays as it is."""
    if isinstance(node, dict):
        said = node.get("description")
        if isinstance(said, str):
            node["description"] = vietnamese.get(" ".join(said.split()), said)
        for part in node.values():
            _translate_descriptions(part, vietnamese)
    elif isinstance(node, list):
        for part in node:
            _translate_descriptions(part, vietnamese)
