"""The rule ``cert-pkilint-note``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.opinions import opinions
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-pkilint-note", spec=("RFC 5280", "CA/Browser Forum BR 7.1"), since="0.1.0")
def pkilint_note(cert: Certificate, cx: Context, *, linter: str = "pkix") -> Iterator[Finding]:
    """The certificate has something odd that no standard forbids, as pkilint finds.

    ## Why it matters
    It is allowed, and not what most CAs do: some software may not be prepared for it. A certificate that pkilint cannot
    judge to the end, by a fault of its own or for its size (more than 16 KiB), is told here too.

    pkilint is an extra, `pip install 'pemlint[pkilint]'`, and takes a few milliseconds for each certificate. Its own
    name of the fault stands in the message. The profiles `pkilint-pkix` and `pkilint-serverauth` turn this rule on.

    ## How to fix
    Nothing has to be done. The code says what is odd, the help in which field.

    ## Options
    - `linter`: which of its rules are asked: `pkix` (RFC 5280), `serverauth` (the Baseline Requirements of the
      CA/Browser Forum for TLS) or `etsi` (EN 319 412, for qualified certificates).
    """
    for said in opinions(cert.der, linter):
        if said.severity == "note":
            yield cx.finding(
                anchors.certificate(cert),
                f"'{subject_name(cert)}': {': '.join(filter(None, (said.code, said.message)))}",
                help=f"pkilint ({linter}) says so of the field {said.field}",
            )
