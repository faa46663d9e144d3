"""The rule ``crl-next-update-missing``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(RevocationList, id="crl-next-update-missing", spec=("RFC 5280 5.1.2.5",), since="0.1.0")
def next_update_missing(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """The revocation list does not say when the next one is due.

    ## Why it matters
    Nobody can tell whether it is the current one: an attacker who keeps serving the old list hides every later
    revocation. RFC 5280 asks for the field, and some clients refuse a list without it.

    ## How to fix
    Issue the list again with a time: `openssl ca -gencrl -crldays 7`.
    """
    if crl.x509.next_update is None:
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' does not say when the next one is due",
            help="issue it again with 'nextUpdate': 'openssl ca -gencrl -crldays 7'",
        )
