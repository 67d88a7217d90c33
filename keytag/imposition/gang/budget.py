"""How much work a search may still do, counted in steps: the same question has the same answer on any computer."""

from __future__ import annotations

from collections.abc import Callable

# House rule, measured: elementary steps (an element of an array touched once) in a second of a slow office
# computer; that of the bench does twice as many.
STEPS_PER_SECOND = 200_000_000
# What a call of NumPy costs before it touches the first element, in steps; measured.
_STEPS_PER_CALL = 700


class WorkLimit:
    """Steps left; what a share of a limit spends is spent of the whole as well."""

    def __init__(
        self, steps: float, whole: WorkLimit | None = None, is_late: Callable[[], bool] | None = None
    ) -> None:
        self.left = steps
        self._whole = whole
        self._is_late = is_late

    def spend(self, elements: float, calls: int = 1) -> None:
        """Count ``calls`` operations on ``elements`` elements all together."""
        self.left -= elements + calls * _STEPS_PER_CALL
        if self._whole is not None:
            self._whole.spend(elements, calls)

    @property
    def is_spent(self) -> bool:
        """Whether the search has to stop."""
        if self._whole is not None and self._whole.is_spent:
            return True
        return self.left <= 0 or (self._is_late is not None and self._is_late())

    def share(self, steps: float) -> WorkLimit:
        """Return a part of this limit, at most what is left of it."""
        return WorkLimit(min(steps, self.left), self)


def work_for(seconds: float, clock: Callable[[], float] | None) -> WorkLimit:
    """Return the work of so many seconds; with a ``clock``, a slower computer stops after them all the same."""
    if clock is None:
        return WorkLimit(seconds * STEPS_PER_SECOND)
    end = clock() + seconds
    return WorkLimit(seconds * STEPS_PER_SECOND, is_late=lambda: clock() >= end)
