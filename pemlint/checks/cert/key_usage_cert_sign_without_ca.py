"""The rule ``cert-key-usage-cert-sign-without-ca``."""

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


@rule(
    Certificate,
    id="cert-key-usage-cert-sign-without-ca",
    spec=("RFC 5280 4.2.1.3", "RFC 5280 4.2.1.9"),
    about="form",
    since="0.1.0",
)
def key_usage_cert_sign_without_ca(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The key usage allows to sign certificates, but the certificate is not a CA's.

    ## Why it matters
    The two extensions contradict each other: keyCertSign needs basic constraints with CA:TRUE. OpenSSL refuses the
    certificate in strict mode, which Python has turned on since 3.13, and nobody accepts what it signs.

    ## How to fix
    For a server or client, leave `keyCertSign` out of `keyUsage`; for a CA, add `basicConstraints = critical,
    CA:TRUE`.
    """
    usage = cert.x509.key_usage
    if not isinstance(usage, frozenset) or "keyCertSign" not in usage or "authority" in cx.circumstances:
        return
    if cert.x509.version == 3 and not cert.x509.is_ca and not isinstance(cert.x509.basic_constraints, x509.Problem):
        yield cx.finding(
            anchors.certificate(cert),
            f"the key usage of '{subject_name(cert)}' has keyCertSign, but its basicConstraints do not make it a CA",
            help="leave keyCertSign out, or add 'basicConstraints = critical, CA:TRUE' if it is a CA",
        )
