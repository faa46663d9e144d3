"""A private key as it stands in a file, whole and damaged in each way that happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests import builder

if TYPE_CHECKING:
    from collections.abc import Iterator

#: under which a key may stand by mistake
WRONG_LABELS = (
    *("CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CRL", "CERTIFICATE REQUEST", "PUBLIC KEY", "RSA PUBLIC KEY"),
    *("PKCS7", "EC PARAMETERS", "DH PARAMETERS", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"),
    *("ENCRYPTED PRIVATE KEY", "PRIVTE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"),
)


def files(pem: bytes, der: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and contents of files that hold a key."""
    text = pem.decode()
    begin, *body, end = text.splitlines()
    half = len(body) // 2 or 1
    lines = [line for line in body if line and ":" not in line]

    yield "whole.pem", pem
    yield from _cut(begin, body, end, half)
    yield from _disturbed(begin, body, end, half)
    for label in WRONG_LABELS:
        name = label.replace(" ", "-").lower()
        whole, first, last = body, body[:half], body[half:]
        for what, part in (("whole", whole), ("first", first), ("last", last)):
            yield f"as-{name}-{what}.pem", _joined(f"-----BEGIN {label}-----", *part, f"-----END {label}-----")
    yield from _encoded(pem, der, text)
    yield "label.pem", _joined(f"-----BEGIN {lines[0]}-----", *body, f"-----END {lines[-1]}-----")
    yield "header.pem", _joined(begin, f"{lines[0].replace('/', '').replace('+', '')}: {lines[-1]}", "", *body, end)
    yield "glued.pem", builder.server().pem.rstrip() + pem
    yield "glued-behind.pem", pem.rstrip() + builder.server().pem
    yield "commented.crt", "".join(f"# {line}\n" for line in text.splitlines()).encode() + builder.server().pem


def _joined(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _cut(begin: str, body: list[str], end: str, half: int) -> Iterator[tuple[str, bytes]]:
    yield "truncated.pem", _joined(begin, *body[:half])
    yield "truncated-closed.pem", _joined(begin, *body[:half], end)
    yield "no-begin.pem", _joined(*body, end)
    yield "no-end.pem", _joined(begin, *body)
    yield "body-alone.pem", _joined(*body)
    yield "last-half.pem", _joined(begin, *body[half:], end)
    yield "line-lost.pem", _joined(begin, *body[:half], *body[half + 1 :], end)
    yield "characters-lost.pem", _joined(begin, *body[:half], body[half - 1][4:], *body[half + 1 :], end)
    yield "one-character-lost.pem", _joined(begin, body[0][1:], *body[1:], end)
    yield "ends-as-another.pem", _joined(begin, *body, "-----END CERTIFICATE-----")


def _disturbed(begin: str, body: list[str], end: str, half: int) -> Iterator[tuple[str, bytes]]:
    pem = _joined(begin, *body, end)
    whole = "".join(body)
    yield "swapped.pem", _joined(begin, *body[half:], *body[:half], end)
    yield "text-inside.pem", _joined(begin, *body[:half], "what is this", *body[half:], end)
    yield "comment-inside.pem", _joined(begin, f"# {body[0]}", *body, end)
    yield "blank-inside.pem", _joined(begin, *body[:half], "", *body[half:], end)
    yield "one-line.pem", _joined(begin, whole, end)
    yield "narrow.pem", _joined(begin, *(whole[at : at + 7] for at in range(0, len(whole), 7)), end)
    yield "wide.pem", _joined(begin, *(whole[at : at + 76] for at in range(0, len(whole), 76)), end)
    yield "all-in-one-line.pem", f"{begin} {whole} {end}\n".encode()
    yield "star.pem", _joined(begin, *body[:-1], f"*{body[-1]}", end)
    yield "spaces.pem", pem.replace(b"\n", b" \n")
    yield "indented.pem", b"    " + pem.replace(b"\n", b"\n    ")
    yield "mark.pem", b"\xef\xbb\xbf" + pem
    yield "crlf.pem", pem.replace(b"\n", b"\r\n")
    yield "cr.pem", pem.replace(b"\n", b"\r")
    yield "nul.pem", pem[:-60] + b"\0" + pem[-60:]
    yield "url-safe.pem", pem.replace(b"+", b"-").replace(b"/", b"_")


def _encoded(pem: bytes, der: bytes, text: str) -> Iterator[tuple[str, bytes]]:
    yield "utf-16.pem", text.encode("utf-16")
    yield "twice.pem", builder.block("PRIVATE KEY", pem)
    yield "a.der", der
    yield "a.p8", der
    yield "half.der", der[: len(der) // 2]
    yield "tail.der", der[len(der) // 2 :]
    yield "double.crt", der + der
    yield "hexadecimal.key", der.hex().encode()
    yield "a.p12", der
    yield "values.yaml", b"key: |\n  " + pem.replace(b"\n", b"\n  ")
    yield "values.json", json.dumps({"key": text}).encode()
    yield ".env", b'KEY="' + pem.replace(b"\n", b"\\n") + b'"\n'
    yield "notes.md", b"```\n" + pem + b"```\n"
    yield "change.diff", b"+" + pem.replace(b"\n", b"\n+")
