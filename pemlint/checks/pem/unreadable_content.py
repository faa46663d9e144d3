"""The rule ``pem-unreadable-content``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.contents import block_name, field_problem, misfits
from pemlint.material import CertificateRequest, RevocationList
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(File, id="pem-unreadable-content", spec=("RFC 7468 4",), about="flaws", since="0.1.0")
def unreadable_content(file: File, cx: Context) -> Iterator[Finding]:
    """A block is well-formed PEM, and its contents are not what its label says.

    ## Why it matters
    Programs choose by the label how to read a block. A public key, request or revocation list with other or damaged
    contents is refused when it is loaded: at the next start of the service, or when the first revoked client connects.

    ## How to fix
    If the contents are sound and only the label is wrong, correct it in both lines of the block. Otherwise export the
    block again. Blocks that should hold a certificate are a matter of `cert-unreadable`, private keys of
    `key-unreadable`.
    """
    if not file.source.tls:
        return
    for misfit in misfits(file):
        if misfit.follows is None and misfit.should_be == "other":
            yield cx.finding(
                anchors.material(misfit.what),
                misfit.words,
                help="correct the label in the BEGIN and END lines, or export the block again",
            )
    for item in file.materials:
        problems = item.x509.problems() if isinstance(item, (CertificateRequest, RevocationList)) else ()
        if problems:
            field, problem = problems[0]
            yield cx.finding(
                anchors.material(item),
                f"{block_name(item.place)} cannot be read: {field_problem(field.replace('_', ' '), problem)}",
                help="make it again; a damaged copy cannot be mended",
            )
