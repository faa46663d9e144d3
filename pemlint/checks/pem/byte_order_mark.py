"""The rule ``pem-byte-order-mark``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(File, id="pem-byte-order-mark", spec=("RFC 7468 2",), about="flaws", since="0.1.0")
def byte_order_mark(file: File, cx: Context) -> Iterator[Finding]:
    r"""The file starts with a UTF-8 byte-order mark, which nobody sees and some readers stumble over.

    ## Why it matters
    The three bytes stand before the first BEGIN on its line. Java and Go then do not take that line for a boundary and
    skip the first block or refuse the file; OpenSSL removes the mark, so that the fault shows on some hosts only.

    ## How to fix
    Save the file as ASCII, or as UTF-8 without a byte-order mark. With GNU sed: `sed -i '1s/^\xEF\xBB\xBF//' a.pem`.
    Windows PowerShell writes the mark with `Out-File -Encoding utf8`; with `-Encoding ascii` it does not.
    """
    if not file.source.tls:
        return
    for defect in file.document.defects:
        if defect.kind == "byte-order-mark":
            first = file.document.blocks[:1]
            if first and first[0].span.start == defect.span.end:
                consequence = "Java and Go do not find its first block"
            else:
                consequence = "Java and Go forgive it only because text stands above the first block"
            from pemlint.mending import layout

            yield cx.finding(
                anchors.defect(file, None, defect.span),
                f"the file starts with a byte-order mark: {consequence}",
                help=f"save it without the mark:\n  sed -i '1s/^\\xEF\\xBB\\xBF//' {shell.quoted(file.source.path)}",
                fix=layout.without_mark(file, defect.span),
            )
