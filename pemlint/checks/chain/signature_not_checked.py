"""The rule ``chain-signature-not-checked``."""

from __future__ import annotations

from pemlint import anchors, frames
from pemlint.chains import Unasked
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    Unasked,
    id="chain-signature-not-checked",
    spec=("RFC 5280 6.1.3",),
    since="0.1.0",
    security="5.0",
)
def signature_not_checked(unasked: Unasked, cx: Context) -> Iterator[Finding]:
    """Whether a certificate was signed by its issuer was not checked, as that would take too long.

    ## Why it matters
    The chain looks whole, and nobody has seen that it is: a signature that does not fit would not be noticed. It takes
    too long where the files hold very many certificates with the name of the issuer and each with another key, or where
    its RSA key is far larger than any that is in use; neither happens by accident. And it does where they hold many
    thousands of small certificates, requests or revocation lists whose signatures are slow to verify, as those over
    P-384 and P-521: those in the first files are verified.

    ## How to fix
    Keep to the one certificate of the issuer whose key signed, and have the certificate name it by its authority key
    identifier. Where there are too many signatures, check the folders one by one. The limits are in
    `docs/limits.md`.
    """
    child, issuer = unasked.child, unasked.candidate
    name = frames.subject_name(issuer) if issuer else ""
    reason = {
        "large": f"the RSA key of '{name}' is too large",
        "many": f"too many keys bear the name '{name}'",
    }.get(unasked.reason, "the files hold more signatures than there is time to verify")
    if isinstance(child, RevocationList):
        what = f"the signature of a revocation list of '{frames.issuer_name(child)}' was not checked"
    else:
        what = f"whether '{frames.subject_name(child)}' was signed by its issuer was not checked"
    if unasked.more:
        what += f", nor were {plural(unasked.more, 'other signature')}"
    yield cx.finding(
        anchors.material(child) if isinstance(child, RevocationList) else anchors.holder(child),
        f"{what}: {reason}",
        help="check the folders one by one"
        if unasked.reason == "slow"
        else "keep to the one certificate of the issuer whose key signed this certificate",
        related=(anchors.related(issuer, "a certificate with the issuer's name"),) if issuer else (),
    )
