"""The rule ``cert-key-usage-without-key-cert-sign``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import AUTHORITIES
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-key-usage-without-key-cert-sign",
    spec=("RFC 5280 4.2.1.3", "RFC 5280 6.1.4"),
    about="form",
    since="0.1.0",
    security="7.5",
)
def key_usage_without_key_cert_sign(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The key usage of a CA does not allow it to sign certificates.

    ## Why it matters
    Path validation asks for keyCertSign wherever a key usage is present. Without it clients refuse every certificate
    that this CA has signed.

    ## How to fix
    Issue the CA certificate again with `keyUsage = critical, keyCertSign, cRLSign`, from the same key: what it has
    signed stays valid. A self-signed server certificate that is no CA gets `CA:FALSE` instead.
    """
    usage = cert.x509.key_usage
    if not isinstance(usage, frozenset) or "keyCertSign" in usage:
        return
    if not cert.x509.is_ca or AUTHORITIES.isdisjoint(cx.circumstances):
        return
    listed = ", ".join(sorted(usage)) or "nothing"
    yield cx.finding(
        anchors.certificate(cert),
        f"the CA '{subject_name(cert)}' must not sign certificates: its key usage allows {listed}",
        help="issue it again with 'keyUsage = critical, keyCertSign, cRLSign'",
    )
