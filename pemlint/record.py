"""Named tuples that cost nothing at start-up.

``typing.NamedTuple`` compiles source text for every class, which takes a fifth of a millisecond: for the hundred
records of a run longer than all else in it. These behave the same, and type checkers take them for the original.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, NamedTuple, Self
else:
    from operator import itemgetter

    try:
        from _collections import _tuplegetter
    except ImportError:

        def _tuplegetter(index: int, doc: str) -> property:
            return property(itemgetter(index), doc=doc)


__all__ = ["NamedTuple"]

if not TYPE_CHECKING:

    class _Record(tuple):
        """What all records can do."""

        __slots__ = ()

        _fields: tuple[str, ...] = ()
        _field_defaults: Mapping[str, Any] = {}
        #: the defaults of the last fields
        _tail: tuple[Any, ...] = ()

        def __new__(cls, *values: Any, **named: Any) -> Self:
            missing = len(cls._fields) - len(values)
            if missing or named:
                # what is left out at the end is the usual case
                plain = not named and 0 < missing <= len(cls._tail)
                values = values + cls._tail[-missing:] if plain else _bound(cls, values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            return cls(*values)

        def _replace(self, **named: Any) -> Self:
            values = [named.pop(name, value) for name, value in zip(self._fields, self, strict=True)]
            if named:
                message = f"Got unexpected field names: {list(named)!r}"
                raise ValueError(message)
            return tuple.__new__(type(self), values)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            shown = ", ".join(f"{name}={_shown(value)}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _shown(value: object) -> str:
        """A value as a traceback may show it: bytes may be those of a private key."""
        return f"<{len(value)} bytes>" if isinstance(value, bytes) else repr(value)

    def _bound(cls: type[_Record], values: tuple[Any, ...], named: dict[str, Any]) -> list[Any]:
        """The values of all fields, in their order. Raises TypeError as a function with these parameters does."""
        fields = cls._fields
        if len(values) > len(fields):
            message = f"{cls.__name__} takes {len(fields)} values but {len(values)} were given"
            raise TypeError(message)
        found = list(values)
        for name in fields[len(values) :]:
            if name in named:
                found.append(named.pop(name))
            elif name in cls._field_defaults:
                found.append(cls._field_defaults[name])
            else:
                message = f"{cls.__name__} needs a value for '{name}'"
                raise TypeError(message)
        if named:
            message = f"{cls.__name__} takes no (second) value for '{next(iter(named))}'"
            raise TypeError(message)
        return found

    class _Meta(type):
        """Makes a tuple out of a class with annotations."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            body["_fields"] = body["__match_args__"] = fields
            body["_field_defaults"] = {field: body.pop(field) for field in fields if field in body}
            body["_tail"] = tuple(body["_field_defaults"].values())
            body["__slots__"] = ()
            for index, field in enumerate(fields):
                body[field] = _tuplegetter(index, "")
            return type(name, (_Record, *bases[1:]), body)

    class NamedTuple(metaclass=_Meta):
        """A class that derives from this one is a tuple with its annotations as the names of its fields."""
