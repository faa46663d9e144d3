"""The rule ``cert-wildcard-public-suffix``."""

from __future__ import annotations

from pemlint import anchors, hosts, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-wildcard-public-suffix", spec=("CA/Browser Forum BR 3.2.2.6",), since="0.1.0")
def wildcard_public_suffix(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A wildcard covers names of different owners.

    ## Why it matters
    Below a public suffix such as `co.uk` everybody can register a name. A certificate for `*.co.uk` would be good for
    all of them, so public CAs must not issue it, and clients do not match it.

    ## How to fix
    Put the wildcard below your own domain, as `*.example.co.uk`.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    wild = [name.value for name in names if name.kind == "DNS" and name.value.startswith("*.")]
    odd = [name for name in wild if hosts.is_public_suffix(name[2:])]
    if odd:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a wildcard over a public suffix: {wording.listed(odd)}",
            help="put the wildcard below your own domain",
        )
