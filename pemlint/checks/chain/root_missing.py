"""The rule ``chain-root-missing``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-root-missing", spec=("RFC 8446 4.4.2",), since="0.1.0")
def root_missing(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """The chain ends below the root, where the platform wants the root in it.

    ## Why it matters
    Clients have the root already and need no copy. Some platforms want it nevertheless, to check the chain when it is
    uploaded, and refuse it without.

    ## How to fix
    Add the certificate of the root as the last one.
    """
    if chain.missing or chain.self_signed or chain.included_roots or chain.gap or chain.bad_links:
        return
    from pemlint.mending import blocks

    found = {one.der for one in chain.found} | {chain.leaf.der}
    served = [one for one in chain.path if one.der in found]
    above = next((one for one in chain.path if one.der not in found), None)
    rest = tuple(one for one in chain.path if one.der not in found)
    whole = bool(rest) and rest[-1].x509.self_issued and chain.path[-1] is rest[-1]
    where = f"; it is in {anchors.seen_in(above)}" if above else ""
    yield cx.finding(
        anchors.certificate(served[-1]),
        f"the chain ends here, and '{frames.issuer_name(served[-1])}' is not in it; the platform wants everything up to"
        f" the root{where}",
        help="add the certificates up to the root, the root as the last one",
        related=(anchors.related(above, "the certificate above it"),) if above else (),
        fix=blocks.added(chain, served[-1], rest, "add what is missing up to the root") if whole else None,
    )
