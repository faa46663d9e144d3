"""What each platform takes, and what it refuses: bundles in ``tests/examples/platforms``, each used by many profiles.

``cases`` makes the bundles, one function each; ``expectations`` says which of them a profile accepts, and which one it
refuses because of which of its restrictions. ``make docs`` writes the files and the list of them;
``tests/meta/test_platforms.py`` judges every bundle by every profile, and fails for a restriction without a bundle.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.platforms import cases
from tests.platforms.expectations import EXPECTATIONS, Expectation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EXPECTATIONS", "FOLDER", "Expectation", "contents", "files", "names", "page"]

FOLDER = Path(__file__).parent.parent / "examples" / "platforms"


def names() -> tuple[str, ...]:
    """Every bundle, in the order of ``cases``."""
    return tuple(cases.CASES)


def contents(name: str) -> dict[str, bytes]:
    """The files of a bundle."""
    return {path: data.encode() if isinstance(data, str) else data for path, data in cases.CASES[name].make().items()}


def files() -> Iterator[tuple[str, bytes]]:
    """What ``tests/examples/platforms`` holds; bundles of megabytes are made when they are needed."""
    for name, case in cases.CASES.items():
        if case.kept:
            for path, data in contents(name).items():
                yield f"{name}/{path}", data
    yield "README.md", page().encode()


def page() -> str:
    """The list of what each profile accepts and refuses."""
    lines = ["# Bundles by platform", "", "Written by `make docs` from `tests/platforms`.", ""]
    for profile, expectation in sorted(EXPECTATIONS.items()):
        lines += [f"## {profile}", "", f"Accepted: {', '.join(map(_linked, expectation.accepted))}.", ""]
        lines += ["| refused because of | bundle |", "|---|---|"]
        lines += [f"| `{cause}` | {_linked(name)} |" for cause, name in sorted(expectation.refused.items())]
        lines.append("")
    return "\n".join(lines)


def _linked(name: str) -> str:
    return f"[{name}]({name})" if cases.CASES[name].kept else f"{name} (made by the tests)"
