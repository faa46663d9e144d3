"""The rule ``key-format-not-allowed``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.material import PrivateKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(PrivateKey, id="key-format-not-allowed", spec=("RFC 5208 5", "RFC 8017 A.1.2", "RFC 5915 3"), since="0.1.0")
def format_not_allowed(key: PrivateKey, cx: Context, *, allow: tuple[str, ...] = ()) -> Iterator[Finding]:
    """The private key is written in a format that the platform does not read.

    ## Why it matters
    The same key can be written as PKCS#8 (`BEGIN PRIVATE KEY`), as PKCS#1 (`BEGIN RSA PRIVATE KEY`) or as SEC1
    (`BEGIN EC PRIVATE KEY`). Most software reads all of them; some platforms read one and refuse the others.

    ## How to fix
    Convert it; the key itself and its certificate stay as they are. The help shows the command.

    ## Options
    - `allow`: the formats that are read, of `PKCS#8`, `PKCS#1` and `SEC1`; an empty list accepts all.
    """
    if not allow or not key.format or key.format in allow or key.reason:
        return
    path = key.place.source.path
    form = "" if key.place.block else "-inform der "
    written = shell.quoted(shell.beside(path, shell.extension(path) or "key"))
    way = "" if "PKCS#8" in allow else "-traditional "
    yield cx.finding(
        anchors.key(key),
        f"the private key is written as {key.format}; the platform reads {' and '.join(allow)}",
        help=f"convert it; the result is a secret:\n  openssl pkey {form}-in {shell.quoted(path)} {way}-out {written}",
    )
