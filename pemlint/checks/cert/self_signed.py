"""The rule ``cert-self-signed``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule
from pemlint.store import Links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-self-signed", spec=("RFC 5280 3.2",), since="0.1.0")
def self_signed(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The server certificate is signed with its own key, where the platform wants one from a CA.

    ## Why it matters
    Nobody but those who were given this very certificate can trust it. A platform that serves everybody refuses it.

    ## How to fix
    Have a CA sign a request for the same key; its private key can stay.
    """
    if SERVERS.isdisjoint(cx.circumstances) or "unverified" in cx.circumstances:
        return
    if Links().self_signed(cert):
        yield cx.finding(
            anchors.certificate(cert),
            f"'{frames.subject_name(cert)}' is self-signed; the platform wants a certificate that a CA has signed",
            help="have a CA sign a request for this key",
        )
