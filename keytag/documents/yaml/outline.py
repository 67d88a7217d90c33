"""What a model allows at a place: its keys, and an example for each.

Walks the annotations of pydantic models along the path of an error, so that a message can name the keys that
would have been right. Knows nothing of YAML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from keytag.documents.yaml.refusal import Step

Model = type[BaseModel]

PRINTED = "words"
"""Marks the type of a field that holds words for people."""


def model_at(model: Model, path: Sequence[Step]) -> Model | None:
    """Return the model of the map at ``path``, or None where the path leads to something else."""
    found: list[object] = [model]
    for step in path:
        found = [below for annotation in found for below in _below(annotation, step)]
    models = [item for annotation in found for item in _models(annotation)]
    return models[0] if models else None


def document_kind(model: Model) -> str:
    """Return what the documents of ``model`` are called on the command line: job, template or shop."""
    return model.__name__.lower()


def keys_of(model: Model) -> tuple[str, ...]:
    """Return the keys that ``model`` takes, as a document writes them."""
    return tuple(info.alias or name for name, info in model.model_fields.items())


def is_words(model: Model, path: Sequence[Step]) -> bool:
    """Tell whether what stands at ``path`` are words that a person reads (`PRINTED`), not a name or a figure."""
    holder = model_at(model, path[:-1])
    info = _field(holder, str(path[-1])) if holder is not None and path else None
    return info is not None and (PRINTED in info.metadata or _says_words(info.annotation))


def _says_words(annotation: object) -> bool:
    if get_origin(annotation) is Annotated:
        return PRINTED in get_args(annotation)[1:]
    return get_origin(annotation) in (Union, UnionType) and any(map(_says_words, get_args(annotation)))


def example_of(model: Model, key: str) -> str:
    """Return one line that shows ``key`` with a value."""
    info = _field(model, key)
    examples = info.examples if info is not None else None
    return f"{key}: {examples[0]}" if examples else f"{key}: …"


def _field(model: Model, key: str) -> FieldInfo | None:
    return next((info for name, info in model.model_fields.items() if key in (name, info.alias)), None)


def _below(annotation: object, step: Step) -> Iterator[object]:
    """Yield the annotations one ``step`` below; a union's tag is a step that stays where it is."""
    yield from _tagged(annotation, step)
    for model in _models(annotation):
        info = _field(model, str(step))
        if info is not None:
            yield info.annotation
        elif _is_tag(model, step):
            yield model
    for kind in _kinds(annotation):
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (tuple, list) and isinstance(step, int):
            yield arguments[0]
        elif origin is dict and arguments:
            yield arguments[1]


def _tagged(annotation: object, step: Step) -> Iterator[object]:
    """Yield the alternative of a union that is told by its shape and that pydantic calls ``step``."""
    arguments = get_args(annotation)
    if get_origin(annotation) in (Union, UnionType):
        for part in arguments:
            yield from _tagged(part, step)
    elif any(isinstance(each, Tag) and each.tag == step for each in arguments[1:]):
        yield arguments[0]


def _models(annotation: object) -> list[Model]:
    return [kind for kind in _kinds(annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _kinds(annotation: object) -> list[object]:
    """Take ``annotation`` apart into the alternatives of a union, without its Annotated wrappings."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _kinds(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [kind for part in get_args(annotation) for kind in _kinds(part)]
    return [annotation]


def _is_tag(model: Model, step: Step) -> bool:
    """Tell whether a discriminated union tells ``model`` by ``step``."""
    return any(
        get_origin(info.annotation) is Literal and step in get_args(info.annotation)
        for info in model.model_fields.values()
    )
