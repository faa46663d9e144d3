"""Damages PEM: what stands in a block, its boundaries, its layout, and what lies around it."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error
from typing import TYPE_CHECKING

from fuzz.mutation import asn1, octets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

__all__ = ["mutate", "wrapped"]

_BLOCK = re.compile(rb"-----BEGIN ([^\n-]{0,60})-----\r?\n(.*?)-----END [^\n-]{0,60}-----\r?\n?", re.DOTALL)
_LABELS = (
    *(b"CERTIFICATE", b"X509 CERTIFICATE", b"TRUSTED CERTIFICATE", b"CERTIFICATE REQUEST", b"NEW CERTIFICATE REQUEST"),
    *(b"X509 CRL", b"PRIVATE KEY", b"RSA PRIVATE KEY", b"EC PRIVATE KEY", b"DSA PRIVATE KEY", b"ENCRYPTED PRIVATE KEY"),
    *(b"PUBLIC KEY", b"RSA PUBLIC KEY", b"EC PARAMETERS", b"DH PARAMETERS", b"PKCS7", b"CMS", b"ANY PRIVATE KEY"),
    *(
        b"OPENSSH PRIVATE KEY",
        b"PGP MESSAGE",
        b"CERTIFCATE",
        b"certificate",
        b"",
        b" ",
        b"X-Y",
        b"\xff",
        b"MIIEvQIBADANBg",
    ),
)
_LINES = (
    *(
        b"",
        b" ",
        b"\t",
        b"# comment",
        b"Proc-Type: 4,ENCRYPTED",
        b"DEK-Info: AES-256-CBC,00",
        b"X: y",
        b" folded",
        b"=",
        b"====",
    ),
    *(b"A", b"AAAA", b"QQ==", b"text", b"\\n", b"-----", b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"),
    *(
        b"----BEGIN X----",
        b"-----BEGIN X-----MAA=-----END X-----",
        b"\0",
        b"\xef\xbb\xbf",
        b"\xe2\x80\x94BEGIN",
        b"+-*/",
        b"ssh-rsa AAAA",
    ),
)


def mutate(data: bytes, chance: Random, pool: Sequence[bytes] = ()) -> bytes:
    """The text with one or two things wrong with it; ``pool`` holds DER."""
    for _ in range(chance.choice((1, 1, 2))):
        data = chance.choice(_WAYS)(data, chance, pool)
    return data


def wrapped(label: bytes, der: bytes, width: int = 64) -> bytes:
    """A block."""
    body = b64encode(der)
    lines = [body[at : at + width] for at in range(0, len(body), width)]
    return b"\n".join((b"-----BEGIN %b-----" % label, *lines, b"-----END %b-----\n" % label))


def _inside(data: bytes, chance: Random, pool: Sequence[bytes]) -> bytes:
    """Damage in the contents of a block, which is written anew around it."""
    found = _one(data, chance)
    if found is None:
        return _new(data, chance, pool)
    try:
        der = b64decode(found[2])
    except Error:
        return octets.mutate(data, chance, pool)
    return data[: found.start()] + wrapped(found[1], asn1.mutate(der, chance, pool)) + data[found.end() :]


def _new(data: bytes, chance: Random, pool: Sequence[bytes]) -> bytes:
    """One block more, from elsewhere."""
    der = chance.choice(pool) if pool else b"\x30\0"
    at = chance.choice((0, len(data), *(found.start() for found in _BLOCK.finditer(data))))
    return data[:at] + wrapped(chance.choice(_LABELS), der, chance.choice((64, 64, 76, 48, 100000))) + data[at:]


def _label(data: bytes, chance: Random, pool: Sequence[bytes]) -> bytes:
    found = _one(data, chance)
    if found is None:
        return _line(data, chance, pool)
    block = found[0].replace(found[1], chance.choice(_LABELS), chance.choice((1, 2))) if found[1] else found[0]
    return data[: found.start()] + block + data[found.end() :]


def _move(data: bytes, chance: Random, pool: Sequence[bytes]) -> bytes:
    """A block gone, doubled, or in the place of another."""
    found, other = _one(data, chance), _one(data, chance)
    if found is None or other is None:
        return _new(data, chance, pool)
    way = chance.randrange(3)
    if way == 0:
        return data[: found.start()] + data[found.end() :]
    if way == 1:
        return data[: other.start()] + found[0] * chance.choice((1, 1, 2, 20)) + data[other.start() :]
    first, last = sorted((found, other), key=lambda each: each.start())
    between = data[first.end() : last.start()]
    return data[: first.start()] + last[0] + between + (first[0] if first is not last else b"") + data[last.end() :]


def _line(data: bytes, chance: Random, _pool: Sequence[bytes]) -> bytes:
    """A line that does not belong there, or one less, or one damaged."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    way = chance.randrange(5)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines[at] = octets.mutate(lines[at], chance)
    elif way == 2:
        lines[at : at + 2] = [b"".join(lines[at : at + 2])]
    elif way == 3:
        lines.insert(at, lines[chance.randrange(len(lines))])
    else:
        lines.insert(at, chance.choice(_LINES))
    return b"\n".join(lines)


def _dress(data: bytes, chance: Random, _pool: Sequence[bytes]) -> bytes:
    """The whole text as other files hold it."""
    prefix = chance.choice((b"    ", b"\t", b"# ", b"// ", b"> ", b"- ", b"* ", b'"', b"+"))
    escaped = chance.choice((b"\\n", b"\\r\\n", b"\\\\n", b'\\n"\n"'))
    hyphens = chance.choice((b"----", b"------", b"\xe2\x80\x94", b"-----\n"))
    return chance.choice(
        (
            data.replace(b"\n", b"\r\n"),
            data.replace(b"\n", b"\r"),
            data.replace(b"\n", b""),
            b"\xef\xbb\xbf" + data,
            data.decode("latin-1").encode(chance.choice(("utf-16", "utf-16-le", "utf-16-be"))),
            prefix + data.replace(b"\n", b"\n" + prefix),
            b'"' + data.replace(b"\n", escaped) + b'"',
            data.replace(b"-----", hyphens, chance.choice((1, -1))),
            b64encode(data),
        )
    )


def _one(data: bytes, chance: Random) -> re.Match[bytes] | None:
    found = list(_BLOCK.finditer(data))
    return chance.choice(found) if found else None


def _octets(data: bytes, chance: Random, pool: Sequence[bytes]) -> bytes:
    return octets.mutate(data, chance, pool)


_WAYS: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    *(_inside, _inside, _inside, _new, _label, _move, _move, _line, _line, _dress, _octets, _octets),
)
