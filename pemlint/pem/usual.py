"""Files as nearly all programs write them: nothing but blocks, lines of 64 characters that end with LF."""

from __future__ import annotations

from functools import lru_cache

from pemlint.model import Span
from pemlint.pem.decoding import wrapped
from pemlint.pem.document import PemBlock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

__all__ = ["usual"]

_DASHES: Final = b"-----"
_START: Final = b"-----BEGIN "
#: of larger ones the blocks are searched one by one, for here all their bodies are held at the same time
_LARGEST: Final = 1_000_000
#: what stands after a block
_GAPS: Final = frozenset({b"\n", b"\n\n"})
_LABELS: Final = (
    "CERTIFICATE",
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "PUBLIC KEY",
    "CERTIFICATE REQUEST",
    "X509 CRL",
)
#: between the hyphens of a BEGIN boundary; then what stands between those of its END, and how long both boundaries are
_BOUNDARIES: Final[Mapping[bytes, tuple[bytes | None, str, int]]] = {
    b"BEGIN %b" % label.encode(): (
        b"END %b" % label.encode(),
        label,
        len("-----BEGIN ----------END -----") + 2 * len(label),
    )
    for label in _LABELS
}
_UNKNOWN: Final = None, "", 0
#: bodies that are known again: what follows a certificate in its file is mostly the same in many
_MOST_REMEMBERED: Final = 256
_wrapped_again: Final = lru_cache(_MOST_REMEMBERED)(wrapped)


def usual(text: bytes) -> tuple[PemBlock, ...] | None:
    """The blocks of a file without any defect or text between them; None for any other, even if nothing is wrong."""
    if not text.startswith(_START) or len(text) > _LARGEST:
        return None
    # one pass in C: nothing, then BEGIN, body, END and what follows, of each block
    parts = text.split(_DASHES)
    if len(parts) % 4 != 1 or not _GAPS.issuperset(parts[4::4]):
        return None
    blocks: list[PemBlock] = []
    start = 0
    each = iter(parts[1:])
    for ordinal, (begin, body, end, gap) in enumerate(zip(each, each, each, each, strict=True), 1):
        closing, label, size = _BOUNDARIES.get(begin, _UNKNOWN)
        der = _wrapped_again(body) if ordinal > 1 and label == "CERTIFICATE" else wrapped(body)
        if end != closing or der is None:
            return None
        stop = start + size + len(body)
        # without calls of the classes: this is done for every block
        blocks.append(tuple.__new__(PemBlock, (label, ordinal, tuple.__new__(Span, (start, stop)), (), der, ())))
        start = stop + len(gap)
    return tuple(blocks)
