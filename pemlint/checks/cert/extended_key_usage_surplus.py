"""The rule ``cert-extended-key-usage-surplus``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-extended-key-usage-surplus", spec=("CA/Browser Forum BR 7.1.2.7.10",), since="0.1.0")
def extended_key_usage_surplus(
    cert: Certificate,
    cx: Context,
    *,
    allow: tuple[str, ...] = ("serverAuth", "clientAuth"),
    since: str = "",
    formerly: tuple[str, ...] = (),
) -> Iterator[Finding]:
    """A server certificate is for more than servers.

    ## Why it matters
    A key on a server that also signs code or mail is worth more to a thief than it need be. Public CAs may not put
    such purposes into server certificates.

    ## How to fix
    Issue the certificate again with `extendedKeyUsage = serverAuth`, and others for the other purposes.

    ## Options
    - `allow`: the purposes that may stand there, by name or as dotted OIDs.
    - `since`: the day of issue (as `2023-09-15`) from which on they are forbidden; empty for always.
    - `formerly`: the purposes that stood there without offence in older certificates; others are told as
      `discouraged`. Empty: older certificates are not judged.
    """
    purposes = cert.x509.extended_key_usage
    if purposes is None or isinstance(purposes, x509.Problem) or SERVERS.isdisjoint(cx.circumstances):
        return
    recent = cert.x509.issued_since(since)
    allowed = allow if recent else formerly
    named = [oids.PURPOSES.get(purpose, purpose) for purpose in purposes]
    odd = [name for name in named if name not in allowed] if allowed else []
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"the server certificate '{subject_name(cert)}' is also for {wording.listed(odd)}",
            help="issue it again with 'extendedKeyUsage = serverAuth'",
            circumstances=() if recent else ("discouraged",),
        )
