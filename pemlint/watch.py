"""How far a run has come, told to whoever wants to know."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol, TypeVar

    _T = TypeVar("_T")

    class Watch(Protocol):
        """Sees how far a run has come."""

        def __call__(self, what: str, items: Sequence[_T], /) -> Iterable[_T]:
            """Give the items back, one after the other; ``what`` is done with them, in a word such as ``reading``."""
            ...


__all__ = ["Watch", "unwatched"]


def unwatched(_what: str, items: Sequence[_T]) -> Iterable[_T]:
    """The Watch of a run that nobody watches."""
    return items
