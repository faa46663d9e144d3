"""What bundle manifests declare: one file a kind of manifest."""

from __future__ import annotations

from pemlint.manifests.declaration import Client, Declaration, Declared, Manifest, Mark, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.manifests.bundle_toml import parse, parse_tables
else:
    from pemlint.later import later

    __getattr__ = later(globals(), bundle_toml="parse parse_tables")

__all__ = ["Client", "Declaration", "Declared", "Manifest", "Mark", "Problem", "is_manifest", "parse", "parse_tables"]


def is_manifest(path: str) -> bool:
    """Whether a file is a bundle manifest by its name: ``*.bundle.toml``."""
    return path.lower().endswith(".bundle.toml")
