"""The rule ``cert-name-characters-odd``."""

from __future__ import annotations

import re
import unicodedata

from pemlint import anchors, der, wording, x509
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: what PrintableString allows (X.680 41.4)
_PRINTABLE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")
#: UTF-8 that was read as Latin-1 and written as UTF-8 once more: a lead byte and what follows it
_GARBLED: Final = "[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}"


@rule(Certificate, id="cert-name-characters-odd", spec=("RFC 5280 4.1.2.4", "X.680 41.4"), since="0.1.0")
def name_characters_odd(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A value in the subject or the issuer has white space at an end, or characters that do not belong there.

    ## Why it matters
    Such values come from forms and scripts that nobody looked at. People do not see a space at the end or a control
    character, while programs that compare names do; strict readers refuse what the string type does not have.

    ## How to fix
    Correct the value in the request or the configuration of the CA, and issue the certificate again.
    """
    for field, name in (("subject", cert.x509.subject), ("issuer", cert.x509.issuer)):
        if isinstance(name, x509.Problem):
            continue
        for attribute in (attribute for rdn in name.rdns for attribute in rdn):
            fault = _fault(attribute)
            if fault:
                kind = oids.ATTRIBUTES.get(attribute.oid, attribute.oid)
                yield cx.finding(
                    anchors.certificate(cert),
                    f"the {kind} {wording.quoted(attribute.value)} in the {field} {fault}",
                    help="correct it and issue the certificate again",
                )


def _fault(attribute: x509.Attribute) -> str:
    """What is odd about a value; empty when nothing is."""
    value = attribute.value
    if value != value.strip() and value.strip():
        return f"has white space at its {'start' if value[0].isspace() else 'end'}"
    if not value.isprintable() and any(unicodedata.category(character) == "Cc" for character in value):
        return "has a control character in it"
    if attribute.tag == der.PRINTABLE_STRING and not _PRINTABLE.issuperset(value):
        odd = next(character for character in value if character not in _PRINTABLE)
        return f"has the character {odd!a}, which a PrintableString must not have"
    if "\ufffd" in value:
        return "holds bytes that are no text"
    return "" if value.isascii() or not re.search(_GARBLED, value) else "was garbled: UTF-8 was taken for Latin-1"
