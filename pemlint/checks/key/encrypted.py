"""The rule ``key-encrypted``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.material import PrivateKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(PrivateKey, id="key-encrypted", spec=("RFC 5958 3", "RFC 1421 4.6"), since="0.1.0")
def encrypted(key: PrivateKey, cx: Context) -> Iterator[Finding]:
    """The private key is encrypted, where it must be usable without a passphrase.

    ## Why it matters
    A server that starts unattended cannot ask for the passphrase, and a platform that takes uploads has no field for
    it: the endpoint does not come up. Whether the key matches its certificate cannot be checked either.

    ## How to fix
    Decrypt it with `openssl pkey -in a.key -out a.plain.key`, which asks for the passphrase. The result is a secret:
    keep it in a secret store rather than in the repository, and pin its public key in the manifest with
    `private-key = { spki-sha256 = "…" }`.
    """
    if not key.encryption:
        return
    path = key.place.source.path
    plain = shell.quoted(shell.beside(path, f"plain.{shell.extension(path) or 'key'}"))
    form = "" if key.place.block else "-inform der "
    how = "with the headers of RFC 1421 (Proc-Type: 4,ENCRYPTED)" if key.encryption == "legacy" else "as PKCS#8"
    yield cx.finding(
        anchors.key(key),
        f"the private key is encrypted, {how}",
        help=f"decrypt it; the result is a secret:\n  openssl pkey {form}-in {shell.quoted(path)} -out {plain}",
    )
