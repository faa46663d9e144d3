"""The rule ``cert-name-constraints-not-critical``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Certificate,
    id="cert-name-constraints-not-critical",
    spec=("RFC 5280 4.2.1.10", "CA/Browser Forum BR 7.1.2.10.8"),
    since="0.1.0",
)
def name_constraints_not_critical(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The name constraints are not marked critical.

    ## Why it matters
    A client that does not know the extension may pass over it when it is not critical: the limit then holds for some
    clients only. Old Apple systems refused critical ones, which is why public CAs may leave it out.

    ## How to fix
    Issue the CA certificate again with `nameConstraints = critical, …`.
    """
    extension = cert.x509.extension(oids.NAME_CONSTRAINTS)
    # in what is no CA they must not stand at all, which is told by its own rule
    if extension and not extension.critical and cert.x509.is_ca:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' does not mark nameConstraints critical",
            help="issue it again with 'nameConstraints = critical, …'",
        )
