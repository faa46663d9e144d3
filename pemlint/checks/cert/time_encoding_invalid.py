"""The rule ``cert-time-encoding-invalid``."""

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


@rule(Certificate, id="cert-time-encoding-invalid", spec=("RFC 5280 4.1.2.5",), since="0.1.0")
def time_encoding_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A date of the validity is not written as RFC 5280 wants it.

    ## Why it matters
    Up to the year 2049 a date is a UTCTime, later a GeneralizedTime; both end in seconds and `Z`. Go, Java and others
    do not read other forms, or read another moment.

    ## How to fix
    Issue the certificate again with current software.
    """
    notes = [note for note in cert.x509.irregularities if note.kind == "time"]
    if notes:
        yield cx.finding(
            anchors.certificate(cert),
            f"in the validity of '{subject_name(cert)}' {notes[0].reason}",
            help="issue it again with current software",
        )
