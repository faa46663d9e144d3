"""The rule ``crl-expired``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.wording import plural, timestamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(RevocationList, id="crl-expired", spec=("RFC 5280 5.1.2.5", "RFC 5280 6.3.3"), since="0.1.0")
def expired(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """The day by which the next revocation list was due has passed.

    ## Why it matters
    nginx, HAProxy, Apache and Mosquitto refuse every client certificate of the CA when the list that they were given is
    too old. Where they do not, certificates that were revoked since are accepted.

    ## How to fix
    Fetch or issue the current list. A list that is renewed by a machine belongs to where it is renewed, not into a
    repository.
    """
    due = crl.x509.next_update
    if isinstance(due, datetime) and due < cx.now:
        yield cx.finding(
            anchors.material(crl),
            f"the next revocation list of '{issuer_name(crl)}' was due on {timestamp(due)},"
            f" {plural((cx.now - due).days, 'day')} ago",
            help="fetch or issue the current list",
        )
