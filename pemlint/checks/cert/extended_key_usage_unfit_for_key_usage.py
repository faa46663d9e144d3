"""The rule ``cert-extended-key-usage-unfit-for-key-usage``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: the bits that are consistent with a purpose (RFC 5280 4.2.1.12)
_NEEDS: Final = {
    oids.SERVER_AUTH: frozenset({"digitalSignature", "keyEncipherment", "keyAgreement"}),
    oids.CLIENT_AUTH: frozenset({"digitalSignature", "keyAgreement"}),
    "1.3.6.1.5.5.7.3.3": frozenset({"digitalSignature"}),
    "1.3.6.1.5.5.7.3.4": frozenset({"digitalSignature", "nonRepudiation", "keyEncipherment", "keyAgreement"}),
    oids.TIME_STAMPING: frozenset({"digitalSignature", "nonRepudiation"}),
    "1.3.6.1.5.5.7.3.9": frozenset({"digitalSignature", "nonRepudiation"}),
}


@rule(
    Certificate,
    id="cert-extended-key-usage-unfit-for-key-usage",
    spec=("RFC 5280 4.2.1.12",),
    about="form",
    since="0.1.0",
)
def extended_key_usage_unfit_for_key_usage(
    cert: Certificate, cx: Context, *, every_bit: bool = False
) -> Iterator[Finding]:
    """The purpose of the certificate asks for a key usage that it does not allow.

    ## Why it matters
    Both extensions must permit a use. A server certificate whose key usage allows neither to sign nor to exchange
    keys cannot serve TLS; clients that check both refuse it.

    ## How to fix
    Issue the certificate again with `keyUsage = critical, digitalSignature` (and `keyEncipherment` for an RSA key of
    a server).

    ## Options
    - `every-bit`: each bit of the key usage must go with one of the purposes; one that does not is told as
      `surplus`.
    """
    usage, purposes = cert.x509.key_usage, cert.x509.extended_key_usage
    if not usage or not isinstance(usage, frozenset) or cert.x509.is_ca:
        return
    if purposes is None or isinstance(purposes, x509.Problem):
        return
    odd = [oids.PURPOSES[purpose] for purpose in purposes if purpose in _NEEDS and _NEEDS[purpose].isdisjoint(usage)]
    surplus = (
        usage.difference(*(_NEEDS.get(purpose, usage) for purpose in purposes)) if every_bit and purposes else None
    )
    if surplus and not odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"no purpose of '{subject_name(cert)}' goes with {wording.listed(sorted(surplus))} in its key usage",
            help="leave out of its key usage what its purposes do not need",
            circumstances=("surplus",),
        )
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for {wording.listed(odd)}, but its key usage allows only "
            + wording.listed(sorted(usage)),
            help="issue it again with digitalSignature in its key usage",
        )
