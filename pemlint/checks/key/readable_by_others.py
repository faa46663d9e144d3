"""The rule ``key-readable-by-others``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.material import PrivateKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

#: read and write for the group and for all others
_OTHERS: Final = 0o066


@rule(PrivateKey, id="key-readable-by-others", spec=("CWE-732",), since="0.1.0", security="5.5")
def readable_by_others(key: PrivateKey, cx: Context) -> Iterator[Finding]:
    """The permissions of a private key's file let others than its owner read it.

    ## Why it matters
    Every account of the machine, and every program that runs under one, can copy the key. OpenSSH and PostgreSQL refuse
    such a file.

    Judged are files that Git does not track, since what is in a repository has no permissions of its own, and only
    where permissions are bits. Encrypted keys are passed over, and in continuous integration (the circumstance `ci`)
    nobody else has an account.

    ## How to fix
    `chmod 600 a.key` leaves it to its owner alone.
    """
    mode = key.place.source.mode
    if mode is None or not mode & _OTHERS or key.encryption or (key.reason and not key.inconsistent):
        return
    who = "everybody" if mode & 0o006 else "the group"
    path = shell.quoted(key.place.source.path)
    yield cx.finding(
        anchors.key(key),
        f"{who} can read this private key: its file has the permissions {mode & 0o777:03o}",
        help=f"leave it to its owner alone:\n  chmod 600 {path}",
    )
