"""What a file holds, block by block, and what strict readers would refuse in it."""

from __future__ import annotations

from pemlint.model import Location, Span
from pemlint.quoting import withhold
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.pem.lines import LineIndex

__all__ = ["Defect", "Document", "PemBlock"]


class Defect(NamedTuple):
    """One departure from the strict textual encoding (RFC 7468 section 3, figure 3).

    A block or document has at most one defect of each kind (``text-between`` apart): the first. ``fatal`` means that
    at least one of OpenSSL, Java and Go cannot read the block (or, for a defect of the document, the file).

    Fatal kinds: ``unterminated``, ``label-mismatch``, ``glued-boundaries``, ``boundary-text``, ``indented``,
    ``bad-base64``, ``bad-padding``, ``blank-line-inside``, ``comment-inside``, ``text-inside``, ``empty``,
    ``end-without-begin``; of the document ``byte-order-mark``, ``nul-bytes``, ``utf-16``, ``too-many-blocks``, and
    ``end-without-begin`` where no block can be made of it.
    Notes: ``long-line`` and ``trailing-whitespace`` (of a block); ``crlf``, ``mixed-line-ends``,
    ``missing-final-newline``, ``text-between`` (of the document). In rare layouts ``blank-line-inside`` and
    ``indented`` are notes and ``long-line`` and ``trailing-whitespace`` are fatal: only ``fatal`` decides.
    """

    kind: str
    span: Span
    #: plain words without key material, to stand after a colon
    detail: str
    fatal: bool


class PemBlock(NamedTuple):
    """A block between a BEGIN and an END boundary, or what is left of one."""

    label: str
    #: from 1, in the order of the document
    ordinal: int
    #: from the BEGIN boundary to the end of the END boundary, without the line end
    span: Span
    #: the legal headers of an encrypted key (RFC 1421 section 4.6), and illegal ones
    headers: tuple[tuple[str, str], ...]
    #: what the body decodes to; of a damaged body only if the damage leaves one reading
    der: bytes | None
    defects: tuple[Defect, ...]

    @property
    def readable(self) -> bool:
        """Strict line-based readers take the block, given a file that they can read up to here."""
        return not self.defects or not any(defect.fatal for defect in self.defects)

    def __repr__(self) -> str:
        size = "None" if self.der is None else f"<{len(self.der)} bytes>"
        return (
            f"PemBlock(label={withhold(self.label, strict=True)!r}, ordinal={self.ordinal}, span={self.span}, "
            f"headers=<{len(self.headers)}>, der={size}, defects={self.defects})"
        )


class Document(NamedTuple):
    """A file as PEM readers see it; any bytes have one."""

    blocks: tuple[PemBlock, ...]
    #: those of the file as a whole, ascending
    defects: tuple[Defect, ...]
    #: ``ascii``, ``utf-8``, ``utf-16-le``, ``utf-16-be``, or ``binary`` (NUL bytes, or no UTF-8)
    encoding: str
    lines: LineIndex

    @property
    def readable(self) -> bool:
        """Strict line-based readers take the whole file, and every block of it."""
        if self.defects and any(defect.fatal for defect in self.defects):
            return False
        return all(block.readable for block in self.blocks if block.defects)

    @property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts, counted anew; to locate a span, use ``location``."""
        return self.lines.starts()

    def location(self, path: str, span: Span) -> Location:
        """The lines and columns of a span, in a file called ``path``."""
        line, column = self.lines.position(span.start)
        end_line, end_column = self.lines.position(span.end)
        return Location(path, line, column, end_line, end_column)

    def __repr__(self) -> str:
        return f"Document(blocks={self.blocks}, defects={self.defects}, encoding={self.encoding!r})"
