"""The rule ``cert-san-empty``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-san-empty", spec=("RFC 5280 4.2.1.6",), about="host names", since="0.1.0")
def san_empty(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The subject alternative names are present and there is none.

    ## Why it matters
    RFC 5280 wants at least one name. Some clients refuse to read the certificate, and OpenSSL refuses it in strict
    mode, which Python has turned on since 3.13. Mostly a variable in the configuration of the CA was empty.

    ## How to fix
    Name the hosts, or leave the extension out, and issue the certificate again.
    """
    if cert.x509.subject_alternative_names == ():
        yield cx.finding(
            anchors.certificate(cert),
            f"the subjectAltName of '{subject_name(cert)}' has no name in it",
            help="name the hosts, or leave the extension out",
        )
