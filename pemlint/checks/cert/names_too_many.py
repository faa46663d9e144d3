"""The rule ``cert-names-too-many``."""

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


@rule(Certificate, id="cert-names-too-many", spec=("RFC 5280 4.2.1.6",), since="0.1.0")
def names_too_many(cert: Certificate, cx: Context, *, max_names: int = 0) -> Iterator[Finding]:
    """The certificate has more subject alternative names than the platform takes.

    ## Why it matters
    The platform refuses the certificate. Each name is sent in every handshake, and tells everybody which hosts belong
    together.

    ## How to fix
    Spread the names over several certificates, or leave out those that nobody uses.

    ## Options
    - `max-names`: how many there may be; 0 is no limit.
    """
    names = cert.x509.subject_alternative_names
    if SERVERS.isdisjoint(cx.circumstances) or isinstance(names, x509.Problem):
        return
    number = len(names or ())
    if 0 < max_names < number:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{frames.subject_name(cert)}' has {number:,} subject alternative names; {max_names:,} are allowed",
            help="spread them over several certificates, or leave out those that nobody uses",
        )
