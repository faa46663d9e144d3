"""Named tuples that cost nothing at start-up.

``typing.NamedTuple`` compiles source text for every class, which takes a fifth of a millisecond: for the hundred
records of a run longer than all else in it. These behave the same, and type checkers take them for the original.
Their constructors are compiled once for each number of fields, here, and get the names of the fields for each class.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
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
        _names: frozenset[str] = frozenset()

        def __new__(cls, *values: Any, **named: Any) -> Self:
            # of records with more fields than there are constructors for: mostly all are named
            if not values:
                merged = {**cls._field_defaults, **named}
                if merged.keys() == cls._names:
                    return tuple.__new__(cls, [merged[field] for field in cls._fields])
            return tuple.__new__(cls, _bound(cls, values, named))

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

    _new = tuple.__new__
    #: for as many fields as what is made often has
    _MADE = (
        lambda cls: _new(cls, ()),
        lambda cls, a: _new(cls, (a,)),
        lambda cls, a, b: _new(cls, (a, b)),
        lambda cls, a, b, c: _new(cls, (a, b, c)),
        lambda cls, a, b, c, d: _new(cls, (a, b, c, d)),
        lambda cls, a, b, c, d, e: _new(cls, (a, b, c, d, e)),
        lambda cls, a, b, c, d, e, f: _new(cls, (a, b, c, d, e, f)),
        lambda cls, a, b, c, d, e, f, g: _new(cls, (a, b, c, d, e, f, g)),
        lambda cls, a, b, c, d, e, f, g, h: _new(cls, (a, b, c, d, e, f, g, h)),
        lambda cls, a, b, c, d, e, f, g, h, i: _new(cls, (a, b, c, d, e, f, g, h, i)),
        lambda cls, a, b, c, d, e, f, g, h, i, j: _new(cls, (a, b, c, d, e, f, g, h, i, j)),
        # what is said of a chain
        lambda cls, a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w, x: _new(
            cls, (a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r, s, t, u, v, w, x)
        ),
    )
    _CONSTRUCTORS = {made.__code__.co_argcount - 1: made for made in _MADE}

    _Function = type(_bound)

    def _constructor(fields: tuple[str, ...], defaults: tuple[Any, ...]) -> Callable[..., tuple[Any, ...]]:
        """A function that makes a record of values by place or by name, as quickly as Python can."""
        code = _CONSTRUCTORS[len(fields)].__code__.replace(co_varnames=("cls", *fields), co_name="__new__")
        return _Function(code, globals(), "__new__", defaults)

    class _Meta(type):
        """Makes a tuple out of a class with annotations."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            body["_fields"] = body["__match_args__"] = fields
            body["_field_defaults"] = {field: body.pop(field) for field in fields if field in body}
            body["__slots__"] = ()
            if len(fields) in _CONSTRUCTORS:
                body["__new__"] = _constructor(fields, tuple(body["_field_defaults"].values()))
            else:
                body["_names"] = frozenset(fields)
            for index, field in enumerate(fields):
                body[field] = _tuplegetter(index, "")
            return type(name, (_Record, *bases[1:]), body)

    class NamedTuple(metaclass=_Meta):
        """A class that derives from this one is a tuple with its annotations as the names of its fields."""
