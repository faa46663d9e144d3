"""The rule ``chain-extended-key-usage-not-permitted``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import ChainAnalysis
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


_NAMES = {"1.3.6.1.5.5.7.3.1": "serverAuth", "1.3.6.1.5.5.7.3.2": "clientAuth"}


@rule(
    ChainAnalysis,
    id="chain-extended-key-usage-not-permitted",
    spec=("RFC 5280 4.2.1.12",),
    about="flaws",
    since="0.1.0",
    security="5.3",
)
def extended_key_usage_not_permitted(chain: ChainAnalysis, cx: Context) -> Iterator[Finding]:
    """A CA in the chain has an extended key usage that leaves out what the leaf is for.

    ## Why it matters
    OpenSSL, Go, Windows and browsers take the extended key usage of a CA as the most that the certificates below it
    may be for. A CA for mail or for clients makes no server that they accept. `anyExtendedKeyUsage` is enough for
    most, and not for OpenSSL.

    ## How to fix
    Have the leaf signed by a CA for its purpose, or issue the CA certificate again, for the same key, with that purpose
    or without any extended key usage.
    """
    for child, issuer, wanted, any_purpose in chain.faults.usages:
        purpose = " or ".join(name for oid, name in _NAMES.items() if oid in wanted) or "what the leaf is for"
        yield cx.finding(
            anchors.certificate(issuer),
            f"the extended key usage of '{frames.subject_name(issuer)}' does not contain {purpose}, for which the leaf"
            f" '{frames.subject_name(chain.leaf)}' is meant"
            + (", but anyExtendedKeyUsage, which OpenSSL does not take for it" if any_purpose else ""),
            help=f"have the leaf signed by a CA for {purpose}, or issue this one again without that limit",
            circumstances=("any-purpose",) if any_purpose else (),
            related=(anchors.related(child, "the certificate that it signed"),),
        )
