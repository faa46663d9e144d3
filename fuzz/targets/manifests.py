"""Any text as a bundle manifest."""

from __future__ import annotations

from fuzz import seeds
from fuzz.mutation import tables
from fuzz.targets import Target
from pemlint import manifests
from pemlint.files.declared import locate
from pemlint.manifests import Declared

__all__ = ["TARGET"]


def execute(data: bytes) -> None:
    """Read it; what it declares or what is wrong with it has a place, and each path leads somewhere or is refused."""
    manifest = manifests.parse(data, "sub/a.bundle.toml")
    assert manifests.parse(data, "sub/a.bundle.toml") == manifest
    assert manifest.bundles or manifest.problems
    lines = data.count(b"\n") + 1
    for problem in manifest.problems:
        assert problem.message
        assert 1 <= problem.mark.line <= lines
        assert problem.mark.column >= 1
    for bundle in manifest.bundles:
        for part in bundle.parts():
            assert isinstance(part, Declared)
            assert 1 <= part.mark.line <= lines
            assert len(part.spki_sha256) in {0, 64}
    for path in manifest.paths:
        found = locate(path, "/nowhere/sub", "/nowhere")
        assert not isinstance(found, str) or found == "/nowhere" or found.startswith("/nowhere/")


TARGET = Target(execute, tables.mutate, seeds.manifests, seeds.manifests, longest=1 << 14, seconds=2)
