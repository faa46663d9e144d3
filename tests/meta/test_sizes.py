"""Files stay short enough to be read at one sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.meta import source

if TYPE_CHECKING:
    from pathlib import Path

MOST_LINES = 300
#: written by docs/generate.py
GENERATED = {"pemlint/defaults.py", "pemlint/index.py"}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_longer_than_a_reader_holds_in_mind() -> None:
    long = {source.title(path) for path in source.modules() if _lines(path) > MOST_LINES}
    assert long - GENERATED == set()
