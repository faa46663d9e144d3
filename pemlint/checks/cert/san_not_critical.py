"""The rule ``cert-san-not-critical``."""

from __future__ import annotations

from pemlint import anchors, x509
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
    Certificate, id="cert-san-not-critical", spec=("RFC 5280 4.1.2.6", "RFC 5280 4.2.1.6"), about="form", since="0.1.0"
)
def san_not_critical(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The subject is empty, and the subject alternative names are not marked critical.

    ## Why it matters
    Where the subject is empty the alternative names alone say whom the certificate is for, and RFC 5280 wants them to
    be critical. OpenSSL refuses the certificate in strict mode, which Python has turned on since 3.13.

    ## How to fix
    Issue the certificate again with `subjectAltName = critical, …`, or with a subject.
    """
    extension, subject = cert.x509.extension(oids.SUBJECT_ALTERNATIVE_NAME), cert.x509.subject
    if extension and not extension.critical and isinstance(subject, x509.Name) and subject.empty:
        yield cx.finding(
            anchors.certificate(cert),
            f"the subject of '{subject_name(cert)}' is empty, and its subjectAltName is not marked critical",
            help="issue it again with 'subjectAltName = critical, …', or with a subject",
        )
