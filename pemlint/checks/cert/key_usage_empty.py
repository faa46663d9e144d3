"""The rule ``cert-key-usage-empty``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Certificate, id="cert-key-usage-empty", spec=("RFC 5280 4.2.1.3",), about="form", since="0.1.0")
def key_usage_empty(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The key usage is present and allows nothing.

    ## Why it matters
    RFC 5280 wants at least one bit in it. A client that takes it at its word may not use the key for anything.

    ## How to fix
    Issue the certificate again with `keyUsage = critical, digitalSignature`, or without the extension.
    """
    # a CA that may not sign is a graver fault, and has its own rule
    if cert.x509.key_usage == frozenset() and not cert.x509.is_ca:
        yield cx.finding(
            anchors.certificate(cert),
            f"the key usage of '{subject_name(cert)}' is present and allows nothing",
            help="issue it again with 'keyUsage = critical, digitalSignature'",
        )
