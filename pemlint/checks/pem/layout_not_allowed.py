"""The rule ``pem-layout-not-allowed``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

#: by the word in ``forbid``: the kinds of defect, what to say of it, and what to do
_LAYOUTS: Final[Mapping[str, tuple[frozenset[str], str, str]]] = {
    "crlf": (
        frozenset({"crlf", "mixed-line-ends"}),
        "lines end with CR LF; the platform reads only LF",
        "convert the line ends, as with 'dos2unix', and tell Git to leave them alone",
    ),
    "text": (
        frozenset({"text-between"}),
        "there is text outside of the blocks; the platform takes a file with nothing else in it",
        "delete everything that is not between a BEGIN and its END line",
    ),
    "trailing-space": (
        frozenset({"trailing-whitespace"}),
        "a line ends with white space; the platform takes no line that was changed",
        "delete the white space at the end of the lines",
    ),
    "line-length": (
        frozenset({"long-line"}),
        "a line of Base64 is longer than the 64 characters that RFC 7468 has",
        "wrap the Base64 text at 64 characters",
    ),
    "final-newline": (
        frozenset({"missing-final-newline"}),
        "the last line has no line end: what 'cat' joins to the file is glued to it",
        "end the last line",
    ),
}


@rule(File, id="pem-layout-not-allowed", spec=("RFC 7468 2",), since="0.1.0")
def layout_not_allowed(file: File, cx: Context, *, forbid: tuple[str, ...] = ()) -> Iterator[Finding]:
    """The file is laid out in a way that strict readers take and the platform does not.

    ## Why it matters
    OpenSSL reads files with CR LF, with text around the blocks and with white space at the end of lines. The reader
    behind an upload is sometimes stricter, and says only that the file is not valid PEM.

    ## How to fix
    Write the file again: `openssl x509 -in a.crt` and `openssl pkey -in a.key` print one block with nothing around it.

    ## Options
    - `forbid`: what the platform does not take, of `crlf` (line ends of Windows), `text` (anything outside of the
      blocks), `trailing-space` (white space at the end of a line), `line-length` (more than 64 characters) and
      `final-newline` (a last line without its end).
    """
    if not file.source.tls or not file.document.blocks:
        return
    of_blocks = [(block, defect) for block in file.document.blocks for defect in block.defects]
    found = [*((None, defect) for defect in file.document.defects), *of_blocks]
    for word in forbid:
        kinds, message, help_ = _LAYOUTS.get(word, (frozenset(), "", ""))
        block, defect = next(((block, defect) for block, defect in found if defect.kind in kinds), (None, None))
        if defect is not None and not defect.fatal:
            from pemlint.mending import layout

            yield cx.finding(
                anchors.defect(file, block, defect.span), message, help=help_, fix=layout.not_allowed(file, word)
            )
