"""The rule ``cert-ip-address-invalid``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-ip-address-invalid", spec=("RFC 5280 4.2.1.6",), about="host names", since="0.1.0")
def ip_address_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An IP address among the alternative names has not 4 or 16 bytes.

    ## Why it matters
    Go and Java refuse to read such a certificate at all. The usual cause is a network with its mask, or the text of
    an address, in the place of the address.

    ## How to fix
    Write one address, as `subjectAltName = IP:10.0.0.7`, and issue the certificate again.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    odd = [len(name.raw) for name in names if name.kind == "IP" and not name.value]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has an IP address of {plural(odd[0], 'byte')}; an address has 4 or 16",
            help="write one address, as 'IP:10.0.0.7', and issue it again",
        )
