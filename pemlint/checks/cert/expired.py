"""The rule ``cert-expired``."""

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


@rule(Certificate, id="cert-expired", spec=("RFC 5280 4.1.2.5",), about="validity", since="0.1.0", security="7.5")
def expired(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The certificate is past the end of its validity.

    ## Why it matters
    Every client that checks dates refuses the connection, and a platform refuses the upload. In a repository it also
    breaks tests on every branch at the same moment, without a commit.

    ## How to fix
    Renew the certificate and commit the new one. A fixture that only tests need can be made with a far end date, or
    its folder can be given the profile `test-fixtures`.
    """
    end = cert.x509.not_after
    if isinstance(end, datetime) and end < cx.now:
        days = (cx.now - end).days
        when = (
            f"{plural(days, 'day')} ago, on {end:%Y-%m-%d}"
            if days
            else f"within the last day, at {end:%Y-%m-%d %H:%M} UTC"
        )
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' expired {when}",
            help="delete this block: the chain leads to a root without it"
            if "not-needed" in cx.circumstances
            else "renew the certificate and replace this file",
        )
