"""The rule ``crl-number-missing``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(RevocationList, id="crl-number-missing", spec=("RFC 5280 5.2.3",), since="0.1.0")
def number_missing(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """The revocation list has no number.

    ## Why it matters
    By the number clients know which of two lists is the later one, and to which list a delta belongs. RFC 5280 asks for
    it in every list.

    ## How to fix
    Issue the list again with the extension cRLNumber: `crlnumber = …` in OpenSSL's configuration of the CA.
    """
    if not isinstance(crl.x509.extensions, x509.Problem) and crl.x509.extension(oids.CRL_NUMBER) is None:
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' has no cRLNumber",
            help="issue it again with a number: 'crlnumber = …' in the configuration of the CA",
        )
