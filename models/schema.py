"""Frozen records <-> JSON, checked by their own annotations. Pydantic is imported when first needed: it takes 0.1 s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def prepare(*kinds: type[Any]) -> None:
    """Build now what reading and writing records of these kinds needs: it takes some 10 ms each."""
    for kind in kinds:
        _adapter(kind)


def to_json(record: object) -> str:
    """The record as one line of JSON."""
    text: str = _adapter(type(record)).dump_json(record).decode()
    return text


def from_json(kind: type[T], text: str | bytes) -> T:
    """A record of that kind; raises ValueError (pydantic's, with the field and the reason) when it does not fit."""
    record: T = _adapter(kind).validate_json(text)
    return record


def printable(text: str) -> str:
    """A validator for text from outside: refuses what could fool a terminal, a label or a file's name."""
    if not text.isprintable():
        raise ValueError("it holds characters that can't be shown")
    return text


def first_reason(error: ValidationError) -> str:
    """What a file from outside did wrong in one short line: which field and why; long keys are cut."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part)[:40] for part in first["loc"][:6])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{place}: {first['msg']}{more}" if place else f"{first['msg']}{more}"
