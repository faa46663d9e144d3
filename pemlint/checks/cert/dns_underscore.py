"""The rule ``cert-dns-underscore``."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pemlint import anchors, hosts, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: between these days public CAs could still issue where a hyphen in its place would do, but not in the first label, and
#: for 30 days (ballot SC12)
_TRANSITION: Final = datetime(2018, 12, 10, tzinfo=UTC)
_SUNSET: Final = datetime(2019, 4, 1, tzinfo=UTC)
_LONGEST: Final = timedelta(days=30)


@rule(Certificate, id="cert-dns-underscore", spec=("RFC 5280 4.2.1.6", "CA/Browser Forum BR 7.1.2.7.12"), since="0.1.0")
def dns_underscore(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A DNS name has an underscore.

    ## Why it matters
    Host names are made of letters, digits and hyphens. Public CAs have not been allowed to issue for names with an
    underscore since April 2019, and some clients do not match them.

    ## How to fix
    Give the host a name with a hyphen, or use a wildcard that covers it (`*.example.com`).
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    odd = [name.value for name in names if name.kind == "DNS" and "_" in name.value]
    if odd and _in_transition(cert):
        odd = [name for name in odd if "_" in name.partition(".")[0] or hosts.syntax_fault(name.replace("_", "-"))]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for a name with an underscore: {wording.listed(odd)}",
            help="use a name with a hyphen, or a wildcard that covers it",
        )


def _in_transition(cert: Certificate) -> bool:
    """Whether a public CA could still issue it: for 30 days at most, and only up to the sunset."""
    begin, end = cert.x509.not_before, cert.x509.not_after
    if not isinstance(begin, datetime) or not isinstance(end, datetime):
        return False
    return _TRANSITION <= begin < _SUNSET and end - begin < _LONGEST
