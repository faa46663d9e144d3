"""The rule ``cert-common-name-missing``."""

from __future__ import annotations

from pemlint import anchors, frames, x509
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-common-name-missing", spec=("RFC 5280 4.1.2.6",), since="0.1.0")
def common_name_missing(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The server certificate has no common name, and the platform asks for one.

    ## Why it matters
    Clients look at the subject alternative names alone, and public CAs may leave the common name out. A few platforms
    still read it, and refuse a certificate without it.

    ## How to fix
    Have the certificate issued with one of its host names as common name too, which may have 64 characters at most.
    """
    subject = cert.x509.subject
    if SERVERS.isdisjoint(cx.circumstances) or isinstance(subject, x509.Problem) or any(subject.common_names):
        return
    yield cx.finding(
        anchors.certificate(cert),
        f"'{frames.subject_name(cert)}' has no common name, and the platform asks for one",
        help="have it issued with one of its host names as common name",
    )
