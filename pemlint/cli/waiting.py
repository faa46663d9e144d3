"""A Watch that loses its patience after a second, and then shows a bar."""

from __future__ import annotations

from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self, TypeVar

    from pemlint.views.bar import Bar

    _T = TypeVar("_T")

__all__ = ["Waiting"]


#: seconds before anything is shown: most runs are over by then
_PATIENCE = 1.0
#: seconds between two looks
_PACE = 0.1


class Waiting:
    """Passes items through, and shows how many have passed."""

    __slots__ = ("_bar", "_next")

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._next = monotonic() + _PATIENCE

    def __call__(self, what: str, items: Sequence[_T]) -> Iterator[_T]:
        """The items; see Watch."""
        for done, item in enumerate(items):
            if monotonic() >= self._next:
                self._show(what, done, len(items))
            yield item

    def _show(self, what: str, done: int, total: int) -> None:
        if self._bar is None:
            from pemlint.views.bar import Bar

            self._bar = Bar()
        self._bar.show(what, done, total)
        self._next = monotonic() + _PACE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
