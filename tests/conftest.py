"""For all tests: what cannot change while they run is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pemlint import files
from pemlint.policy import Loader, is_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.policy import Policy


@pytest.fixture(autouse=True, scope="session")
def _profiles_are_read_once() -> Iterator[None]:
    """Built-in profiles, as often as thousands of runs ask for them; what a test puts in their place is read."""
    read = Loader._load
    known: dict[tuple[str, ...], Policy] = {}

    def load(self: Loader, name: str, base: str, depth: int, named_in: str) -> Policy:
        if is_path(name) or self._builtin is not files.profile:
            return read(self, name, base, depth, named_in)
        key = name, *self._known
        if key not in known:
            known[key] = read(self, name, base, depth, named_in)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Loader, "_load", load)
        yield
