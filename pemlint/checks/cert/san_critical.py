"""The rule ``cert-san-critical``."""

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


@rule(Certificate, id="cert-san-critical", spec=("RFC 5280 4.2.1.6", "CA/Browser Forum BR 7.1.2.7.12"), since="0.1.0")
def san_critical(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The subject alternative names are marked critical although there is a subject.

    ## Why it matters
    Where there is a subject, clients that do not know alternative names can still use the certificate; critical makes
    them refuse it.

    ## How to fix
    Issue the certificate again with `subjectAltName = …`, without `critical`.
    """
    extension, subject = cert.x509.extension(oids.SUBJECT_ALTERNATIVE_NAME), cert.x509.subject
    if extension and extension.critical and isinstance(subject, x509.Name) and not subject.empty:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a subject, and marks subjectAltName critical",
            help="issue it again without 'critical' on subjectAltName",
        )
