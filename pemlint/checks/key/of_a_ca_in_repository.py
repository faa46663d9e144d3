"""The rule ``key-of-a-ca-in-repository``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.frames import subject_name
from pemlint.pairs import KeyUse
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Certificate, PrivateKey
    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(KeyUse, id="key-of-a-ca-in-repository", spec=("CWE-321",), since="0.1.0", security="9.1")
def of_a_ca_in_repository(use: KeyUse, cx: Context) -> Iterator[Finding]:
    """The private key of a CA is in the Git repository.

    ## Why it matters
    Whoever can read the repository, now or from any old clone, can issue certificates for every name that the CA may
    sign for, and everybody who trusts the CA will believe them.

    Only keys that Git tracks are meant, and of those only the ones whose CA certificate is among the files.

    ## How to fix
    Treat the key as published. Make a new CA with a key that never enters a repository, take the old one out of every
    trust store, and issue its certificates again. `git rm --cached` keeps the file and stops tracking it, but the
    history keeps the key. A CA that only tests use belongs to the profile `test-fixtures`, by an `[[override]]` for its
    paths, or to an `[[ignore]]` with the `spki-sha256` of its key.
    """
    if use.key.place.source.git != "tracked" or not use.authorities:
        return
    # of several copies the one beside the key
    authority = min(use.authorities, key=lambda one: _folder(one) != _folder(use.key))
    yield cx.finding(
        anchors.key(use.key),
        f"Git tracks the private key of the CA '{subject_name(authority)}'",
        help="make a new CA whose key stays out of the repository; the history keeps this one",
        related=(anchors.related(authority, "the certificate of the CA"),),
    )


def _folder(one: Certificate | PrivateKey) -> str:
    return one.place.source.repo_path.rpartition("/")[0]
