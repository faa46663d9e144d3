"""The rule ``crl-duplicate-extension``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.wording import listed
from pemlint.x509 import oids
from pemlint.x509.extensions import repeated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: extensions that no certificate has (RFC 5280 5.2 and 5.3)
_OF_LISTS: Final = {
    "2.5.29.21": "reasonCode",
    "2.5.29.24": "invalidityDate",
    "2.5.29.27": "deltaCRLIndicator",
    "2.5.29.29": "certificateIssuer",
}


@rule(RevocationList, id="crl-duplicate-extension", spec=("RFC 5280 5.2", "RFC 5280 4.2"), since="0.1.0")
def duplicate_extension(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """An extension is in the revocation list, or in one of its entries, more than once.

    ## Why it matters
    Readers disagree on which of the two counts, and strict ones refuse the list: then either nobody is let in, or
    everybody whom it revokes.

    ## How to fix
    Name the extension once in the configuration of the CA, and issue the list again.
    """
    extensions = crl.x509.extensions
    own = () if isinstance(extensions, x509.Problem) else tuple(extension.oid for extension in extensions)
    twice = repeated(own)
    for entry in () if twice else crl.x509.revoked():
        twice = repeated(entry.extensions)
        if twice:
            break
    if twice:
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' has an extension more than once:"
            f" {listed(oids.EXTENSIONS.get(oid) or _OF_LISTS.get(oid, oid) for oid in twice)}",
            help="name it once in the configuration of the CA, and issue the list again",
        )
