"""The rule ``cert-key-usage-encoding-invalid``."""

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


@rule(Certificate, id="cert-key-usage-encoding-invalid", spec=("RFC 5280 4.2.1.3", "X.690 11.2.2"), since="0.1.0")
def key_usage_encoding_invalid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The key usage has bits that no standard defines, or more bits than DER allows.

    ## Why it matters
    RFC 5280 defines nine bits, and DER leaves out all zero bits at the end. What is written otherwise has two encodings
    for one meaning, which strict readers refuse.

    ## How to fix
    Issue the certificate again with current software.
    """
    notes = [note for note in cert.x509.irregularities if note.kind == "key usage"]
    if notes:
        yield cx.finding(
            anchors.certificate(cert),
            f"in '{subject_name(cert)}' the {notes[0].reason}",
            help="issue it again with current software",
        )
