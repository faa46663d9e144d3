"""The rule ``csr-san-missing``."""

from __future__ import annotations

from pemlint import anchors, hosts, x509
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(CertificateRequest, id="csr-san-missing", spec=("RFC 9525 2", "RFC 2986 4.1"), since="0.1.0")
def san_missing(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """The certification request is for a host and asks for no subject alternative names.

    ## Why it matters
    Clients compare the address with the alternative names alone. A private CA that copies what the request asks for
    issues a certificate that no client accepts; public CAs take the common name in, or refuse the request.

    ## How to fix
    Ask for them: `openssl req -new -key a.key -out a.csr -addext subjectAltName=DNS:mqtt.example.com`.
    """
    names, subject = request.x509.subject_alternative_names, request.x509.subject
    if names is not None or isinstance(subject, x509.Problem):
        return
    wanted = [name for name in subject.common_names if hosts.is_host(name.removeprefix("*.")) and "." in name]
    if wanted:
        yield cx.finding(
            anchors.holder(request),
            f"the request for '{subject_name(request)}' asks for no subject alternative names",
            help="make it again with '-addext subjectAltName=DNS:…'",
        )
