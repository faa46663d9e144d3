"""The rule ``cert-common-name-not-in-san``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors, wording, x509
from pemlint.material import Certificate
from pemlint.roles import SERVERS
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-common-name-not-in-san", spec=("CA/Browser Forum BR 7.1.4.3",), since="0.1.0")
def common_name_not_in_san(cert: Certificate, cx: Context, *, exact_since: str = "2021-08-25") -> Iterator[Finding]:
    """A common name is not one of the subject alternative names, letter by letter.

    ## Why it matters
    Clients that read the common name and clients that read the alternative names see two different servers. A public
    CA may put only a copy of an alternative name into the common name.

    ## How to fix
    Add the common name to the subject alternative names, written in the same way, or leave it out.

    ## Options
    - `exact-since`: certificates issued on this day or later must repeat the name letter by letter; in older ones
      letter case does not count.
    """
    subject, names, begin = cert.x509.subject, cert.x509.subject_alternative_names, cert.x509.not_before
    if isinstance(subject, x509.Problem) or isinstance(names, x509.Problem) or SERVERS.isdisjoint(cx.circumstances):
        return
    present = {name.value for name in names or () if name.kind in ("DNS", "IP")}
    exact = isinstance(begin, datetime) and f"{begin:%Y-%m-%d}" >= exact_since
    if not exact:
        present = {name.lower() for name in present}
    # a certificate without any alternative name is another fault
    absent = [name for name in subject.common_names if present and (name if exact else name.lower()) not in present]
    if absent:
        yield cx.finding(
            anchors.certificate(cert),
            f"the common name {wording.listed(absent)} is not among the subject alternative names",
            help="add it to subjectAltName, written in the same way, or leave it out",
        )
