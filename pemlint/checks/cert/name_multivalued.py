"""The rule ``cert-name-multivalued``."""

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


@rule(Certificate, id="cert-name-multivalued", spec=("RFC 5280 4.1.2.4", "CA/Browser Forum BR 7.1.4.1"), since="0.1.0")
def name_multivalued(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A name puts several attributes into one of its parts.

    ## Why it matters
    `O=a+CN=b` is one part with two attributes, whose order does not count. Little software expects it: access rules
    written for `CN=b,O=a` do not match, and public CAs must not write it.

    ## How to fix
    Give each attribute a part of its own, as `openssl req` does without `-multivalue-rdn`, and issue the certificate
    again.
    """
    for field, name in (("subject", cert.x509.subject), ("issuer", cert.x509.issuer)):
        if isinstance(name, x509.Problem):
            continue
        odd = next((rdn for rdn in name.rdns if len(rdn) > 1), None)
        if odd is not None:
            yield cx.finding(
                anchors.certificate(cert),
                f"the {field} of '{subject_name(cert)}' puts {len(odd)} attributes into one part",
                help="give each attribute a part of its own and issue the certificate again",
            )
