"""The rule ``csr-signature-invalid``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.crypto import Verdict, verify
from pemlint.frames import subject_name
from pemlint.material import CertificateRequest
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(CertificateRequest, id="csr-signature-invalid", spec=("RFC 2986 4.2",), since="0.1.0", security="5.3")
def signature_invalid(request: CertificateRequest, cx: Context) -> Iterator[Finding]:
    """The key in the certification request did not sign it.

    ## Why it matters
    The signature proves that whoever asks has the private key. A CA refuses the request. It was changed or damaged
    after it was signed, or made by a program with two keys at hand.

    ## How to fix
    Make the request again with its key: `openssl req -new -key a.key -out a.csr`.
    """
    asked = request.x509
    tbs, signature, algorithm, key = asked.tbs, asked.signature, asked.signature_algorithm, asked.public_key
    if (
        isinstance(tbs, x509.Problem)
        or isinstance(signature, x509.Problem)
        or isinstance(algorithm, x509.Problem)
        or isinstance(key, x509.Problem)
    ):
        return
    if "unverified" not in cx.circumstances and verify(tbs, signature, algorithm, key) == Verdict.INVALID:
        yield cx.finding(
            anchors.holder(request),
            f"the request for '{subject_name(request)}' was not signed with the key that it holds",
            help="make it again with its key: 'openssl req -new -key a.key -out a.csr'",
        )
