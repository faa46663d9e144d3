"""The rule ``cert-extension-not-critical``."""

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


@rule(Certificate, id="cert-extension-not-critical", spec=("RFC 5280 4.2.1.11", "RFC 5280 4.2.1.14"), since="0.1.0")
def extension_not_critical(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An extension that limits policies is not marked critical.

    ## Why it matters
    RFC 5280 wants policyConstraints and inhibitAnyPolicy to be critical, so that no client passes over the limit that
    they set.

    ## How to fix
    Issue the certificate again with `critical` on that extension.
    """
    for oid in (oids.POLICY_CONSTRAINTS, oids.INHIBIT_ANY_POLICY):
        extension = cert.x509.extension(oid)
        if extension and not extension.critical:
            yield cx.finding(
                anchors.certificate(cert),
                f"'{subject_name(cert)}' does not mark {oids.EXTENSIONS[oid]} critical",
                help=f"issue it again with 'critical' on {oids.EXTENSIONS[oid]}",
            )
