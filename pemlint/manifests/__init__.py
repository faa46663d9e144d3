"""What bundle manifests declare: one file a kind of manifest."""

from __future__ import annotations

from pemlint.manifests.bundle_toml import parse, parse_tables
from pemlint.manifests.declaration import Client, Declaration, Declared, Manifest, Problem

__all__ = ["Client", "Declaration", "Declared", "Manifest", "Problem", "is_manifest", "parse", "parse_tables"]


def is_manifest(path: str) -> bool:
    """Whether a file is a bundle manifest by its name: ``*.bundle.toml``."""
    return path.lower().endswith(".bundle.toml")
