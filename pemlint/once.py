"""A property that is worked out at the first question and kept in the object."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property as once
    from typing import Any, TypeVar

    _Class = TypeVar("_Class")

__all__ = ["once", "roomy"]

if not TYPE_CHECKING:

    class once:  # noqa: N801 - it stands where ``property`` would
        """Decorates a method without arguments whose answer never changes; the class must have a ``__dict__``.

        ``functools.cached_property``, for which type checkers take it, does the same, with a lock up to Python 3.11.
        """

        def __init__(self, how: Callable[[Any], Any]) -> None:
            self._how = how
            self._name = how.__name__
            self.__doc__ = how.__doc__

        def __get__(self, instance: object | None, owner: type) -> Any:
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
