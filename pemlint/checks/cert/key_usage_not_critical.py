"""The rule ``cert-key-usage-not-critical``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-key-usage-not-critical",
    spec=("RFC 5280 4.2.1.3", "CA/Browser Forum BR 7.1.2.1.2", "CA/Browser Forum BR 7.1.2.7.6"),
    since="0.1.0",
)
def key_usage_not_critical(
    cert: Certificate, cx: Context, *, since: str = "", leaves_since: str = ""
) -> Iterator[Finding]:
    """The key usage is not marked critical.

    ## Why it matters
    A client that does not know the extension may pass over it when it is not critical, and use the key for what it is
    not meant for. Public CAs must mark it.

    ## How to fix
    Issue the certificate again with `keyUsage = critical, …`.

    ## Options
    - `since`: only CAs that were issued on this day or later (as `2012-07-01`) are judged; empty for all.
    - `leaves-since`: the same for certificates that are no CAs.
    """
    extension = cert.x509.extension(oids.KEY_USAGE)
    if extension is None or extension.critical:
        return
    if cert.x509.issued_since(since if cert.x509.is_ca else leaves_since):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' does not mark keyUsage critical",
            help="issue it again with 'keyUsage = critical, …'",
        )
