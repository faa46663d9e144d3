"""The rule ``cert-not-der``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-not-der", spec=("X.690 10", "X.690 11", "RFC 5280 4.1"), since="0.1.0")
def not_der(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A value is encoded in another way than DER and its type allow.

    ## Why it matters
    A certificate is signed over its DER, in which each value has one encoding. Go, rustls and other strict readers
    refuse lengths and numbers with needless bytes and other liberties; OpenSSL and Java mostly read them, so that the
    fault shows only with some clients.

    ## How to fix
    Issue the certificate again with software that writes DER.
    """
    notes = [note for note in cert.x509.irregularities if note.kind == "DER"]
    if notes:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is not encoded in DER: {notes[0].reason} (byte {notes[0].offset})",
            help="issue it again with software that writes DER",
        )
