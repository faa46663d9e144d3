"""The rule ``crl-not-yet-valid``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.wording import timestamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(RevocationList, id="crl-not-yet-valid", spec=("RFC 5280 5.1.2.4",), since="0.1.0")
def not_yet_valid(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """The revocation list was issued in the future.

    ## Why it matters
    OpenSSL, and with it nginx, HAProxy and Mosquitto, does not take a list before its day and refuses every client
    certificate of the CA until then.

    ## How to fix
    Set the clock of the CA right and issue the list again.
    """
    begin = crl.x509.this_update
    if isinstance(begin, datetime) and begin > cx.now:
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' holds only from {timestamp(begin)} on",
            help="set the clock of the CA right and issue the list again",
        )
