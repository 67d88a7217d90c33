"""Who stands on an office's papers: persons, whom to ask, the firm that prints. Empty is left to the pen."""

from __future__ import annotations

from msgspec import Struct


class Person(Struct, frozen=True):
    """Who stands for an office or a firm."""

    post: str = ""
    name: str = ""


class Contact(Struct, frozen=True):
    """Whom to ask."""

    name: str = ""
    phone: str = ""


class Firm(Struct, frozen=True):
    """The firm that prints."""

    company: str = ""
    address: str = ""
    tax_code: str = ""
    phone: str = ""
    person: Person = Person()
