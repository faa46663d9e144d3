"""The rule ``csr-duplicate-extension``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule
from pemlint.wording import listed
from pemlint.x509 import oids
from pemlint.x509.extensions import repeated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(CertificateRequest, id="csr-duplicate-extension", spec=("RFC 5280 4.2", "RFC 2985 5.4.2"), since="0.1.0")
def duplicate_extension(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """The certification request asks for an extension more than once.

    ## Why it matters
    A CA that copies extensions puts both into the certificate, which Go, Java and OpenSSL's strict mode refuse. Others
    refuse the request.

    ## How to fix
    Make the request again with each extension once; look in both `-addext` and the section that `req_extensions` names.
    """
    extensions = request.x509.extensions
    if isinstance(extensions, x509.Problem):
        return
    twice = [oids.EXTENSIONS.get(oid, oid) for oid in repeated([extension.oid for extension in extensions])]
    if twice:
        yield cx.finding(
            anchors.holder(request),
            f"the request for '{subject_name(request)}' asks for an extension more than once: {listed(twice)}",
            help="make it again with each extension once",
        )
