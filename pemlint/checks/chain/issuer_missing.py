"""The rule ``chain-issuer-missing``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.authorities import key_identifier
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Certificate
    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-issuer-missing", spec=("RFC 8446 4.4.2", "RFC 5280 6.1"), about="flaws", since="0.1.0")
def issuer_missing(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A certificate on the way to the root is not in the chain.

    ## Why it matters
    The path from the leaf to a root that clients trust has a gap. Clients that happen to know the missing CA connect,
    all others refuse.

    ## How to fix
    Add the named CA certificate at the named place. If another file of the repository holds it, the message says
    which; otherwise the CA that issued the certificate publishes it.
    """
    if chain.gap is None:
        return
    from pemlint.mending import blocks

    below, elsewhere, upper = chain.gap
    where = f"; it is in {anchors.seen_in(elsewhere)}" if elsewhere else ""
    related = (anchors.related(elsewhere, "the missing certificate"),) if elsewhere else ()
    yield cx.finding(
        anchors.certificate(below),
        f"the issuer of '{frames.subject_name(below)}', '{frames.issuer_name(below)}'"
        f"{_identified(below)}, is missing from the chain{where}",
        help=f"add the certificate of '{frames.issuer_name(below)}' after that of '{frames.subject_name(below)}'",
        circumstances=("upper-link",) if upper else (),
        related=related,
        frame=frames.chain(chain),
        fix=blocks.added(chain, below, (elsewhere,), "add the missing certificate") if elsewhere else None,
    )


def _identified(below: Certificate) -> str:
    """The issuer's key identifier as the certificate names it, for whoever has to find it."""
    identifier = key_identifier(below)
    return f" (key identifier {identifier[:32].hex(':').upper()})" if identifier else ""
