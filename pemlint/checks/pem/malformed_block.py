"""The rule ``pem-malformed-block``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.material import Foreign
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from pemlint.model import Finding
    from pemlint.pem import Defect, PemBlock
    from pemlint.rule import Context

#: kinds that other rules report
_OTHERS: Final = frozenset({"glued-boundaries", "byte-order-mark", "utf-16"})
#: kinds that follow from another defect of the same block
_CONSEQUENCES: Final = frozenset({"bad-padding", "empty"})

_AGAIN: Final = "copy or export the block again from where it came from; what is missing cannot be restored by hand"
_HELP: Final[Mapping[str, str]] = {
    "unterminated": "end the block with '-----END {label}-----' on its own line, or get the whole file again",
    "end-without-begin": "start the block with '-----BEGIN {label}-----' on its own line, five hyphens on each side",
    "label-mismatch": "write the same label in both lines; if parts of two blocks got lost in between, get both again",
    "boundary-text": "leave the BEGIN and END lines alone on their lines, with exactly five hyphens on each side",
    "indented": "move the block to the left margin: remove the white space before its lines",
    "bad-base64": _AGAIN,
    "bad-padding": _AGAIN,
    "empty": "put the Base64 text between the two lines, or remove them",
    "blank-line-inside": "remove the blank lines between BEGIN and END",
    "comment-inside": "move the comment above the BEGIN line, where text is allowed",
    "text-inside": "move the text above the BEGIN line, where text is allowed",
    "long-line": "wrap the Base64 text at 64 characters",
    "trailing-whitespace": "remove the white space at the end of the line",
    "too-many-blocks": "split the file",
    "nul-bytes": "save the file again as plain ASCII text; NUL bytes mean another encoding or a damaged copy",
}


@rule(File, id="pem-malformed-block", spec=("RFC 7468 2", "RFC 7468 3"), about="flaws", since="0.1.0")
def malformed_block(file: File, cx: Context) -> Iterator[Finding]:
    """A PEM block breaks the format, so that servers cannot read it.

    ## Why it matters
    OpenSSL, Java and Go read PEM line by line, each with its own tolerance. What one of them forgives, another one
    refuses, or skips in silence: a chain then lacks a certificate on some hosts only, and a service that has been
    running for months does not come up after its next restart.

    ## How to fix
    The message points at the first line that breaks the format. BEGIN and END stand alone on their lines with the same
    label and five hyphens on each side; between them is nothing but lines of Base64, 64 characters each. Comments and
    other text belong above the BEGIN line. A block that lost some of its text has to be exported again.
    """
    if not file.source.tls:
        return
    nul = any(defect.kind == "nul-bytes" for defect in file.document.defects)
    for defect in file.document.defects:
        if defect.fatal and defect.kind not in _OTHERS:
            message = f"the file holds {defect.detail}" if defect.kind == "nul-bytes" else defect.detail
            yield cx.finding(
                anchors.defect(file, None, defect.span),
                message,
                help=_HELP[defect.kind].format(label=_label(file, defect)),
            )
    foreign = {item.place.ordinal for item in file.materials if isinstance(item, Foreign)}
    for block in file.document.blocks:
        defects = [
            defect
            for defect in block.defects
            if defect.fatal and defect.kind not in _OTHERS and not (nul and _on_line_with_nul(file, defect))
        ]
        if not defects or block.ordinal in foreign:
            continue
        from pemlint.mending import layout

        first = defects[0]
        yield cx.finding(
            anchors.defect(file, block, first.span),
            f"block {block.ordinal} ({quoting.label(block.label)}) is malformed: "
            f"{_words(file, block, first)}{_more(file, defects)}",
            help=_help(block, first),
            fix=layout.block_again(file, block),
        )


def _words(file: File, block: PemBlock, defect: Defect) -> str:
    """The defect in the user's terms; the parser's detail where nothing can be added to it."""
    if defect.kind == "label-mismatch":
        return f"it begins as '{quoting.label(block.label)}' and ends as '{_label(file, defect)}'"
    if defect.kind == "unterminated" and defect.span.start == block.span.start:
        return "its END line is missing"
    return defect.detail


def _help(block: PemBlock, defect: Defect) -> str:
    if defect.kind == "text-inside" and block.headers:
        return "leave Proc-Type and DEK-Info alone above the Base64 text, with one blank line after them"
    if "carriage return" in defect.detail:
        return "save the file with LF as its line end"
    if "byte-order mark" in defect.detail:
        return "remove the mark; it stays in the middle when 'cat' joins files that start with one"
    return _HELP[defect.kind].format(label=quoting.label(block.label))


def _more(file: File, defects: list[Defect]) -> str:
    """Further defects of the same block that have a line, and so a cause, of their own."""
    path = file.source.path
    seen = {file.document.location(path, defects[0].span).line}
    more = []
    for defect in defects[1:]:
        line = file.document.location(path, defect.span).line
        if line not in seen and defect.kind not in _CONSEQUENCES:
            seen.add(line)
            more.append(f"; line {line}: {defect.detail}")
    return "".join(more)


def _label(file: File, defect: Defect) -> str:
    """The label in the boundary that the defect points at."""
    text = file.source.data[defect.span.start : defect.span.end].replace(b"\0", b"")
    written = text.decode("ascii", "backslashreplace").strip("- \t").removeprefix("BEGIN ").removeprefix("END ")
    return quoting.label(written)


def _on_line_with_nul(file: File, defect: Defect) -> bool:
    """Whether NUL bytes, which are a finding of their own, are what spoils the line."""
    data = file.source.data
    start = data.rfind(b"\n", 0, defect.span.start) + 1
    end = data.find(b"\n", max(defect.span.end - 1, start))
    return b"\0" in data[start : len(data) if end < 0 else end]
