"""The body of a block: base64 (RFC 4648 section 4) and the question whether what it gives is whole."""

from __future__ import annotations

from binascii import a2b_base64

__all__ = ["ALPHABET", "clean", "decode", "repair", "whole", "wrapped"]

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

#: characters of a line with its end, as all generators wrap
_LINE = 65
_URL_SAFE = bytes.maketrans(b"-_", b"+/")


def clean(body: bytes) -> bytes | None:
    """Decode a body with which nothing is wrong: whole lines of base64, all with the same line end.

    None means only that somebody has to look closer. A few passes in C: this is the path of almost every block.
    """
    der = wrapped(b"\n" + body)
    if der is not None:
        return der
    rest = body.translate(None, ALPHABET)
    lines = rest.count(b"\n")
    padding = rest.count(b"=")
    size = len(body) - len(rest)
    if not size or padding > 2 or (size + padding) % 4 or not body.endswith(b"\n"):
        return None
    if len(rest) == lines + padding:
        if b"\n\n" in body or body[:1] == b"\n":
            return None
    elif len(rest) != 2 * lines + padding or body.count(b"\r\n") != lines or b"\n\r\n" in body or body[:1] == b"\r":
        return None
    if padding and not body.rstrip(b"\r\n").endswith(b"=" * padding):
        return None
    return a2b_base64(body)


def wrapped(body: bytes) -> bytes | None:
    """The same of a body with LF before it, after every 64 characters and at its end; None for any other."""
    size = len(body)
    last = size % _LINE
    if body[::_LINE].strip(b"\n") or last == 2 or not body.endswith(b"\n"):
        return None
    # LF before every line, and after the last one
    characters = size - (size + _LINE - 1) // _LINE - (last != 1)
    padding = 2 if body.endswith(b"==\n") else 1 if body.endswith(b"=\n") else 0
    try:
        der = a2b_base64(body)
    except ValueError:
        return None
    # the library passes over what is no base64, and ends where padding is complete: then something is missing
    return der if not characters % 4 and 0 < len(der) == characters // 4 * 3 - padding else None


def decode(text: bytes) -> bytes | None:
    """Decode base64 without white space, padded as it must be; None for anything else, and for nothing."""
    core = text.rstrip(b"=")
    padding = len(text) - len(core)
    if not core or padding > 2 or len(text) % 4 or core.translate(None, ALPHABET):
        return None
    return a2b_base64(text)


def repair(text: bytes) -> bytes | None:
    """Decode damaged base64 if the result proves itself: one whole DER element and not a byte more.

    Undone are foreign characters, the URL-safe alphabet, and padding that is missing or in excess.
    """
    if not text.translate(None, ALPHABET + b"-_="):
        text = text.translate(_URL_SAFE)
    text = text.translate(None, text.translate(None, ALPHABET + b"="))
    core = text.rstrip(b"=")
    der = decode(core + b"=" * (-len(core) % 4))
    return der if der is not None and whole(der) else None


def whole(der: bytes) -> bool:
    """True if the bytes are exactly one SEQUENCE by the length it declares (X.690 section 8.1.3)."""
    if len(der) < 2 or der[0] != 0x30:
        return False
    if der[1] < 0x80:
        return len(der) == 2 + der[1]
    count = der[1] & 0x7F
    return 1 <= count <= 4 and len(der) == 2 + count + int.from_bytes(der[2 : 2 + count], "big")
