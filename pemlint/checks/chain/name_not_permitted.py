"""The rule ``chain-name-not-permitted``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    ChainAnalysis,
    id="chain-name-not-permitted",
    spec=("RFC 5280 4.2.1.10", "RFC 5280 6.1.4"),
    about="flaws",
    since="0.1.0",
    security="7.5",
)
def name_not_permitted(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A CA in the chain may not sign for a name in a certificate below it.

    ## Why it matters
    Name constraints bind a CA to domains, addresses or parts of the directory. Clients refuse the whole certificate
    when a single name in it lies outside, or where they cannot tell because a name or a constraint is malformed.
    A wildcard is refused as soon as it could stand for an excluded name.

    ## How to fix
    Leave the name out of the certificate, have it signed by a CA without that constraint, or have the CA issued again
    with constraints that cover it. A constraint on DNS names is written without a leading dot: `example.com` covers
    the names below it too.
    """
    for certificate, issuer, refusals in chain.faults.names:
        grave = [refusal for refusal in refusals if not refusal.leading_dot]
        first, *rest = grave or refusals
        more = f", and {plural(len(rest), 'more name')} likewise" if rest else ""
        yield cx.finding(
            anchors.certificate(certificate),
            f"'{frames.subject_name(issuer)}' may not sign for '{frames.subject_name(certificate)}':"
            f" its name '{first.name}' {first.reason}{more}"
            if grave
            else f"'{frames.subject_name(certificate)}': its name '{first.name}' {first.reason}{more}",
            help="write the constraint without the leading dot, which covers the names below it too"
            if not grave
            else "leave the name out, or have the certificate signed by a CA that may sign for it",
            circumstances=() if grave else ("leading-dot",),
            related=(anchors.related(issuer, "the CA with the name constraints"),),
        )
