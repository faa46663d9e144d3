"""What to read, reading it and writing it: the only part of pemlint that touches the disk."""

from __future__ import annotations

from pemlint.files.collect import Absent, Inputs, collect
from pemlint.files.git import repository_root
from pemlint.files.named import read_named
from pemlint.files.naming import TLS_EXTENSIONS, is_tls, is_within, shown
from pemlint.files.reading import FILE_LIMIT, SEARCH_LIMIT, read_file
from pemlint.files.resources import (
    CONFIGURATION_NAMES,
    Configurations,
    find_configuration,
    profile,
    profile_names,
    public_roots,
    schema,
)
from pemlint.files.selection import SIBLING_LIMIT
from pemlint.files.walk import DEPTH_LIMIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.files.listing import Sharing, Team
    from pemlint.files.writing import Change, write_set, write_whole

__all__ = [
    "CONFIGURATION_NAMES",
    "DEPTH_LIMIT",
    "FILE_LIMIT",
    "SEARCH_LIMIT",
    "SIBLING_LIMIT",
    "TLS_EXTENSIONS",
    "Absent",
    "Change",
    "Configurations",
    "Inputs",
    "Sharing",
    "Team",
    "collect",
    "find_configuration",
    "is_tls",
    "is_within",
    "profile",
    "profile_names",
    "public_roots",
    "read_file",
    "read_named",
    "repository_root",
    "schema",
    "shown",
    "write_set",
    "write_whole",
]


def __getattr__(name: str) -> object:
    # Most runs write no file.
    if name in {"Change", "write_set", "write_whole"}:
        from pemlint.files import writing

        return getattr(writing, name)
    raise AttributeError(name)
