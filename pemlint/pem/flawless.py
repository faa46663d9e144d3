"""The short way through a file with which nothing is wrong: a few searches in C for each block."""

from __future__ import annotations

from pemlint.model import Span
from pemlint.pem.boundaries import BEGIN, DASHES, END, MAX_LINE
from pemlint.pem.decoding import clean
from pemlint.pem.document import Defect, PemBlock

__all__ = ["flawless", "long_line"]

#: RFC 7468 section 2: generators wrap at exactly so many characters
_WIDTH = 64


def flawless(text: bytes, start: int) -> list[PemBlock] | None:
    """The blocks of a text in which no block has a defect other than long lines; None for any other text."""
    find = text.find
    blocks: list[PemBlock] = []
    size = len(text)
    at = edge = start
    while (begin := find(BEGIN, at)) >= 0:
        line_end = find(b"\n", begin, begin + MAX_LINE)
        if line_end < 0 or (begin > start and text[begin - 1] != 10):
            return None
        stop = line_end - 1 if text[line_end - 1] == 13 else line_end
        label = text[begin + len(BEGIN) : stop - len(DASHES)]
        closing = b"%b%b%b" % (END, label, DASHES)
        end = find(DASHES, line_end)
        at = end + len(closing)
        if (
            not text.startswith(closing, end)
            or b"-" in label
            or text[stop - len(DASHES) : stop] != DASHES
            or text[end - 1] != 10
            or (at < size and text[at] != 10 and not text.startswith(b"\r\n", at))
        ):
            return None
        body = text[line_end + 1 : end]
        der = clean(body)
        if der is None or not label.isascii() or label.startswith(b"PGP "):
            return None
        defects = long_line(body, line_end + 1) if len(body) > _WIDTH + 2 else ()
        if begin - edge > len(b"\r\n") and _odd(text, edge, begin):
            return None
        edge = at
        # without calls of the classes: this is done for every block
        span = tuple.__new__(Span, (begin, at))
        blocks.append(tuple.__new__(PemBlock, (label.decode("ascii"), len(blocks) + 1, span, (), der, defects)))
    return None if _odd(text, edge, size) else blocks


def _odd(text: bytes, start: int, stop: int) -> bool:
    """True if the text outside of the blocks may hold a boundary, whole or damaged."""
    return text.find(b"END ", start, stop) >= 0 or text.find(b"BEGIN ", start, stop) >= 0


def long_line(body: bytes, start: int) -> tuple[Defect, ...]:
    """Note the first line of more than 64 characters in a clean body."""
    if not body[_WIDTH :: _WIDTH + 1].strip(b"\n"):
        return ()  # LF after every 64 characters
    for line in body.split(b"\n"):
        if len(line) > _WIDTH:
            width = len(line.rstrip(b"\r"))
            if width > _WIDTH:
                detail = f"a line of {width} characters; the form is {_WIDTH}"
                return (Defect("long-line", Span(start, start + width), detail, fatal=False),)
        start += len(line) + 1
    return ()
