"""The lines between two boundaries: what is wrong with them, and what they decode to all the same."""

from __future__ import annotations

from pemlint.model import Span
from pemlint.pem.decoding import ALPHABET, decode, repair
from pemlint.pem.document import Defect
from pemlint.record import NamedTuple

__all__ = ["Body", "judge"]

#: RFC 7468 section 2: generators wrap at exactly so many characters
_WIDTH = 64

#: after so many lines that cannot be read nothing more is said of a body
_MAX_FAULTS = 1000

_BLANKS = b" \t\r"
_COMMENTS = (b"#", b";", b"//", b"--", b"/*", b"*")

Headers = tuple[tuple[str, str], ...]


class Body(NamedTuple):
    """What a body says, and what is wrong with how it says it."""

    headers: Headers
    der: bytes | None
    #: at most one of each kind, the first
    defects: tuple[Defect, ...]


def judge(data: bytes, start: int, stop: int) -> Body:
    """Judge the bytes between the boundaries, from the end of BEGIN to the start of END.

    A rest of the line of BEGIN, and what stands before END on its line, belong to the body: whoever knows the
    boundaries reports them.
    """
    body = _Body(start)
    at = start
    while at <= stop and body.faults <= _MAX_FAULTS:
        end = data.find(b"\n", at, stop)
        last = end < 0
        raw = data[at : stop if last else end]
        text = raw.strip(_BLANKS)
        if text:
            body.line(at, raw, text)
        elif at > start and not last:
            body.blank(Span(at, end + 1))
        if last:
            break
        at = end + 1
    return body.verdict()


