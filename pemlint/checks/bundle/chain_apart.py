"""The rule ``bundle-chain-apart``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.bundles import Bundle
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-chain-apart", spec=("RFC 8446 4.4.2",), since="0.1.0")
def chain_apart(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """The chain is in a file of its own, where the platform wants it behind the certificate in one file.

    ## Why it matters
    A server or an upload with a single setting for the certificate has nowhere to put a second file. The chain is left
    out, and clients that know only the root refuse the connection.

    ## How to fix
    Put both into one file, the server certificate first, declare that file as `certificate` and no `chain`.
    """
    certificate, chain = bundle.certificate, bundle.chain
    if certificate is None or chain is None or not chain.certificates:
        return
    if certificate.file is None or chain.file is certificate.file:
        return
    both = f"{shell.quoted(certificate.file.source.path)} {shell.quoted(chain.file.source.path) if chain.file else ''}"
    whole = shell.quoted(shell.beside(certificate.file.source.path, "fullchain.pem"))
    yield cx.finding(
        anchors.certificate(chain.certificates[0]),
        "the chain is in a file of its own; it belongs behind the server certificate, in the same file",
        help=f"put both into one file, and declare that as 'certificate':\n  cat {both} > {whole}",
        related=(anchors.part_of(bundle.source, chain.declared.mark, "declared as 'chain' here"),),
    )
