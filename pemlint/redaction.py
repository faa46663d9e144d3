"""The last door of a run that has read private keys: no piece of one of them gets out, in no notation.

``quoting`` leaves out what looks like a key. This knows the keys: a name that holds twelve characters of one in Base64,
or ten bytes in hexadecimal, is found out however short it is and however much it looks like a digest. Nothing is
decoded, and no key is read again, unless something in the output could be such a piece.
"""

from __future__ import annotations

import re

from pemlint import forms, pem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import Final

    from pemlint.model import Source
    from pemlint.pem import PemBlock

__all__ = ["REDACTED", "redact"]

#: what stands in place of a piece of a key; it may stand in any format, also in a URI
REDACTED: Final = "(withheld)"

_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{12,}")
#: as it stands in a URI
_QUOTED: Final = re.compile(r"(?:[A-Za-z0-9/]|%2B){12,}")
_HEX: Final = re.compile(r"[0-9A-Fa-f]{2}(?::?[0-9A-Fa-f]{2}){9,}")
_DIGIT: Final = re.compile(r"[0-9]")
#: bytes that are compared, and the step by which a key is gone through: eight equal bytes are always found
_WINDOW: Final = 6
_STEP: Final = 3
#: structures without a secret, containers of many things among them
_PUBLIC: Final = frozenset(
    {
        *(forms.CERTIFICATE, forms.REQUEST, forms.REVOCATION_LIST, forms.PUBLIC_KEY),
        *(forms.PKCS7, forms.PKCS12, forms.JKS, forms.JCEKS),
    }
)
#: octets; a larger file without a block is no key
_MAX_KEY: Final = 1 << 16


def redact(text: str, sources: Iterable[Source], known: Collection[str] = ()) -> str:
    """The text without any piece of a private key of the sources; ``known`` is what stands in it and is none."""
    suspects = _suspects(text, known)
    if not suspects:
        return text
    found = _guilty(suspects, (key for source in sources for key in _keys(source)))
    for token in sorted(found, key=len, reverse=True):
        text = text.replace(token, REDACTED)
    return text


def _suspects(text: str, known: Collection[str]) -> dict[str, list[bytes]]:
    """What in a text could be a piece of a key, and the bytes that it would then be."""
    suspects: dict[str, list[bytes]] = {}
    for token in {*_HEX.findall(text)}.difference(known):
        digits = token.replace(":", "")
        suspects[token] = [bytes.fromhex(digits[at : len(digits) - (len(digits) - at) % 2]) for at in (0, 1)]
    tokens = {*_BASE64.findall(text)}.difference(known)
    if "%2B" in text:
        tokens.update(_QUOTED.findall(text))
    for token in tokens:
        if not (token.islower() or token.isupper()) and _DIGIT.search(token):
            plain = token.replace("%2B", "+")
            suspects.setdefault(token, []).extend(_decoded(plain[at:]) for at in range(4))
    return suspects


def _decoded(text: str) -> bytes:
    from binascii import a2b_base64

    return a2b_base64(text[: len(text) - len(text) % 4])


def _guilty(suspects: dict[str, list[bytes]], keys: Iterable[bytes]) -> list[str]:
    """The suspects of which some bytes stand in a key."""
    windows = {window for readings in suspects.values() for data in readings for window in _windows(data, 1)}
    secret = {window for key in keys for window in _windows(key, _STEP) if window in windows}
    if not secret:
        return []
    return [
        token
        for token, readings in suspects.items()
        if any(window in secret for data in readings for window in _windows(data, 1))
    ]


def _windows(data: bytes, step: int) -> Iterator[bytes]:
    return (data[at : at + _WINDOW] for at in range(0, len(data) - _WINDOW + 1, step))


def _keys(source: Source) -> Iterator[bytes]:
    """The bytes of everything in a file that is a private key, or that nobody can read."""
    document = pem.parse(source.data, embedded=not source.tls)
    for block in document.blocks:
        data = block.der if block.der is not None else _salvaged(source, block)
        if block.label.endswith("PRIVATE KEY") or forms.recognise(data).kind not in _PUBLIC:
            yield data
    if not document.blocks and source.tls and len(source.data) <= _MAX_KEY:
        yield source.data
        yield _decoded_lines(source.data)


def _salvaged(source: Source, block: PemBlock) -> bytes:
    """What a body that is no Base64 would be without all that is none in it."""
    body = source.data[block.span.start : block.span.end]
    return _decoded_lines(b"\n".join(line for line in body.split(b"\n") if b"-----" not in line and b":" not in line))


def _decoded_lines(data: bytes) -> bytes:
    return _decoded(re.sub(rb"[^A-Za-z0-9+/]", b"", data).decode("ascii"))
