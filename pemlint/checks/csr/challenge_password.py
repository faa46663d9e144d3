"""The rule ``csr-challenge-password``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: bytes of a string without characters: tag and length
_EMPTY: Final = 2


@rule(CertificateRequest, id="csr-challenge-password", spec=("RFC 2985 5.4.1",), since="0.1.0", security="4.3")
def challenge_password(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """The certification request holds a challenge password, in clear.

    ## Why it matters
    Everybody who can read the request can read the password. A CA that uses it lets whoever knows it revoke the
    certificate, or, with SCEP, get one. Most CAs ignore it, and then people have often typed in another password of
    theirs.

    ## How to fix
    Make the request again and leave the challenge password empty. If the password is used anywhere, change it there.
    """
    attributes = request.x509.attributes
    if not isinstance(attributes, x509.Problem) and any(
        oid == oids.CHALLENGE_PASSWORD and any(len(value) > _EMPTY for value in values) for oid, values in attributes
    ):
        yield cx.finding(
            anchors.holder(request),
            f"the request for '{subject_name(request)}' holds a challenge password, which anybody can read",
            help="make it again without, and change the password where it is used",
        )
