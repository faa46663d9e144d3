"""The records of pemlint beside those of the standard library: the same in everything that is used."""

from __future__ import annotations

import ast
import copy
import pickle
import typing
from typing import Any

import pytest

from pemlint import record
from tests.meta.source import modules, title, tree


class Ours(record.NamedTuple):
    """A record."""

    name: str
    number: int = 7
    words: tuple[str, ...] = ()

    @property
    def loud(self) -> str:
        """The name in capitals."""
        return self.name.upper()


class Theirs(typing.NamedTuple):
    """The same record."""

    name: str
    number: int = 7
    words: tuple[str, ...] = ()


MADE: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    (("a",), {}),
    (("a", 1), {}),
    (("a", 1, ("b",)), {}),
    ((), {"name": "a"}),
    (("a",), {"words": ("b", "c")}),
    ((), {"words": (), "number": 3, "name": "z"}),
)
REFUSED: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((), {}),
    (("a", 1, (), 4), {}),
    (("a",), {"name": "b"}),
    (("a",), {"colour": "red"}),
    ((), {"number": 1}),
)


def test_bytes_are_not_shown() -> None:
    class Key(record.NamedTuple):
        name: str
        data: bytes

    assert repr(Key("a", b"secret")) == "Key(name='a', data=<6 bytes>)"


@pytest.mark.parametrize(("values", "named"), MADE)
def test_they_are_made_alike(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = Ours(*values, **named), Theirs(*values, **named)
    assert tuple(ours) == tuple(theirs)
    assert (ours.name, ours.number, ours.words) == (theirs.name, theirs.number, theirs.words)
    assert hash(ours) == hash(theirs)
    assert ours._asdict() == theirs._asdict()
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours == Ours._make(ours)


@pytest.mark.parametrize(("values", "named"), REFUSED)
def test_they_refuse_alike(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*values, **named)


def test_replacing_gives_another_record() -> None:
    before: Any = Ours("a")
    assert before._replace(number=8) == Ours("a", 8)
    assert before == Ours("a")
    with pytest.raises(ValueError, match="colour"):
        before._replace(colour="red")


def test_a_record_cannot_be_changed() -> None:
    one: Any = Ours("a")
    with pytest.raises(AttributeError):
        one.name = "b"
    with pytest.raises(AttributeError):
        one.colour = "red"


def test_it_keeps_its_methods_and_crosses_processes() -> None:
    assert Ours("a").loud == "A"
    assert Ours.__doc__ == "A record."
    assert pickle.loads(pickle.dumps(Ours("a", 1))) == Ours("a", 1)  # noqa: S301 - what was written a moment ago
    assert copy.deepcopy(Ours("a", 1)) == Ours("a", 1)
    match Ours("a", 1):
        case Ours(name, number):
            assert (name, number) == ("a", 1)


def test_nobody_takes_the_dear_ones() -> None:
    for module in modules():
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ImportFrom) and node.module == "typing" and module.name != "record.py":
                assert "NamedTuple" not in {alias.name for alias in node.names}, title(module)
