"""A property that is worked out at the first question and kept in the object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["once"]

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - it stands where ``property`` would
    """Decorates a method without arguments whose answer never changes; the class must have a ``__dict__``.

    ``functools.cached_property`` does the same and takes a lock for it up to Python 3.11.
    """

    def __init__(self, how: Callable[[Any], T]) -> None:
        self._how = how
        self._name = how.__name__
        self.__doc__ = how.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> once[T] | T:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._how(instance)
        return value
