"""The textual encoding of PKIX structures (RFC 7468), read line by line as strict servers read it."""

from __future__ import annotations

from pemlint.model import Span
from pemlint.pem.document import Defect, Document, PemBlock
from pemlint.pem.lines import LineIndex
from pemlint.pem.usual import usual

__all__ = ["Defect", "Document", "LineIndex", "PemBlock", "parse"]

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_NEEDLE = "-----BEGIN "
_BEGIN = _NEEDLE.encode()

#: of more stretches of text between blocks than this no note is made
_MAX_TEXTS = 1000
#: what stands behind so many BEGIN boundaries is not read: more than a file of usual certificates can hold
MOST_BLOCKS = 500_000


def parse(data: bytes, *, embedded: bool = False) -> Document:
    """Read a file: any bytes give a document, in time linear in their number.

    ``embedded`` is for blocks inside other text (YAML, JSON, source code, Markdown …): what wraps their lines is
    undone, only blocks whose bodies decode are given, and no defects are told.
    """
    # a count that takes no time where there cannot be so many
    crowded = len(data) > MOST_BLOCKS * len(_BEGIN) and data.count(_BEGIN) > MOST_BLOCKS
    if not embedded and not crowded and (found := usual(data)):
        return Document(found, (), "ascii", LineIndex(data))
    wide = _utf16(data)
    if wide:
        encoding, shift = wide
        return _parse_utf16(data, encoding, shift, embedded=embedded)
    start = len(_UTF8_MARK) if data.startswith(_UTF8_MARK) else 0
    lines = LineIndex(data)
    encoding = _encoding(data)
    if crowded:
        return _first_blocks(data, encoding, lines, embedded=embedded)
    if embedded:
        from pemlint.pem.embedded import read_embedded

        return Document(tuple(read_embedded(data, start)), (), encoding, lines)
    blocks, strays = _read(data, start)
    if not blocks and not strays:
        return Document((), (), encoding, lines)
    defects = _marks(data, start) + strays + _texts(data, start, blocks, strays) + _line_ends(data)
    return Document(tuple(blocks), tuple(sorted(defects, key=_position)), encoding, lines)


def _first_blocks(data: bytes, encoding: str, lines: LineIndex, *, embedded: bool) -> Document:
    """Of a file with too many blocks the first ones."""
    at = -1
    for _ in range(MOST_BLOCKS + 1):
        at = data.find(_BEGIN, at + 1)
    read = parse(data[:at], embedded=embedded)
    detail = f"there are more than {MOST_BLOCKS:,} blocks in the file: what stands here and below is not read"
    beyond = Defect("too-many-blocks", Span(at, at + len(_BEGIN)), detail, fatal=True)
    return Document(read.blocks, (*read.defects, beyond), encoding, lines)


def _read(text: bytes, start: int) -> tuple[list[PemBlock], list[Defect]]:
    from pemlint.pem.flawless import flawless

    blocks = flawless(text, start)
    if blocks is not None:
        return blocks, []
    from pemlint.pem.reader import read

    return read(text, start)


def _encoding(data: bytes) -> str:
    if b"\0" in data:
        return "binary"
    if data.isascii():
        return "ascii"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "binary"
    return "utf-8"


def _marks(data: bytes, start: int) -> list[Defect]:
    """The bytes of the file that no strict reader expects in it."""
    defects = []
    if start:
        detail = "the file starts with a UTF-8 byte-order mark"
        defects.append(Defect("byte-order-mark", Span(0, start), detail, fatal=True))
    nul = data.find(b"\0")
    if nul >= 0:
        count = data.count(b"\0")
        detail = "a NUL byte" if count == 1 else f"{count} NUL bytes"
        defects.append(Defect("nul-bytes", Span(nul, nul + 1), detail, fatal=True))
    return defects


def _texts(data: bytes, start: int, blocks: list[PemBlock], strays: list[Defect]) -> list[Defect]:
    """Note the text before, between and after the blocks: legal (RFC 7468 section 2), and not always welcome."""
    defects: list[Defect] = []
    taken = [block.span for block in blocks]
    if strays:
        taken = sorted(taken + [stray.span for stray in strays])
    for span in (*taken, Span(len(data), len(data))):
        text = data[start : span.start]
        stripped = b"" if text.isspace() else text.strip()
        if stripped and len(defects) < _MAX_TEXTS:
            first = start + len(text) - len(text.lstrip())
            detail = "text outside of the blocks"
            defects.append(Defect("text-between", Span(first, first + len(stripped)), detail, fatal=False))
        start = span.end
    return defects


def _line_ends(data: bytes) -> list[Defect]:
    """Note how lines end."""
    defects = []
    if b"\r" in data:
        lines, returns = data.count(b"\n"), data.count(b"\r")
        pairs = data.count(b"\r\n")
        if pairs == lines == returns:
            first = data.find(b"\r\n")
            defects.append(Defect("crlf", Span(first, first + 2), "lines end with CRLF", fatal=False))
        else:
            first = data.find(b"\r")
            detail = f"{pairs} lines end with CRLF, {lines - pairs} with LF, {returns - pairs} with CR"
            defects.append(Defect("mixed-line-ends", Span(first, first + 1), detail, fatal=False))
    if not data.endswith(b"\n"):
        end = Span(len(data), len(data))
        defects.append(Defect("missing-final-newline", end, "the last line has no line end", fatal=False))
    return defects


def _utf16(data: bytes) -> tuple[str, int] | None:
    """The byte order of UTF-16 and the length of its mark; None for any other encoding."""
    encoding = _UTF16_MARKS.get(data[:2])
    if encoding:
        high = data[3::2] if encoding == "utf-16-le" else data[2::2]
        return (encoding, 2) if high.count(0) * 2 >= len(high) > 0 else None
    if b"\0" in data:
        for encoding in _UTF16_MARKS.values():
            at = data.find(_NEEDLE.encode(encoding))
            if at >= 0 and at % 2 == 0:
                return encoding, 0
    return None


def _parse_utf16(data: bytes, encoding: str, shift: int, *, embedded: bool) -> Document:
    """Read the single-byte image of the text and move every span to where it lies in the file."""
    document = parse(_image(data[shift:], encoding), embedded=embedded)

    def move(span: Span) -> Span:
        return Span(shift + 2 * span.start, shift + 2 * span.end)

    def moved(defects: tuple[Defect, ...]) -> tuple[Defect, ...]:
        return tuple(defect._replace(span=move(defect.span)) for defect in defects)

    blocks = tuple(block._replace(span=move(block.span), defects=moved(block.defects)) for block in document.blocks)
    defects = moved(document.defects)
    if not embedded and (blocks or defects):
        name = "little" if encoding == "utf-16-le" else "big"
        detail = f"the file is UTF-16 ({name}-endian)"
        whole = Defect("utf-16", Span(0, len(data)), detail, fatal=True)
        defects = tuple(sorted((whole, *defects), key=_position))
    return Document(blocks, defects, encoding, LineIndex(_image(data[shift:], encoding), 2, shift))


def _image(data: bytes, encoding: str) -> bytes:
    """One byte for each code unit: itself if ASCII, else a question mark."""
    low, high = (data[::2], data[1::2]) if encoding == "utf-16-le" else (data[1::2], data[::2])
    size = min(len(low), len(high))
    low, high = low[:size], high[:size]
    if low.isascii() and not high.strip(b"\0"):
        return low
    return bytes(one if two == 0 and one < 0x80 else 0x3F for one, two in zip(low, high, strict=True))


def _position(defect: Defect) -> tuple[Span, str]:
    return defect.span, defect.kind
