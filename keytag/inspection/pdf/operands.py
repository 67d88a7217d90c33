"""Operands of an operator, as what it needs, or one refusal."""

from __future__ import annotations

from keytag.drawing.geometry import Affine
from keytag.inspection.pdf.lexing import Operand


class OperandError(Exception):
    """An operator has not the operands that it needs."""


def numbers(operands: list[Operand], count: int | None = None) -> tuple[float, ...]:
    """Return the last ``count`` operands, all of them without; raises OperandError where one is no number."""
    wanted = operands if count is None else operands[len(operands) - count :]
    found = tuple(value for value in wanted if isinstance(value, float))
    if len(found) != len(wanted) or (count is not None and len(found) != count):
        raise OperandError
    return found


def number(operands: list[Operand]) -> float:
    """Return the last operand; raises OperandError where it is no number."""
    return numbers(operands, 1)[0]


def matrix(operands: list[Operand]) -> Affine:
    """Return the matrix that six numbers are; raises OperandError where they are not."""
    return Affine(*numbers(operands, 6))


def name(operands: list[Operand]) -> str:
    """Return the last operand, a name, without its slash; raises OperandError where it is none."""
    last = operands[-1] if operands else None
    if not isinstance(last, bytes) or not last.startswith(b"/"):
        raise OperandError
    return unescaped(last[1:])


def unescaped(raw: bytes) -> str:
    """Return a name as objects have it: ``A#20B`` is ``A B`` (ISO 32000-1, 7.3.5)."""
    if b"#" in raw:
        parts = raw.split(b"#")
        decoded = bytearray(parts[0])
        for part in parts[1:]:
            try:
                decoded += bytes([int(part[:2], 16)]) + part[2:]
            except ValueError:
                decoded += b"#" + part
        raw = bytes(decoded)
    return raw.decode("utf-8", errors="replace")
