"""The rule ``cert-key-usage-crl-sign-without-ca``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-key-usage-crl-sign-without-ca", spec=("CA/Browser Forum BR 7.1.2.7.11",), since="0.1.0")
def key_usage_crl_sign_without_ca(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The key usage allows to sign revocation lists, but the certificate is not a CA's.

    ## Why it matters
    A server has no revocation lists to sign. The bit is a sign that a CA's settings were used for a server.

    ## How to fix
    Issue the certificate again without `cRLSign` in `keyUsage`.
    """
    usage = cert.x509.key_usage
    if not isinstance(usage, frozenset) or "cRLSign" not in usage or "authority" in cx.circumstances:
        return
    if not cert.x509.is_ca and not isinstance(cert.x509.basic_constraints, x509.Problem):
        yield cx.finding(
            anchors.certificate(cert),
            f"the key usage of '{subject_name(cert)}' has cRLSign, but it is not a CA's",
            help="issue it again without cRLSign",
        )
