"""The rule ``crl-authority-key-identifier-missing``."""

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


@rule(RevocationList, id="crl-authority-key-identifier-missing", spec=("RFC 5280 5.2.1",), since="0.1.0")
def authority_key_identifier_missing(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """The revocation list does not say with which key of its issuer it was signed.

    ## Why it matters
    A CA that has changed its key has two certificates of one name. Without the identifier a client tries one of them,
    and takes a good list for a forged one.

    ## How to fix
    Issue the list again with `authorityKeyIdentifier = keyid` in the section that `crl_extensions` names.
    """
    if crl.x509.authority_key_identifier is None:
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' has no authorityKeyIdentifier",
            help="issue it again with 'authorityKeyIdentifier = keyid' among its extensions",
        )
