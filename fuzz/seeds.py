"""Where inputs begin: the examples of the rules, and the bundles of the documentation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CONFIGURATIONS", "ROOT", "binaries", "files", "folders", "manifests", "texts"]

ROOT = Path(__file__).parent.parent
_PLACES = ("tests/examples", "examples")

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
    """Every file below the examples by its path from the root of the project."""
    found = [path for place in _PLACES for path in (ROOT / place).rglob("*") if path.is_file()]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(found)}


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
    for path, data in files().items():
        place, _, name = path.rpartition("/")
        folder, _, last = place.rpartition("/")
        # a file in the folder of its rule stands alone; those of a folder below it, or of examples/<name>, do not
        alone = folder == "tests/examples" or place == "examples"
        together.setdefault(path if alone else f"{folder}/{last}", {})[name] = data
    for number, inside in enumerate(together.values()):
        yield Folder(number, inside)
    for number, configuration in enumerate(CONFIGURATIONS):
        name = "pyproject.toml" if b"[tool." in configuration else "pemlint.toml"
        server = {path.rpartition("/")[2]: data for path, data in files().items() if path.startswith("examples/good/")}
        yield Folder(number, {name: configuration, "base.toml": CONFIGURATIONS[1], **server})
