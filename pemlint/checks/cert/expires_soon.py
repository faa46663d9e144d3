"""The rule ``cert-expires-soon``."""

from __future__ import annotations

from datetime import datetime, timedelta

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


@rule(Certificate, id="cert-expires-soon", spec=("RFC 5280 4.1.2.5",), about="validity", since="0.1.0")
def expires_soon(cert: Certificate, cx: Context, *, days: int = 30) -> Iterator[Finding]:
    """The certificate is valid now and will soon be no longer.

    ## Why it matters
    Renewing takes time: a CA has to validate, somebody has to deploy, clients may pin. An expired certificate stops the
    service, and a platform may refuse one that ends too soon.

    A certificate that is valid for fewer days in all than have to be left can never meet the demand, however often it
    is renewed. This is told in its own words, under the circumstance `short-lived`. Public CAs may issue for 200 days
    at most since March 2026, for 100 from March 2027, for 47 from March 2029.

    ## How to fix
    Renew the certificate, put the new one here, and look at why nobody or nothing renewed it by itself. For one that
    can never meet the demand: use a CA that issues for longer, such as one of your own; have the platform issue or
    renew the certificate itself; or set `days` to what it really accepts.

    ## Options
    - `days`: report certificates with fewer days left than this.
    """
    start, end = cert.x509.not_before, cert.x509.not_after
    if not isinstance(end, datetime) or end < cx.now or (isinstance(start, datetime) and start > cx.now):
        return
    left = (end - cx.now).days
    if left >= days:
        return  # and it is valid for longer than it has left
    # both ends belong to it (RFC 5280 4.1.2.5)
    whole = (end - start + timedelta(seconds=1)).days if isinstance(start, datetime) else days
    if whole < days:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' can never have {plural(days, 'day')} left: it is valid for {plural(whole, 'day')}"
            f" in all, and expires on {end:%Y-%m-%d}",
            help="renewing it for as long does not help: use a CA that issues for longer, let the platform obtain the"
            " certificate itself, or set 'days' to what it really accepts",
            circumstances=("short-lived",),
        )
    elif left < days:
        when = f"in {plural(left, 'day')}, on {end:%Y-%m-%d}" if left else f"within a day, at {end:%Y-%m-%d %H:%M} UTC"
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' expires {when}",
            help="renew the certificate and replace this file",
        )
