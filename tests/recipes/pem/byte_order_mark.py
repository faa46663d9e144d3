"""Examples of the rule ``pem-byte-order-mark``."""

from __future__ import annotations

from tests import builder

_MARK = b"\xef\xbb\xbf"


def bad_before_begin() -> bytes:
    # Text above the block would keep the mark away from its BEGIN line.
    return _MARK + builder.server().pem


def bad_before_text() -> bytes:
    return _MARK + builder.server().annotated


def good_utf8_without_mark() -> bytes:
    return "# Zertifikat für den Server\n".encode() + builder.server().annotated
