"""The rule ``bundle-client-not-issued-by-client-ca``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.clients import ClientPath
from pemlint.rule import rule
from pemlint.store import same_key_identifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(ClientPath, id="bundle-client-not-issued-by-client-ca", spec=("RFC 8446 4.4.2.4",), since="0.1.0")
def client_not_issued_by_client_ca(client: ClientPath, cx: Context) -> Iterator[Finding]:
    """A declared client certificate was not issued by the client CA.

    ## Why it matters
    In two-way authentication the server accepts only clients that the declared CA signed, directly or through
    certificates that the client sends along. This client will be refused.

    ## How to fix
    Have the client's certificate signed by the declared CA, or add the CA that did sign it to the `client-ca` file.
    """
    if client.issued:
        return
    certificate = client.certificate
    same_name = ""
    if client.candidate is not None:
        damaged = same_key_identifier(certificate, client.candidate)
        same_name = f"; the CA has that name and {'that key: one of the two is damaged' if damaged else 'another key'}"
    authority = client.authority.declared
    yield cx.finding(
        anchors.certificate(certificate),
        f"the client '{frames.subject_name(certificate)}' is signed by '{frames.issuer_name(certificate)}', not by the"
        f" client CA{same_name}",
        help="have it signed by the declared client CA, or declare the CA that signed it",
        related=(anchors.part_of(client.bundle.source, authority.mark, "the client CA is declared here"),),
    )
