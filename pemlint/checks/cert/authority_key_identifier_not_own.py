"""The rule ``cert-authority-key-identifier-not-own``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.store import Links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-authority-key-identifier-not-own",
    spec=("RFC 5280 4.2.1.1", "CA/Browser Forum BR 7.1.2.1.3"),
    since="0.1.0",
)
def authority_key_identifier_not_own(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A self-signed certificate names another key than its own as the one that signed it.

    ## Why it matters
    Its authority key identifier sends clients looking for a CA that does not exist. Some of them find no path
    although the root is trusted.

    ## How to fix
    Make the certificate again with `authorityKeyIdentifier = keyid` and `subjectKeyIdentifier = hash`, or leave the
    authority key identifier out, as a self-signed certificate may.
    """
    authority, own = cert.x509.authority_key_identifier, cert.x509.subject_key_identifier
    if not cert.x509.self_issued or authority is None or isinstance(authority, x509.Problem):
        return
    if authority.key_identifier is None or isinstance(own, x509.Problem) or authority.key_identifier == own:
        return
    if "unverified" not in cx.circumstances and Links().self_signed(cert):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is self-signed, and its authorityKeyIdentifier is not its subjectKeyIdentifier",
            help="make it again with 'authorityKeyIdentifier = keyid', or without that extension",
        )
