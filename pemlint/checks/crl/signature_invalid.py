"""The rule ``crl-signature-invalid``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.chains import RevocationSignature
from pemlint.frames import issuer_name, subject_name
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(RevocationSignature, id="crl-signature-invalid", spec=("RFC 5280 6.3.3",), since="0.1.0", security="7.5")
def signature_invalid(found: RevocationSignature, cx: Context) -> Iterator[Finding]:
    """No CA of the issuer's name among the files has signed the revocation list.

    ## Why it matters
    A server that is given this list and that CA refuses every client, or lets everyone in whom the list should keep
    out. Either the list was changed or damaged after it was signed, or the CA has got a new key since.

    A CA in another folder than the list counts only where the list names its key: test trees have many CAs of one name.

    ## How to fix
    Have the CA issue the list again, `openssl ca -gencrl -out ca.crl`, and put it beside the CA's certificate.
    """
    crl = found.revocation_list
    yield cx.finding(
        anchors.material(crl),
        f"the revocation list names '{issuer_name(crl)}' as its issuer, but it was not signed with the key of"
        f" '{subject_name(found.authority)}' ({anchors.seen_in(found.authority)})",
        help="have the CA issue the list again, or put the list's own CA beside it",
        related=(anchors.related(found.authority, "the CA of that name"),),
    )
