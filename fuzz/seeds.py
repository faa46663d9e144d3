"""Where inputs begin: the examples of the rules, the bundles of the documentation, and what few examples need."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz import kinds
from fuzz.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CONFIGURATIONS", "MORE", "ROOT", "binaries", "files", "folders", "manifests", "texts"]

ROOT = Path(__file__).parent.parent
#: the variable that names a folder with more of them
MORE = "PEMLINT_FUZZ_SEEDS"
_PLACES = ("tests/examples", "examples")
#: files of a folder that are judged together, where nobody says which are
_TOGETHER = 6

#: a configuration that says everything that one can say
CONFIGURATIONS = (
    b"""\
profile = ["emqx-cloud", "strict"]
exclude = ["vendor/**", "*.bak", "/old/"]

[rules.cert-expires-soon]
severity = "warning"
days = 30
by-role = { client = "note", trust-bundle = "off" }
why = "because"
source = "https://example.com/"

[rules]
chain-contains-root = "off"
cert-key-algorithm-not-allowed = { severity = "error", allow = ["RSA-2048", "P-256"] }

[[override]]
paths = ["tests/**", "[a-z]?.pem"]
profile = "test-fixtures"
rules = { cert-expired = "note" }

[[ignore]]
rules = ["cert", "chain-out-of-order"]
paths = ["old/*.pem"]
spki-sha256 = ["0000000000000000000000000000000000000000000000000000000000000000"]
reason = "known"

[[bundle]]
name = "own"
certificate = "server.crt"
private-key = "server.key"
""",
    b"""\
title = "ours"
description = "what we want"
extends = "strict"

[rules.cert-validity-too-long]
severity = "error"
when-selected = "warning"
""",
    b'extends = "base.toml"\nprofile = "webpki"\n',
    b'[tool.pemlint]\nprofile = "default"\n\n[tool.pemlint.rules]\nkey-encrypted = "error"\n',
)


@cache
def files() -> dict[str, bytes]:
    """Every file to begin with, by a path that says which of them belong together."""
    found = [path for place in _PLACES for path in _below(ROOT / place)]
    whole = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found}
    return whole | kinds.made() | _more()


def _more() -> dict[str, bytes]:
    """The files of the folder that the environment names."""
    if not os.environ.get(MORE):
        return {}
    top = Path(os.environ[MORE])
    return {f"more/{path.relative_to(top).as_posix()}": path.read_bytes() for path in _below(top)}


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@cache
def texts() -> tuple[bytes, ...]:
    """Every file with a PEM boundary."""
    return tuple(dict.fromkeys(data for data in files().values() if b"-----BEGIN " in data))


@cache
def binaries() -> tuple[bytes, ...]:
    """The contents of every block, and the files that are not text."""
    from pemlint import pem

    blocks = (block.der for data in texts() for block in pem.parse(data).blocks if block.der)
    raw = (data for data in files().values() if data.startswith((b"\x30", b"\xfe\xed")))
    return tuple(dict.fromkeys((*blocks, *raw)))


@cache
def manifests() -> tuple[bytes, ...]:
    """Every bundle manifest."""
    return tuple(dict.fromkeys(data for path, data in files().items() if path.endswith(".bundle.toml")))


def folders() -> Iterator[Folder]:
    """Every example as what one run judges: a file, or the files of a folder."""
    together: dict[str, dict[str, bytes]] = {}
    sizes = Counter(path.rpartition("/")[0] for path in files())
    for path, data in files().items():
        place, _, name = path.rpartition("/")
        # a file in the folder of its rule stands alone; those of a folder below it, or of examples/<name>, do not
        alone = place.rpartition("/")[0] == "tests/examples" or place == "examples"
        alone |= path.startswith("more/") and sizes[place] > _TOGETHER
        together.setdefault(path if alone else place, {})[name] = data
    for number, inside in enumerate(together.values()):
        yield Folder(number, inside)
    for number, configuration in enumerate(CONFIGURATIONS):
        name = "pyproject.toml" if b"[tool." in configuration else "pemlint.toml"
        server = {path.rpartition("/")[2]: data for path, data in files().items() if path.startswith("examples/good/")}
        yield Folder(number, {name: configuration, "base.toml": CONFIGURATIONS[1], **server})
