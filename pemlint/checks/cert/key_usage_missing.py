"""The rule ``cert-key-usage-missing``."""

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


@rule(Certificate, id="cert-key-usage-missing", spec=("RFC 5280 4.2.1.3",), since="0.1.0")
def key_usage_missing(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A CA certificate has no key usage.

    ## Why it matters
    RFC 5280 wants a CA to say that its key signs certificates. Most clients take a missing key usage for permission;
    OpenSSL refuses the CA in strict mode, which Python has turned on since 3.13.

    ## How to fix
    Issue the CA certificate again, from the same key, with `keyUsage = critical, keyCertSign, cRLSign`.
    """
    if cert.x509.is_ca and cert.x509.key_usage is None and not AUTHORITIES.isdisjoint(cx.circumstances):
        yield cx.finding(
            anchors.certificate(cert),
            f"the CA '{subject_name(cert)}' has no keyUsage: it does not say that its key signs certificates",
            help="issue it again with 'keyUsage = critical, keyCertSign, cRLSign'",
        )
