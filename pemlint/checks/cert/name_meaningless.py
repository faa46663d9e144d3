"""The rule ``cert-name-meaningless``."""

from __future__ import annotations

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: what people and programs write where there is nothing; "NA" and "none" may be names
_NOTHING: Final = frozenset({"n/a", "not applicable", "not available", "null", "undefined"})


@rule(
    Certificate, id="cert-name-meaningless", spec=("CA/Browser Forum BR 7.1.2.7.4", "RFC 5280 4.1.2.6"), since="0.1.0"
)
def name_meaningless(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A value in the subject is empty, or says nothing, as `-`, `.` and `N/A` do.

    ## Why it matters
    Such a value only fills a place in a form, as `openssl req` asks for one after the other. Public CAs must not sign
    it, and programs that show it to people show nothing. OpenSSL does not make an empty value at all.

    ## How to fix
    Leave the attribute out: where `openssl req` asks, a single `.` leaves it out.
    """
    subject = cert.x509.subject
    if isinstance(subject, x509.Problem):
        return
    empty = [
        f"{oids.ATTRIBUTES.get(attribute.oid, attribute.oid)}={attribute.value}"
        for rdn in subject.rdns
        for attribute in rdn
        if _says_nothing(attribute.value)
    ]
    if empty:
        yield cx.finding(
            anchors.certificate(cert),
            f"the subject of '{subject_name(cert)}' has a value that says nothing: {wording.listed(empty)}",
            help="leave it out and issue the certificate again",
        )


def _says_nothing(value: str) -> bool:
    """Whether a value has neither letters nor digits, or only says that there is none."""
    if value.strip().casefold() in _NOTHING:
        return True
    return not any(character.isalnum() or character > "\x7f" for character in value)
