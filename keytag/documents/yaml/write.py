"""A document as text again: resolved YAML, and the JSON Schema that editors complete from.

Answers to JSON Schema 2020-12. Knows nothing of any one kind of document.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

# https://json-schema.org/draft/2020-12/json-schema-core, 8.1.1
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of the documents that ``model`` reads."""
    return {"$schema": _DIALECT, **model.model_json_schema(mode="validation")}


def json_schema_text(model: type[BaseModel]) -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(json_schema(model), ensure_ascii=False, indent=2) + "\n"


def yaml_text(document: BaseModel) -> str:
    """Return ``document`` as YAML with every default filled in; what is unset is left out."""
    import yaml  # noqa: PLC0415 - only `show` writes YAML

    content = document.model_dump(mode="json", exclude_none=True, by_alias=True)
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    return text
