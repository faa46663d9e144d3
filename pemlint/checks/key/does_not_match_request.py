"""The rule ``key-does-not-match-request``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.model import Frame, Row
from pemlint.pairs import RequestPairing
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding, Related
    from pemlint.rule import Context

_TOGETHER = {"same-file": "they stand in one file", "same-stem": "their files have one name"}


@rule(RequestPairing, id="key-does-not-match-request", spec=("RFC 2986 4.1",), since="0.1.0")
def does_not_match_request(pairing: RequestPairing, cx: Context) -> Iterator[Finding]:
    """The private key is not the key of the certification request that it stands with.

    ## Why it matters
    A CA issues the certificate for the key in the request. It will not fit the private key beside it, and that turns
    out only when the certificate is deployed, when the key that it needs may be gone.

    ## How to fix
    Make the request again with this key, `openssl req -new -key a.key -out a.csr`, or put the key beside it that made
    it. The message says where that one is, when it is among the files that were read.
    """
    if pairing.matches:
        return
    right = f"; the key of the request is {anchors.seen_in(pairing.right_keys[0])}" if pairing.right_keys else ""
    owner = pairing.owners[0] if pairing.owners else None
    belongs = f"; it belongs to '{subject_name(owner)}' ({anchors.seen_in(owner)})" if owner else ""
    yield cx.finding(
        anchors.key(pairing.key),
        f"the private key does not belong to the request ({anchors.seen_in(pairing.request)}){belongs}{right}",
        help="make the request again with this key, or put the key beside it that made it",
        circumstances=(pairing.origin,),
        related=tuple(_related(pairing)),
        frame=Frame(
            ("", "SHA-256 of the public key"),
            (Row(("private key", pairing.key.spki_sha256), fault=True), Row(("request", pairing.request.spki_sha256))),
        ),
    )


def _related(pairing: RequestPairing) -> Iterator[Related]:
    yield anchors.related(pairing.request, f"the request; {_TOGETHER[pairing.origin]}")
    if pairing.owners:
        yield anchors.related(pairing.owners[0], "the certificate that the key belongs to")
    if pairing.right_keys:
        yield anchors.related(pairing.right_keys[0], "the key that the request belongs to")