class _Body:
    """What is known of a body after some of its lines."""

    __slots__ = (
        "_blanks",
        "_first_blank",
        "_found",
        "_header_span",
        "_headers",
        "_in_headers",
        "_last",
        "_last_size",
        "_leading_blanks",
        "_pieces",
        "_salvage",
        "_start",
        "_uneven",
        "faults",
    )

    def __init__(self, start: int) -> None:
        self._start = start
        self._found: dict[str, Defect] = {}
        #: name and the pieces of the value
        self._headers: list[tuple[bytes, list[bytes]]] = []
        self._header_span: Span | None = None
        self._in_headers = True
        #: base64
        self._pieces: list[bytes] = []
        #: base64, and the lines that are damaged base64
        self._salvage: list[bytes] = []
        self._first_blank: Span | None = None
        self._blanks = self._leading_blanks = 0
        #: the last line of the body, its size as OpenSSL counts it, and the first before it that has not 64 characters
        self._last = Span(start, start)
        self._last_size = 0
        self._uneven: Span | None = None
        self.faults = 0

    def blank(self, span: Span) -> None:
        """Take a line of white space; the first one after headers ends them."""
        if self._in_headers and self._headers:
            self._in_headers = False
            return
        self._in_headers = False
        self.faults += 1
        self._blanks += 1
        self._leading_blanks += not self._last_size
        self._first_blank = self._first_blank or span

    def line(self, at: int, raw: bytes, text: bytes) -> None:
        """Take any other line, as it is (``raw``) and without the white space around it."""
        foreign = text.translate(None, ALPHABET)
        lead = 0 if len(raw) == len(text) else len(raw) - len(raw.lstrip(_BLANKS))
        span = Span(at + lead, at + lead + len(text))
        if self._in_headers and self._header(raw, text, span):
            return
        if self._last_size and self._last_size != _WIDTH:
            self._uneven = self._uneven or self._last
        self._last, self._last_size = span, lead + len(text)
        if foreign and foreign.translate(None, b"= \t\r"):
            self.faults += 1
            if self._foreign(text, foreign, span) == "bad-base64":
                self._salvage.append(text)
            return
        if lead:
            self._note("indented", Span(at, at + lead), "white space before a line of base64")
        if len(raw.rstrip(b"\r")) > lead + len(text):
            self._note("trailing-whitespace", Span(span.end, at + len(raw)), "white space at the end of a line")
        elif foreign.strip(b"="):
            self._note("trailing-whitespace", span, "white space within a line of base64")
        if len(text) > _WIDTH:
            self._note("long-line", span, f"a line of {len(text)} characters; the form is {_WIDTH}")
        self._pieces.append(text)
        self._salvage.append(text)

    def verdict(self) -> Body:
        """Draw the conclusions that need the whole body."""
        found = self._found
        headers = self._finish_headers()
        wrapped = self._uneven is None and self._last_size <= _WIDTH
        if self._first_blank:
            # one blank line after BEGIN is a legal end of no headers: readers take it before lines of 64 characters
            tolerated = self._blanks == self._leading_blanks == 1 and not headers and wrapped
            detail = "a blank line inside the block"
            self._add("blank-line-inside", self._first_blank, detail, fatal=not tolerated)
        if headers and not wrapped:
            found.pop("long-line", None)
            detail = f"after headers OpenSSL takes only lines of exactly {_WIDTH} characters"
            self._add("long-line", self._uneven or self._last, detail)
        text = b"".join(self._pieces).translate(None, _BLANKS)
        der = decode(text)
        if not self._salvage:
            if not found.keys() & {"comment-inside", "text-inside"}:
                self._add("empty", Span(self._start, self._start), "nothing between the boundaries")
        elif der is None and len(self._salvage) == len(self._pieces):
            self._add("bad-padding", self._last, _padding(text))
        dropped = "text-inside" in found and not headers
        if dropped or found.keys() & {"comment-inside", "bad-base64", "bad-padding"}:
            der = repair(b"".join(self._salvage)) if self.faults <= _MAX_FAULTS else None
        return Body(headers, der, tuple(sorted(found.values(), key=_position)))

    def _header(self, raw: bytes, text: bytes, span: Span) -> bool:
        """Take a line as a header (RFC 1421 section 4.4) or the continuation of one; False if it is neither."""
        name, colon, value = text.partition(b":")
        self.faults += 1
        if self._headers and raw[:1] in (b" ", b"\t"):
            self._headers[-1][1].append(text)
        elif colon and name.replace(b"-", b"").isalnum():
            self._header_span = self._header_span or span
            self._headers.append((name, [value.strip(_BLANKS)]))
        else:
            self._in_headers = False
            self.faults -= 1
            if self._header_span:
                self._add("text-inside", self._header_span, "no blank line between the headers and the base64")
            return False
        return True

    def _finish_headers(self) -> Headers:
        headers = tuple((_ascii(name), _ascii(b" ".join(values))) for name, values in self._headers)
        if self._header_span and not _legal(headers):
            self._add("text-inside", self._header_span, "headers other than Proc-Type: 4,ENCRYPTED and DEK-Info")
        return headers

    def _foreign(self, text: bytes, foreign: bytes, span: Span) -> str:
        """Name the fault of a line that is not base64."""
        if text.startswith(_COMMENTS):
            return self._add("comment-inside", span, "a comment inside the block")
        if b":" in foreign or (foreign.translate(None, b"=-_\r") and (b" " in foreign or b"\t" in foreign)):
            return self._add("text-inside", span, "a line that is not base64 inside the block")
        strange = foreign.translate(None, b"= \t\r")[:1]
        at = span.start + text.find(strange)
        return self._add("bad-base64", Span(at, at + 1), f"{_character(strange[0])} is not a base64 character")

    def _add(self, kind: str, span: Span, detail: str, *, fatal: bool = True) -> str:
        if kind not in self._found:
            self._found[kind] = Defect(kind, span, detail, fatal)
        return kind

    def _note(self, kind: str, span: Span, detail: str) -> None:
        self._add(kind, span, detail, fatal=False)


def _legal(headers: Headers) -> bool:
    """True for the headers of an encrypted key; OpenSSL refuses a block with any others."""
    if len(headers) < 2 or headers[0][0] != "Proc-Type" or headers[1][0] != "DEK-Info":
        return False
    version, _, kind = headers[0][1].partition(",")
    return version == "4" and kind.strip() == "ENCRYPTED"


def _ascii(text: bytes) -> str:
    return text.decode("ascii", "backslashreplace")


def _character(byte: int) -> str:
    if byte in b"-_":
        return f'"{chr(byte)}" (of the URL-safe alphabet)'
    return f'"{chr(byte)}"' if 0x20 < byte < 0x7F else f"byte 0x{byte:02X}"


def _padding(text: bytes) -> str:
    """Say why base64 characters alone do not decode."""
    core = text.rstrip(b"=")
    padding, wanted = len(text) - len(core), -len(core) % 4
    if b"=" in core:
        return "base64 goes on after its padding"
    if wanted == 3:
        return "characters are missing: their number cannot be right"
    if padding < wanted:
        return f"padding is missing: {_signs(padding)} where there should be {_signs(wanted)}"
    return f"too much padding: {_signs(padding)} where there should be {_signs(wanted)}"


def _signs(count: int) -> str:
    return f'"{"=" * count}"' if 0 < count <= 4 else f'{count or "no"} "="'


def _position(defect: Defect) -> tuple[Span, str]:
    return defect.span, defect.kind
