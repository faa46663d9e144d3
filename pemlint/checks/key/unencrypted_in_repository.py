"""The rule ``key-unencrypted-in-repository``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.material import PrivateKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(PrivateKey, id="key-unencrypted-in-repository", spec=("CWE-312",), since="0.1.0", security="7.5")
def unencrypted_in_repository(key: PrivateKey, cx: Context) -> Iterator[Finding]:
    """A private key that is not encrypted is in the Git repository.

    ## Why it matters
    Whoever can read the repository, now or from any old clone, can pretend to be the server or client of this key, and
    can read recorded traffic that was encrypted to it.

    Only keys that Git tracks are meant. The key of a CA is a matter of `key-of-a-ca-in-repository`.

    ## How to fix
    Treat the key as published: make a new one outside of the repository, have its certificate issued again and revoke
    the old one. Keep keys in a secret store, and pin their public key in the manifest with
    `private-key = { spki-sha256 = "…" }`. `git rm --cached` keeps the file and stops tracking it, but the history keeps
    the key. A key that only tests use belongs to the profile `test-fixtures`, by an `[[override]]` for its paths, or to
    an `[[ignore]]` with its `spki-sha256`, which does not hide the next key.
    """
    damaged = key.reason and not key.unsupported and not key.inconsistent
    if key.place.source.git == "tracked" and not key.encryption and not damaged:
        yield cx.finding(
            anchors.key(key),
            "Git tracks this private key, and it is not encrypted",
            help="make a new key that stays out of the repository; the history keeps this one",
        )
