"""The rule ``cert-wildcard-misplaced``."""

from __future__ import annotations

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
    Certificate,
    id="cert-wildcard-misplaced",
    spec=("RFC 9525 6.3", "CA/Browser Forum BR 3.2.2.6"),
    about="host names",
    since="0.1.0",
)
def wildcard_misplaced(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A wildcard is not the whole first label of a DNS name.

    ## Why it matters
    Clients know one form, `*.example.com`. A `*` elsewhere, inside a label, or alone covers nothing, in most clients
    without a word.

    ## How to fix
    Write `*.example.com`, which covers one label to the left of `example.com`, or name each host.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    wild = (name.value for name in names if name.kind == "DNS" and "*" in name.value)
    odd = [name for name in wild if not name.startswith("*.") or "*" in name[1:] or name == "*."]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a wildcard in the wrong place: {wording.listed(odd)}",
            help="write it as '*.example.com', or name each host",
        )
