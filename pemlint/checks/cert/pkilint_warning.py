"""The rule ``cert-pkilint-warning``."""

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


@rule(Certificate, id="cert-pkilint-warning", spec=("RFC 5280", "CA/Browser Forum BR 7.1"), since="0.1.0")
def pkilint_warning(cert: Certificate, cx: Context, *, linter: str = "pkix") -> Iterator[Finding]:
    """The certificate is not as a standard advises, as pkilint finds.

    ## Why it matters
    What a standard says "should" be, most software relies on, and the next version of the standard often demands.

    pkilint is an extra, `pip install 'pemlint[pkilint]'`, and takes a few milliseconds for each certificate. Its own
    name of the fault stands in the message. The profiles `pkilint-pkix` and `pkilint-serverauth` turn this rule on.

    ## How to fix
    The code names the standard and what it advises; the help names the field. Change it with the next certificate.

    ## Options
    - `linter`: which of its rules are asked: `pkix` (RFC 5280), `serverauth` (the Baseline Requirements of the
      CA/Browser Forum for TLS) or `etsi` (EN 319 412, for qualified certificates).
    """
    for said in opinions(cert.der, linter):
        if said.severity == "warning":
            yield cx.finding(
                anchors.certificate(cert),
                f"'{subject_name(cert)}': {': '.join(filter(None, (said.code, said.message)))}",
                help=f"pkilint ({linter}) says so of the field {said.field}",
            )
