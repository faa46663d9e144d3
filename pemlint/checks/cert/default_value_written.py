"""The rule ``cert-default-value-written``."""

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


@rule(Certificate, id="cert-default-value-written", spec=("X.690 11.5", "RFC 5280 4.1"), since="0.1.0")
def default_value_written(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A value is written out although it is the default, which DER leaves out.

    ## Why it matters
    DER has one encoding for each meaning, so that signed bytes cannot be written anew in another way. Strict readers
    refuse `critical` or `CA` with the value FALSE.

    ## How to fix
    Issue the certificate again with software that writes DER, and leave `CA:FALSE` and `critical=FALSE` out of the
    configuration of old software.
    """
    notes = [note for note in cert.x509.irregularities if note.kind == "default"]
    if notes:
        yield cx.finding(
            anchors.certificate(cert),
            f"in '{subject_name(cert)}' {notes[0].reason} (byte {notes[0].offset})",
            help="issue it again with software that writes DER",
        )
