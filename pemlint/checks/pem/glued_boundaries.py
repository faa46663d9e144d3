"""The rule ``pem-glued-boundaries``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import anchors
from pemlint.rule import rule
from pemlint.store import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(File, id="pem-glued-boundaries", spec=("RFC 7468 3",), since="0.1.0")
def glued_boundaries(file: File, cx: Context) -> Iterator[Finding]:
    """The END line of one block and the BEGIN line of the next stand on one line.

    ## Why it matters
    OpenSSL, and with it nginx, HAProxy and curl, finds neither block, while more lenient tools read both. The file
    looks right in every test that uses such a tool, and the server does not start.

    ## How to fix
    Insert the missing line break. It is lost when files without a final newline are joined:
    `cat server.crt chain.pem`. Joining them with `awk 1 server.crt chain.pem > full.pem` puts it back.
    """
    if not file.source.tls:
        return
    seen = set()
    for block in file.document.blocks:
        for defect in block.defects:
            if defect.kind == "glued-boundaries" and defect.span not in seen:
                seen.add(defect.span)
                yield cx.finding(
                    anchors.defect(file, block, defect.span),
                    f"the END line of block {block.ordinal} and the BEGIN line of block {block.ordinal + 1} "
                    "stand on one line: a line break is missing between them",
                    help="break the line between the two; this happens when 'cat' joins files without a final newline",
                )
