"""The rule ``cert-duplicate-extension``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids
from pemlint.x509.extensions import repeated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-duplicate-extension", spec=("RFC 5280 4.2",), about="form", since="0.1.0", security="7.5")
def duplicate_extension(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An extension is there more than once.

    ## Why it matters
    RFC 5280 forbids it, and readers disagree on which one counts. Go, Java and OpenSSL's strict mode refuse the
    certificate.

    ## How to fix
    Look for the extension in both the request and the CA's configuration (`copy_extensions`), keep one, and issue the
    certificate again.
    """
    extensions = cert.x509.extensions
    if isinstance(extensions, x509.Problem):
        return
    twice = [oids.EXTENSIONS.get(oid, oid) for oid in repeated([extension.oid for extension in extensions])]
    if twice:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has an extension more than once: {wording.listed(twice)}",
            help="issue it again with each extension once",
        )
