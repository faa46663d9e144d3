"""The rule ``cert-not-yet-valid``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-not-yet-valid", spec=("RFC 5280 4.1.2.5",), about="validity", since="0.1.0")
def not_yet_valid(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The validity of the certificate has not begun yet.

    ## Why it matters
    Until that moment every client that checks dates refuses the connection, and platforms refuse the upload. A start
    that lies a few hours ahead mostly comes from a wrong time zone or clock on the machine that issued it.

    ## How to fix
    Deploy the certificate that is valid now and keep this one for later, or have it issued again with a start in the
    past. A fixture that is meant to start late can be given the profile `test-fixtures`.
    """
    start = cert.x509.not_before
    if isinstance(start, datetime) and start > cx.now:
        days = (start - cx.now).days
        when = (
            f"in {plural(days, 'day')}, on {start:%Y-%m-%d}" if days else f"within a day, at {start:%Y-%m-%d %H:%M} UTC"
        )
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is not valid yet: its validity begins {when}",
            help="deploy it after that date, or have it issued again with a start in the past",
        )
