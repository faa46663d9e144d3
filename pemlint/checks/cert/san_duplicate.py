"""The rule ``cert-san-duplicate``."""

from __future__ import annotations

from collections import Counter

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-san-duplicate", spec=("RFC 5280 4.2.1.6",), since="0.1.0")
def san_duplicate(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A subject alternative name is there more than once.

    ## Why it matters
    The repetition says nothing and costs bytes in every handshake. It mostly shows that a list of names was put
    together twice.

    ## How to fix
    Name each host once and issue the certificate again.
    """
    names = cert.x509.subject_alternative_names
    if names is None or isinstance(names, x509.Problem):
        return
    counted = Counter((name.kind, name.value.lower()) for name in names if name.kind in ("DNS", "IP"))
    twice = [value for (_, value), count in counted.items() if count > 1]
    if twice:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has a subject alternative name more than once: {wording.listed(twice)}",
            help="name each host once",
        )
