"""The rule ``cert-revoked``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.chains import Revocation
from pemlint.frames import subject_name
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Revocation, id="cert-revoked", spec=("RFC 5280 6.3.3",), since="0.1.0", security="7.5")
def revoked(found: Revocation, cx: Context) -> Iterator[Finding]:
    """A revocation list among the files withdraws the certificate.

    ## Why it matters
    The CA has said that nobody shall trust it any more, often because its key was stolen. Whoever is given the list
    refuses it, and whoever is not may be talking to somebody else. Only lists are believed that the certificate's own
    CA has signed.

    ## How to fix
    Have a new certificate issued, for a new key, and remove this one.
    """
    crl = found.revocation_list
    yield cx.finding(
        anchors.certificate(found.certificate),
        f"'{subject_name(found.certificate)}' is revoked by the list of its CA ({anchors.seen_in(crl)})",
        help="have a new certificate issued, for a new key, and remove this one",
        related=(anchors.related(crl, "the list that revokes it"),),
    )
