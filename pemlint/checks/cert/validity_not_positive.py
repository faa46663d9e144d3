"""The rule ``cert-validity-not-positive``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-validity-not-positive", spec=("RFC 5280 4.1.2.5",), about="validity", since="0.1.0")
def validity_not_positive(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The validity ends before it begins.

    ## Why it matters
    There is no moment at which the certificate is valid. The dates were exchanged, or the clock of the machine that
    issued it was wrong.

    ## How to fix
    Issue the certificate again with the dates in the right order.
    """
    begin, end = cert.x509.not_before, cert.x509.not_after
    if isinstance(begin, datetime) and isinstance(end, datetime) and end < begin:
        yield cx.finding(
            anchors.certificate(cert),
            f"the validity of '{subject_name(cert)}' ends on {end:%Y-%m-%d}, before it begins on {begin:%Y-%m-%d}",
            help="issue it again with the dates in the right order",
        )
