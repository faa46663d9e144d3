"""The rule ``crl-duplicate-entry``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: hexadecimal digits of a serial number (RFC 5280 4.1.2.2)
_MOST_DIGITS: Final = 40


@rule(RevocationList, id="crl-duplicate-entry", spec=("RFC 5280 5.1.2.6", "RFC 5280 5.3"), since="0.1.0")
def duplicate_entry(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """A certificate stands in the revocation list more than once.

    ## Why it matters
    The entries may name two dates or two reasons, and clients disagree on which one counts.

    ## How to fix
    Remove the second entry from the database of the CA (`index.txt` for OpenSSL), and issue the list again.
    """
    seen: set[int] = set()
    twice: dict[int, None] = {}
    for entry in crl.x509.revoked():
        if entry.serial in seen:
            twice[entry.serial] = None
        seen.add(entry.serial)
    if twice:
        first = f"{next(iter(twice)):x}"[:_MOST_DIGITS]
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' has {plural(len(twice), 'serial number')} more than once,"
            f" the first of them {first}",
            help="remove what is there twice from the database of the CA, and issue the list again",
        )
