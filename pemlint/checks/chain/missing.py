"""The rule ``chain-missing``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-missing", spec=("RFC 8446 4.4.2",), about="flaws", since="0.1.0")
def missing(chain: ChainAnalysis, cx: Context, *, even_from_root: bool = False) -> Iterator[Finding]:
    """The certificate is signed by a CA, and the bundle has no certificate chain.

    ## Why it matters
    A client knows its roots and nothing else. Without the certificates in between it cannot build a path and refuses
    the connection; browsers that have cached the intermediate hide the fault from whoever tries it first.

    ## How to fix
    Put the issuing CA's certificate, and those above it, into one PEM file in that order, and declare it as `chain`.

    ## Options
    - `even-from-root`: also when a declared root signed the certificate itself, for platforms that want the chain
      uploaded in every case.
    """
    if not chain.missing or (chain.issued_by_root and not even_from_root):
        return
    from pemlint.mending import parts

    issuer = frames.issuer_name(chain.leaf)
    where = f"; it is in {anchors.seen_in(chain.issuer)}" if chain.issuer else ""
    bundle = chain.bundle
    yield cx.finding(
        anchors.certificate(chain.leaf),
        f"'{frames.subject_name(chain.leaf)}' is signed by '{issuer}', and no certificate chain is declared{where}",
        help="declare the file with the issuing CA's certificates as 'chain' in the manifest",
        related=(anchors.part_of(bundle.source, bundle.declaration.mark, "the bundle without a chain"),)
        if bundle
        else (),
        fix=parts.declared(chain),
    )
