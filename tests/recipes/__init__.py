"""How the files in ``tests/examples`` are made: one recipe a rule, at the path that the rule has in ``pemlint/checks``.

A recipe is a module with functions ``bad_…`` (the rule speaks, and no other one as an error or warning) and ``good_…``
(all is well), each for one example. What a function returns decides what is written to ``tests/examples/<rule-id>/``,
here for a function ``bad_yesterday``:

- ``bytes``: the file ``bad-yesterday.pem``;
- ``(extension, bytes)``: a file with another extension, ``bad-yesterday.crt``;
- a dictionary from path to ``bytes`` or ``str``: a folder ``bad-yesterday/`` with these files, for manifests, for pairs
  of files and whatever else takes more than one.

Some constants are optional. ``CONFIG`` is the text of a ``pemlint.toml`` that stands beside the examples and is in
force for each of them: options, which a rule that does nothing without them needs. ``ALSO`` maps the name of a function
to the other rules that speak because the example truly has a second cause, with the cause in a comment. ``TRACKED``
names the functions whose files stand in a Git repository that tracks them. ``INSTEAD`` maps the name of a function to
what stands in place of some of its files where it is judged, because no repository can hold it: ``pipe``; ``hole``, a
file of so many bytes that nobody reads it; or ``-> /elsewhere``, a symbolic link.

Beside each bad example with a safe fix stands what ``--fix`` makes of it, ``bad-yesterday.fixed.pem``: that is written
by the fixer, and no recipe has to say it.

Build everything with ``tests.builder`` and ``tests.recipes.kit``: the decoded text belongs above each block
(``Certificate.annotated``, ``kit.key``), and the same call must give the same bytes. Each example is judged alone, in a
folder with nothing else in it, as of ``builder.NOW``; a rule that is off by default is tried with and without
``--select``. ``make docs`` writes the files, ``make docs-check`` compares; ``tests/meta/test_examples.py`` holds
everything to this page.
"""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import ModuleType

__all__ = ["CONFIGURATION", "FOLDER", "Example", "Made", "examples", "files", "rule_ids"]

RECIPES = Path(__file__).parent
FOLDER = RECIPES.parent / "examples"
CONFIGURATION = "pemlint.toml"

#: what a function of a recipe returns
Made = bytes | tuple[str, bytes] | dict[str, bytes | str]


class Example(NamedTuple):
    """One example: a file, or a folder of files."""

    rule: str
    #: of the file or folder in ``tests/examples/<rule>``
    name: str
    bad: bool
    #: path from the folder of the rule to contents
    files: Mapping[str, bytes]
    #: the rules that speak beside the example's own
    also: frozenset[str]
    #: the configuration that is in force, as text
    config: str
    #: whether Git tracks the files
    tracked: bool
    #: path to what stands there instead
    instead: Mapping[str, str]

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.name not in self.files


@cache
def rule_ids() -> dict[str, str]:
    """The rules that have a recipe, each with the module that is the recipe."""
    found = sorted(path for path in RECIPES.glob("*/*.py") if path.name != "__init__.py")
    return {
        f"{path.parent.name}-{path.stem.replace('_', '-')}": f"tests.recipes.{path.parent.name}.{path.stem}"
        for path in found
    }


def examples(rule_id: str) -> Iterator[Example]:
    """The examples of a rule, in the order of its recipe."""
    recipe = import_module(rule_ids()[rule_id])
    also: Mapping[str, set[str]] = getattr(recipe, "ALSO", {})
    functions = dict(_functions(recipe))
    tracked: set[str] = getattr(recipe, "TRACKED", set())
    instead: Mapping[str, Mapping[str, str]] = getattr(recipe, "INSTEAD", {})
    unknown = (also.keys() | tracked | instead.keys()) - functions.keys()
    if unknown:
        message = (
            f"{recipe.__name__}: ALSO, TRACKED or INSTEAD names no function of the recipe: {', '.join(sorted(unknown))}"
        )
        raise ValueError(message)
    for name, function in functions.items():
        made = function()
        stem = name.replace("_", "-")
        if isinstance(made, dict):
            built = {f"{stem}/{path}": _encoded(data) for path, data in made.items()}
        else:
            extension, data = made if isinstance(made, tuple) else (".pem", made)
            stem += extension
            built = {stem: data}
        config = getattr(recipe, "CONFIG", "")
        others = frozenset(also.get(name, ()))
        yield Example(
            rule_id, stem, name.startswith("bad_"), built, others, config, name in tracked, instead.get(name, {})
        )


def files(rule_id: str) -> dict[str, bytes]:
    """Everything that belongs into the folder of a rule: path from there to contents."""
    from tests.recipes.fixed import fixed

    built: dict[str, bytes] = {}
    made = list(examples(rule_id))
    for example in made:
        built |= example.files
        if example.config:
            built[CONFIGURATION] = example.config.encode()
    return built | fixed(rule_id, made, CONFIGURATION)


def _functions(recipe: ModuleType) -> Iterator[tuple[str, Callable[[], Made]]]:
    for name, member in vars(recipe).items():
        if name.startswith(("bad_", "good_")) and inspect.isfunction(member):
            yield name, member


def _encoded(data: bytes | str) -> bytes:
    return data.encode() if isinstance(data, str) else data
