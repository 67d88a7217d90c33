"""How a place of a photographed sheet may be found."""

from __future__ import annotations

from typing import Literal

State = Literal["good", "differs", "other-edition", "other-code", "unread-code", "unseen"]
