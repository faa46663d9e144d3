"""The rule ``crl-signature-hash-weak``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.frames import issuer_name
from pemlint.material import RevocationList
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(
    RevocationList,
    id="crl-signature-hash-weak",
    spec=("RFC 6194", "CA/Browser Forum BR 7.1.3.2"),
    since="0.1.0",
    security="5.9",
)
def signature_hash_weak(crl: RevocationList, cx: Context) -> Iterator[Finding]:
    """The revocation list is signed with MD5, SHA-1 or an even older hash.

    ## Why it matters
    Whoever can make a second text with the same hash can make a list that revokes nothing. OpenSSL 3 does not take
    SHA-1 at its usual security level, so that servers refuse every client.

    ## How to fix
    Issue the list again with SHA-256: `default_md = sha256` in the configuration of the CA.
    """
    algorithm = crl.x509.signature_algorithm
    if not isinstance(algorithm, x509.Problem) and algorithm.hash_name in oids.WEAK_HASHES:
        yield cx.finding(
            anchors.material(crl),
            f"the revocation list of '{issuer_name(crl)}' is signed with {algorithm.hash_name}",
            help="issue it again with SHA-256 or better",
        )
