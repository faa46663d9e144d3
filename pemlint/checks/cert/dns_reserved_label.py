"""The rule ``cert-dns-reserved-label``."""

from __future__ import annotations

from datetime import datetime

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate, id="cert-dns-reserved-label", spec=("CA/Browser Forum BR 7.1.2.7.12", "RFC 5890 2.3.1"), since="0.1.0"
)
def dns_reserved_label(cert: Certificate, cx: Context, *, since: str = "") -> Iterator[Finding]:
    """A label of a DNS name has hyphens in third and fourth place and is no IDNA label.

    ## Why it matters
    Such labels are reserved for encodings to come; only `xn--` has a meaning today. Public CAs have not been allowed
    to issue for others since October 2021.

    ## How to fix
    Give the host a name without `--` in that place.

    ## Options
    - `since`: only certificates that were issued on this day or later (as `2021-10-01`) are judged; empty for all.
    """
    names, begin = cert.x509.subject_alternative_names, cert.x509.not_before
    if names is None or isinstance(names, x509.Problem) or not isinstance(begin, datetime):
        return
    labels = {label for name in names if name.kind == "DNS" for label in name.value.lower().split(".")}
    odd = sorted(label for label in labels if label[2:4] == "--" and not label.startswith("xn"))
    if odd and f"{begin:%Y-%m-%d}" >= since:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' is for a name with a reserved label: {wording.listed(odd)}",
            help="use a name without '--' in third and fourth place",
        )
