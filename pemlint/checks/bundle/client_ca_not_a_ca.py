"""The rule ``bundle-client-ca-not-a-ca``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.bundles import Bundle
from pemlint.roles import may_sign
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-client-ca-not-a-ca", spec=("RFC 5280 4.2.1.9",), since="0.1.0")
def client_ca_not_a_ca(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """The file declared as client CA holds a certificate that is not a CA.

    ## Why it matters
    The server verifies clients against this file. A certificate that may not sign others verifies none, so every
    client is refused. It is often a client's own certificate that was uploaded in place of its CA.

    ## How to fix
    Declare the certificate of the CA that signs the clients, made with `basicConstraints = CA:TRUE`.
    """
    part = bundle.client_ca
    for certificate in part.certificates if part else ():
        if may_sign(certificate):
            continue
        yield cx.finding(
            anchors.certificate(certificate),
            f"'{frames.subject_name(certificate)}' is declared as client CA and is not a CA",
            help="declare the CA that signs the clients",
            related=(anchors.part_of(bundle.source, part.declared.mark, "declared as 'client-ca' here"),)
            if part
            else (),
        )
