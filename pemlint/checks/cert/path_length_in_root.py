"""The rule ``cert-path-length-in-root``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-path-length-in-root", spec=("CA/Browser Forum BR 7.1.2.1.4",), since="0.1.0")
def path_length_in_root(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A root limits the length of the paths below it.

    ## Why it matters
    Path validation does not look at the limits of a trust anchor, so clients disagree on whether it holds. Limits
    belong into the intermediates.

    ## How to fix
    Leave `pathlen` out of the root's `basicConstraints` and put it into those of the intermediates.
    """
    basic = cert.x509.basic_constraints
    if "root" in cx.circumstances and isinstance(basic, x509.BasicConstraints) and basic.path_length is not None:
        yield cx.finding(
            anchors.certificate(cert),
            f"the root '{subject_name(cert)}' limits the path length, which only some clients look at",
            help="put the limit into the intermediates",
        )
