"""The rule ``cert-name-attribute-repeated``."""

from __future__ import annotations

from collections import Counter

from pemlint import anchors, wording, x509
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
    id="cert-name-attribute-repeated",
    spec=("CA/Browser Forum BR 7.1.4.1", "CA/Browser Forum BR 7.1.4.3"),
    since="0.1.0",
)
def name_attribute_repeated(
    cert: Certificate, cx: Context, *, since: str = "", may_repeat: tuple[str, ...] = ("DC", "STREET", "OU")
) -> Iterator[Finding]:
    """The subject has several values of a kind of which there is one.

    ## Why it matters
    Programs that want the common name, the country or the organization take the first or the last, and no two agree. A
    name that one of them sees is hidden from another.

    ## How to fix
    Keep one value, put further host names into subjectAltName, and issue the certificate again.

    ## Options
    - `since`: other values than common names are judged in certificates that were issued on this day or later (as
      `2023-09-15`); empty for all.
    - `may-repeat`: what may be there several times: labels of a domain, lines of an address, departments of another.
    """
    subject = cert.x509.subject
    if isinstance(subject, x509.Problem) or (len(subject.rdns) < 2 and all(len(rdn) < 2 for rdn in subject.rdns)):
        return
    counted = Counter(attribute.oid for rdn in subject.rdns for attribute in rdn)
    if len(counted) == counted.total():
        return
    twice = [oids.ATTRIBUTES.get(oid, oid) for oid, count in counted.items() if count > 1]
    odd = [kind for kind in twice if kind not in may_repeat and (kind == "CN" or cert.x509.issued_since(since))]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"the subject of '{subject_name(cert)}' has more than one {wording.listed(odd)}",
            help="keep one of them and issue the certificate again",
        )
