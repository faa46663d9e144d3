"""The rule ``pem-glued-boundaries``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(File, id="pem-glued-boundaries", spec=("RFC 7468 3",), about="flaws", since="0.1.0")
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
    blocks = file.document.blocks
    seen = set()
    for block in blocks:
        for defect in block.defects:
            if defect.kind == "glued-boundaries" and defect.span not in seen:
                from pemlint.mending import layout

                seen.add(defect.span)
                # The span begins with the END of the earlier block; both blocks have the defect.
                earlier = block if defect.span.start > block.span.start else blocks[block.ordinal - 2]
                yield cx.finding(
                    anchors.defect(file, earlier, defect.span),
                    f"the END line of block {earlier.ordinal} and the BEGIN line of block {earlier.ordinal + 1} "
                    "stand on one line: a line break is missing between them",
                    help="break the line between the two; this happens when 'cat' joins files without a final newline",
                    fix=layout.break_line(file, defect.span),
                )
