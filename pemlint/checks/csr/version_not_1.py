"""The rule ``csr-version-not-1``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(CertificateRequest, id="csr-version-not-1", spec=("RFC 2986 4.1",), since="0.1.0")
def version_not_1(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """The certification request is not of version 1, the only one there is.

    ## Why it matters
    The version is written as 0. Some programs write 2, which stands for version 3, as in a certificate; CAs and
    libraries that are strict refuse the request.

    ## How to fix
    Make the request again with another program or a current version: `openssl req -new -key a.key -out a.csr`.
    """
    version = request.x509.version
    if not isinstance(version, x509.Problem) and version != 1:
        yield cx.finding(
            anchors.holder(request),
            f"the request for '{subject_name(request)}' is of version {version}",
            help="make it again: 'openssl req -new -key a.key -out a.csr'",
        )
