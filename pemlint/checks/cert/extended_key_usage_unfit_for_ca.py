"""The rule ``cert-extended-key-usage-unfit-for-ca``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.roles import AUTHORITIES
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: what a CA for servers must not be for as well
_APART: Final = ("emailProtection", "codeSigning", "timeStamping", "OCSPSigning", "precertificateSigning")


@rule(
    Certificate,
    id="cert-extended-key-usage-unfit-for-ca",
    spec=("CA/Browser Forum BR 7.1.2.10.6", "CA/Browser Forum BR 7.1.2.1.2"),
    since="0.1.0",
)
def extended_key_usage_unfit_for_ca(cert: Certificate, cx: Context, *, since: str = "") -> Iterator[Finding]:
    """The extended key usage of a CA is that of no CA for servers.

    ## Why it matters
    Clients take the extended key usage of a CA for a limit on what it signs. A CA for servers that may also sign for
    mail or code is worth more to a thief, and browsers' root programs forbid the mix. A root has no such limit at all.

    ## How to fix
    Give each purpose a CA of its own with `extendedKeyUsage = serverAuth`, and leave it out of the root.

    ## Options
    - `since`: only CAs that were issued on this day or later (as `2019-01-01`) are told, as `recommended`, that they
      should name their purposes, and that `anyExtendedKeyUsage` is none; empty for all.
    """
    purposes = cert.x509.extended_key_usage
    if not cert.x509.is_ca or isinstance(purposes, x509.Problem) or AUTHORITIES.isdisjoint(cx.circumstances):
        return
    named = [oids.PURPOSES.get(purpose, purpose) for purpose in purposes or ()]
    fault = ""
    circumstances: tuple[str, ...] = ()
    if "root" in cx.circumstances:
        fault = "is a root, and has an extended key usage" if purposes is not None else ""
    elif "anyExtendedKeyUsage" in named and len(named) > 1:
        fault = "is for any purpose, and names others beside it"
    elif "serverAuth" in named and not set(_APART).isdisjoint(named):
        fault = f"is for servers, and for {wording.listed(name for name in named if name in _APART)}"
    elif cert.x509.issued_since(since) and (not named or "anyExtendedKeyUsage" in named):
        fault = "does not limit the purposes of what it signs"
        circumstances = ("recommended",)
    if fault:
        yield cx.finding(
            anchors.certificate(cert),
            f"the CA '{subject_name(cert)}' {fault}",
            help="give each purpose a CA of its own, and a root none",
            circumstances=circumstances,
        )
