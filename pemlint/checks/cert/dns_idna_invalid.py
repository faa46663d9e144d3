"""The rule ``cert-dns-idna-invalid``."""

from __future__ import annotations

import unicodedata

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


_PREFIX: Final = "xn--"


@rule(
    Certificate,
    id="cert-dns-idna-invalid",
    spec=("RFC 5890 2.3.2.1", "RFC 5280 7.2"),
    about="host names",
    since="0.1.0",
)
def dns_idna_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A label of a DNS name begins with `xn--` and stands for no other text.

    ## Why it matters
    Such a label is the ASCII form of one with other letters, in normal form (NFC). One that does not decode, or decodes
    to something else than it was made of, is no name that a client would ever look for, and some refuse the
    certificate.

    ## How to fix
    Make the name again from its letters, as with `idn2 bücher.example`, and issue the certificate again.
    """
    names = cert.x509.subject_alternative_names
    if not names or isinstance(names, x509.Problem):
        return
    labels = {
        label
        for name in names
        if name.kind == "DNS" and _PREFIX in name.value.lower()
        for label in name.value.lower().split(".")
    }
    odd = sorted(label for label in labels if label.startswith(_PREFIX) and not _is_a_label(label))
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for a name with a label that stands for no text: {wording.listed(odd)}",
            help="make the name again from its letters",
        )


def _is_a_label(label: str) -> bool:
    """Whether it decodes to text in NFC that is not plain ASCII, and from there back to itself (RFC 5891 5.4)."""
    encoded = label.removeprefix(_PREFIX)
    try:
        text = encoded.encode("ascii").decode("punycode")
        again = text.encode("punycode").decode("ascii")
    except (UnicodeError, ValueError, OverflowError):
        return False
    return not text.isascii() and unicodedata.is_normalized("NFC", text) and again == encoded
