"""Where a finding points: the boundary of a PEM block, a defect's own place, a line of a manifest."""

from __future__ import annotations

from bisect import bisect_right

from pemlint.material import Certificate
from pemlint.model import Location, Related
from pemlint.rule import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.holders import Holder
    from pemlint.manifests.declaration import Mark
    from pemlint.material import Material, Place, PrivateKey, RevocationList
    from pemlint.model import Source, Span
    from pemlint.pem import PemBlock
    from pemlint.store import File

__all__ = [
    "certificate",
    "defect",
    "holder",
    "key",
    "manifest",
    "material",
    "part_of",
    "related",
    "seen_in",
    "whole_file",
]

#: bytes of a line, on each side of the place in question, that a fingerprint covers
_MOST_LINE = 4096


def certificate(subject: Certificate) -> Anchor:
    """The block of a certificate."""
    return _anchor(subject.place, subject.sha256, subject.spki_sha256)


def key(subject: PrivateKey) -> Anchor:
    """The block of a private key; known by its public key, never by its own bytes."""
    return _anchor(subject.place, subject.spki_sha256 or _line_digest(subject.place), subject.spki_sha256)


def holder(subject: Holder) -> Anchor:
    """The block of anything with a public key; a private key is known by that."""
    if isinstance(subject, Certificate):
        return certificate(subject)
    return _anchor(subject.place, subject.spki_sha256 or _line_digest(subject.place), subject.spki_sha256)


def material(subject: Material) -> Anchor:
    """The block of anything else; known by its line."""
    return _anchor(subject.place, _line_digest(subject.place))


def defect(file: File, block: PemBlock | None, span: Span) -> Anchor:
    """The place of a defect in a file's text; known by the line that it is on."""
    location = file.document.location(file.source.path, span)
    ordinal = block.ordinal if block else None
    holder = block or _holder(file, span.start)
    digest = _digest_of_line(file.source.data, span.start, holder.label if holder else "")
    return Anchor(location, file.source.repo_path, digest, ordinal)


def whole_file(source: Source) -> Anchor:
    """A file as a whole: its first line."""
    return Anchor(Location(source.path), source.repo_path, _sha256(b""))


def manifest(source: Source, mark: Mark) -> Anchor:
    """A line of a manifest; known by its text."""
    location = Location(source.path, mark.line, mark.column, mark.line, mark.end_column)
    data, start = source.data, mark.start
    if start < 0:
        start = len(b"\n".join(data.split(b"\n", mark.line - 1)[: mark.line - 1])) + (mark.line > 1)
    end = data.find(b"\n", start)
    raw = data[start : len(data) if end < 0 else end]
    return Anchor(location, source.repo_path, _sha256(raw.strip()))


def part_of(source: Source, mark: Mark, what: str) -> Related:
    """The line of the manifest that makes something a part of a bundle."""
    return Related(manifest(source, mark).location, what)


def related(subject: Holder | RevocationList, message: str) -> Related:
    """Another block, and what it has to do with the finding."""
    return Related(subject.place.location(), message)


def seen_in(subject: Holder | RevocationList) -> str:
    """``path:line`` of a block, for use inside a message."""
    location = subject.place.location()
    return f"{location.path}:{location.line}"


def _anchor(place: Place, digest: str, spki_sha256: str = "") -> Anchor:
    return Anchor(place.location(), place.source.repo_path, digest, place.ordinal, spki_sha256)


def _line_digest(place: Place) -> str:
    """SHA-256 of the line with the boundary, which holds no key material; of a label where the file is binary."""
    if place.block is None:
        return _sha256(b"binary")
    return _digest_of_line(place.source.data, place.block.span.start, place.block.label)


def _holder(file: File, offset: int) -> PemBlock | None:
    """The block in which a defect of the file as a whole lies."""
    blocks = file.document.blocks
    at = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
    return blocks[at] if at >= 0 and offset < blocks[at].span.end else None


def _digest_of_line(data: bytes, offset: int, label: str) -> str:
    """SHA-256 of a line of a block; of the label alone where the line is of a private key.

    The last line of a key may have four characters: whoever knows its digest would find it by trying all.
    """
    start = data.rfind(b"\n", max(offset - _MOST_LINE, 0), offset) + 1
    if not start and offset > _MOST_LINE:
        start = offset
    end = data.find(b"\n", offset, offset + _MOST_LINE)
    line = data[start : end if end >= 0 else offset + _MOST_LINE].strip()
    return _sha256(label.encode() if "PRIVATE KEY" in label and b"-----" not in line else line)


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
