r"""Blocks inside other text: YAML, JSON, source code, Markdown, shell.

Nothing is judged here. What wraps the lines of a block (indentation, quotes, comment marks, concatenation, ``\n``) is
undone, and a block is given only if its body then proves itself.
"""

from __future__ import annotations

from pemlint.model import Span
from pemlint.pem.boundaries import BEGIN, DASHES, END, MAX_LINE
from pemlint.pem.decoding import clean, decode, whole
from pemlint.pem.document import PemBlock

__all__ = ["read_embedded", "undo"]

_QUOTES = b"\"'`"

#: around a line; none of it is base64
_WRAPPING = b" \t\r\"'`,\\;#*>|()<[]{}:.&_-"

#: around a string literal: more than ``_WRAPPING`` because a quote follows or precedes
_CONCATENATION = b"+ \t\r,.;&()\\_"

_ESCAPES = (
    (b"\\r\\n", b"\n"),
    (b"\\n", b"\n"),
    (b"\\r", b"\n"),
    (b"\\t", b" "),
    (b"\\/", b"/"),
    (b"\\u002b", b"+"),
    (b"\\u002B", b"+"),
    (b"\\u002f", b"/"),
    (b"\\u002F", b"/"),
    (b"\\u003d", b"="),
    (b"\\u003D", b"="),
    (b"&#10;", b"\n"),
    (b"&#13;", b"\n"),
    (b"&#xA;", b"\n"),
    (b"&#xa;", b"\n"),
    (b"&#xD;", b"\n"),
    (b"&#xd;", b"\n"),
)

#: a string inside a string inside a string …
_ESCAPE_DEPTH = 4

#: the headers of an encrypted key: after them no DER can be expected
_HEADERS = (b"Proc-Type:", b"DEK-Info:")

#: what the body of an OpenSSH key starts with; it is no DER
_OPENSSH = b"openssh-key-v1\0"


def read_embedded(text: bytes, start: int) -> list[PemBlock]:
    """The blocks of a text whose bodies decode, whatever wraps their lines; in linear time."""
    find = text.find
    blocks: list[PemBlock] = []
    begin, end = find(BEGIN, start), -1
    while begin >= 0:
        inner = begin + len(BEGIN)
        following = find(BEGIN, inner)
        close = find(DASHES, inner, inner + MAX_LINE)
        if end < inner:
            end = find(END, inner)
            if end < 0:
                break
        label = text[inner:close]
        closing = b"%b%b%b" % (END, label, DASHES)
        if close >= 0 and b"\n" not in label and not 0 <= following < end and text.startswith(closing, end):
            headers, der = _body(text[close + len(DASHES) : end])
            if der is not None:
                name = label.decode("ascii", "backslashreplace")
                span = Span(begin, end + len(closing))
                blocks.append(PemBlock(name, len(blocks) + 1, span, headers, der, ()))
                if following < span.end:
                    # the hyphens of END are no part of a BEGIN after it
                    following = find(BEGIN, span.end)
        begin = following
    return blocks


def undo(body: bytes) -> bytes | None:
    """The DER in a body whose lines are wrapped in something, if it is whole."""
    headers, der = _body(body)
    return None if headers else der


def _body(body: bytes) -> tuple[tuple[tuple[str, str], ...], bytes | None]:
    der = clean(body[1:]) if body[:1] == b"\n" else None
    if der is not None and _plausible(der):
        return (), der
    *lines, prefix = _unescape(body).split(b"\n")
    prefix = prefix.strip()
    if prefix and prefix[-1] in _QUOTES:
        prefix = prefix.rstrip(_QUOTES + _CONCATENATION)
    pieces: list[bytes] = []
    headers: list[tuple[str, str]] = []
    for line in lines or [prefix]:
        piece = _unwrap(line, prefix if lines else b"")
        if piece.startswith(_HEADERS):
            name, _, value = piece.decode("ascii", "backslashreplace").partition(":")
            headers.append((name, value.strip()))
        else:
            pieces.append(piece)
    der = decode(b"".join(pieces).translate(None, b" \t\r"))
    return tuple(headers), der if der is not None and (headers or _plausible(der)) else None


def _plausible(der: bytes) -> bool:
    return whole(der) or der.startswith(_OPENSSH)


def _unescape(body: bytes) -> bytes:
    if b"\\" in body:
        for _ in range(_ESCAPE_DEPTH):
            body = body.replace(b"\\\\", b"\\")
        for quote in (b'"', b"'"):
            # a literal that ends with its line: what follows is concatenation, to be told from base64 by the quote
            body = body.replace(b"\\r\\n" + quote, quote).replace(b"\\n" + quote, quote)
    if b"\\" in body or b"&#" in body:
        for escape, meaning in _ESCAPES:
            body = body.replace(escape, meaning)
    return body


def _unwrap(line: bytes, prefix: bytes) -> bytes:
    """The base64 of a line. ``prefix`` is what stands before END on its line: a comment mark, a diff sign, a quote."""
    line = line.strip()
    if prefix and line.startswith(prefix):
        line = line[len(prefix) :].strip()
    head = line.lstrip(_CONCATENATION)
    if head[:1] and head[0] in _QUOTES:
        line = head
    tail = line.rstrip(_CONCATENATION)
    if tail and tail[-1] in _QUOTES and (len(tail) > 1 or line.count(b"+") <= 1):
        line = tail
    return line.strip(_WRAPPING)
