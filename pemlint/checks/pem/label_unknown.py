"""The rule ``pem-label-unknown``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.material import Foreign, meant_label
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(File, id="pem-label-unknown", spec=("RFC 7468 2",), about="flaws", since="0.1.0")
def label_unknown(file: File, cx: Context) -> Iterator[Finding]:
    """The label of a block is a misspelt one, so that readers pass over the block.

    ## Why it matters
    Programs look for the blocks whose label they know and say nothing of the others. A certificate under
    `BEGIN CERTIFCATE` is simply not there: the chain is incomplete, or the server finds no key.

    ## How to fix
    Correct the label in the BEGIN line and in the END line. Labels of other formats (OpenSSH, PGP and more), and words
    that no known label resembles, are not meant.
    """
    if not file.source.tls:
        return
    for item in file.materials:
        block = item.place.block
        if (
            not isinstance(item, Foreign)
            or block is None
            or any(each.kind == "label-mismatch" for each in block.defects)
        ):
            continue
        near = meant_label(item.label)
        if near:
            yield cx.finding(
                anchors.material(item),
                f"block {item.place.ordinal} is labelled '{item.label}', which no program reads",
                help=f"correct the label in the BEGIN and END lines: {near}",
            )
