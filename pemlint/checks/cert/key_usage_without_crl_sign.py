"""The rule ``cert-key-usage-without-crl-sign``."""

from __future__ import annotations

from datetime import datetime

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


@rule(Certificate, id="cert-key-usage-without-crl-sign", spec=("CA/Browser Forum BR 7.1.2.10.7",), since="0.1.0")
def key_usage_without_crl_sign(cert: Certificate, cx: Context, *, since: str = "") -> Iterator[Finding]:
    """The key usage of a CA does not allow it to sign revocation lists.

    ## Why it matters
    A CA that cannot sign a revocation list cannot withdraw what it has issued, unless it names another signer.
    Clients refuse a list whose signer lacks cRLSign.

    ## How to fix
    Issue the CA certificate again, from the same key, with `keyUsage = critical, keyCertSign, cRLSign`.

    ## Options
    - `since`: only certificates that were issued on this day or later (as `2012-07-01`) are judged; empty for all.
    """
    usage, begin = cert.x509.key_usage, cert.x509.not_before
    if not isinstance(usage, frozenset) or "cRLSign" in usage or "keyCertSign" not in usage:
        return
    if not isinstance(begin, datetime) or f"{begin:%Y-%m-%d}" < since:
        return
    if cert.x509.is_ca and not AUTHORITIES.isdisjoint(cx.circumstances):
        yield cx.finding(
            anchors.certificate(cert),
            f"the key usage of the CA '{subject_name(cert)}' does not allow it to sign revocation lists",
            help="issue it again with 'keyUsage = critical, keyCertSign, cRLSign'",
        )
