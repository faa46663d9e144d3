"""The rule ``chain-too-long``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ChainAnalysis, id="chain-too-long", spec=("RFC 8446 4.4.2",), since="0.1.0")
def too_long(chain: ChainAnalysis, cx: Context, *, max_certificates: int = 0) -> Iterator[Finding]:
    """The chain has more certificates than the platform takes.

    ## Why it matters
    The upload is refused. Where it is not, each handshake carries certificates that clients do not need, and small
    clients may have no room for them.

    ## How to fix
    Leave out the root, which clients have already, and certificates that are not on the way from the server certificate
    to the root. `pemlint chain` draws which these are.

    ## Options
    - `max-certificates`: how many certificates there may be, the server certificate among them; 0 is no limit.
    """
    leaf = chain.leaf.der
    others = [one for one in chain.found if one.der != leaf]
    number = len(others) + 1
    if not 0 < max_certificates < number:
        return
    roots = {one.der for one in chain.included_roots}
    present = {one.der for one in (chain.leaf, *others)} - roots
    enough = sum(one.der in present for one in chain.path) <= max_certificates
    yield cx.finding(
        anchors.certificate(others[max_certificates - 1]),
        f"the chain has {plural(number, 'certificate')}, the server's among them; the platform takes"
        f" {max_certificates:,} at most",
        help="leave out the root and what is not on the way to it"
        if enough
        else "have the certificate issued by a CA that is nearer to its root",
    )
