"""What may become of a file: judged by the strict reader, on the bytes before and after."""

from __future__ import annotations

from collections import Counter

from pemlint import manifests, pem
from pemlint.mending.drafts import block_lines, is_public
from pemlint.pem.reader import MAX_DAMAGED
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import TypeAlias

    from pemlint.model import Source
    from pemlint.pem import Document, PemBlock

    #: what a block says: label, headers, DER
    _Says: TypeAlias = tuple[str, tuple[tuple[str, str], ...], bytes | None]

__all__ = ["ders", "flaw"]


class _Text(NamedTuple):
    source: Source
    document: Document


def ders(source: Source) -> Iterator[bytes]:
    """The contents of all blocks of a file."""
    return (block.der for block in _read(source).document.blocks if block.der is not None)


def flaw(old: Source | None, new: Source, *, safe: bool, known: Collection[bytes]) -> str:
    """Why a file may not become what it would; empty if it may. ``known``: the contents of all blocks of the run.

    After a safe fix every block that was readable is, with the same contents; one that was not may be, with exactly the
    contents that were made out in it; no other one comes or goes, and neither does any line of text. After another fix
    blocks may have gone, and others come that stood elsewhere. The lines of private keys are always the same.
    """
    if manifests.is_manifest(new.path):
        return _flaw_of_manifest(old, new)
    before = _read(old) if old is not None else _read(new._replace(data=b""))
    after = _read(new)
    if sum(not block.readable for block in before.document.blocks) >= MAX_DAMAGED:
        # of more the reader does not tell all, and so nobody knows what is in the file
        return "too many blocks of the file cannot be read"
    if list(_secrets(before)) != list(_secrets(after)):
        return "it would change the lines of a private key"
    return _flaw_of_safe(before, after) if safe else _flaw_of_unsafe(before, after, known)


def _flaw_of_safe(before: _Text, after: _Text) -> str:
    if Counter(map(_says, before.document.blocks)) != Counter(map(_says, after.document.blocks)):
        return "the blocks would not be the same"
    if _readable(before) - _readable(after):
        return "a block would not be readable any more"
    return "text outside of the blocks would get lost" if _words(before) - _words(after) else ""


def _flaw_of_unsafe(before: _Text, after: _Text, known: Collection[bytes]) -> str:
    new = Counter(map(_says, after.document.blocks)) - Counter(map(_says, before.document.blocks))
    if new - _readable(after):
        return "it would leave a block that nobody can read"
    foreign = any(der is None or der not in known for _, _, der in new)
    return "it would bring in a block that stands nowhere" if foreign else ""


def _flaw_of_manifest(old: Source | None, new: Source) -> str:
    before = manifests.parse(old.data, old.repo_path).problems if old is not None else ()
    after = manifests.parse(new.data, new.repo_path).problems
    return "the manifest would not be valid" if len(after) > len(before) else ""


def _read(source: Source) -> _Text:
    return _Text(source, pem.parse(source.data))


def _says(block: PemBlock) -> _Says:
    return block.label, block.headers if not is_public(block) else (), block.der


def _readable(text: _Text) -> Counter[_Says]:
    return Counter(_says(block) for block in text.document.blocks if block.readable)


def _secrets(text: _Text) -> Iterator[bytes]:
    for block in text.document.blocks:
        if not is_public(block):
            lines = block_lines(text, block)
            yield text.source.data[lines.start : lines.end]


def _words(text: _Text) -> Counter[bytes]:
    """The lines outside of the blocks, each without the blanks around it."""
    at = 0
    data = text.source.data.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n")
    shift = len(text.source.data) - len(data)
    lines: Counter[bytes] = Counter()
    for block in text.document.blocks:
        lines.update(data[at : block.span.start - shift].split(b"\n"))
        at = max(at, block.span.end - shift)
    lines.update(data[at:].split(b"\n"))
    stripped: Counter[bytes] = Counter()
    for line, count in lines.items():
        bare = line.replace(b"\xef\xbb\xbf", b"").strip(b" \t-")
        if bare:
            stripped[bare] += count
    return stripped
