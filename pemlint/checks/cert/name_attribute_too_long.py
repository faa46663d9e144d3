"""The rule ``cert-name-attribute-too-long``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: characters that a value may have, by its type (RFC 5280 appendix A.1, ub-…; X.520 for the others)
_LIMITS: Final[Mapping[str, int]] = {
    "CN": 64,
    "O": 64,
    "OU": 64,
    "L": 128,
    "ST": 128,
    "STREET": 128,
    "title": 64,
    "serialNumber": 64,
    "emailAddress": 255,
    "pseudonym": 128,
    "postalCode": 40,
    "businessCategory": 128,
    "SN": 64,
    "GN": 64,
    "DC": 63,
}


@rule(
    Certificate,
    id="cert-name-attribute-too-long",
    spec=("RFC 5280 4.1.2.4", "CA/Browser Forum BR 7.1.4.2"),
    since="0.1.0",
)
def name_attribute_too_long(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A value in the subject has more characters than its type allows.

    ## Why it matters
    A common name or an organization has at most 64 characters. Directories and databases have room for no more, some
    CAs refuse the request, and OpenSSL does not make such a name. Long host names belong into subjectAltName alone.

    ## How to fix
    Shorten the value, or leave the common name out, and issue the certificate again.
    """
    subject = cert.x509.subject
    if isinstance(subject, x509.Problem):
        return
    for attribute in (attribute for rdn in subject.rdns for attribute in rdn):
        kind = oids.ATTRIBUTES.get(attribute.oid, "")
        limit = _LIMITS.get(kind, 0)
        if limit and len(attribute.value) > limit:
            yield cx.finding(
                anchors.certificate(cert),
                f"the {kind} {wording.quoted(attribute.value)} in the subject has {len(attribute.value):,} characters; "
                f"{limit} are allowed",
                help="shorten it and issue the certificate again",
            )
