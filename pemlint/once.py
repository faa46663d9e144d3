"""A property that is worked out at the first question and kept in the object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["once", "roomy"]

T = TypeVar("T")
_Class = TypeVar("_Class")


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
        value = self._how(instance)
        # not through ``__dict__``, which would make a real one of what Python keeps in less space
        setattr(instance, self._name, value)
        return value


def roomy(cls: type[_Class]) -> type[_Class]:
    """Make room for what is worked out later: only names that early objects have share their space in all objects."""
    spare = cls.__new__(cls)
    for base in cls.__mro__:
        for name, value in vars(base).items():
            if isinstance(value, once):
                setattr(spare, name, None)
    return cls
