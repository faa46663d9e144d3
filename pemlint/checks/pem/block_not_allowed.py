"""The rule ``pem-block-not-allowed``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(File, id="pem-block-not-allowed", spec=("RFC 7468 2",), since="0.1.0")
def block_not_allowed(file: File, cx: Context, *, forbid: tuple[str, ...] = ()) -> Iterator[Finding]:
    """The file has a block that the platform does not take.

    ## Why it matters
    `openssl ecparam -genkey` writes an `EC PARAMETERS` block before the key, which says nothing that the key does not
    say itself. Most software passes over it; some platforms refuse the whole file.

    ## How to fix
    Delete the block, from its BEGIN to its END line; or write the key again with `openssl pkey`, which leaves it out.

    ## Options
    - `forbid`: the labels of the blocks that are not taken, as `EC PARAMETERS`.
    """
    if not file.source.tls:
        return
    for block in file.document.blocks:
        if block.label in forbid:
            from pemlint.mending import blocks

            yield cx.finding(
                anchors.defect(file, block, block.span),
                f"a block with the label {quoting.label(block.label)} stands here, which the platform does not take",
                help="delete it, from its BEGIN to its END line",
                fix=blocks.without_block(file, block),
            )
