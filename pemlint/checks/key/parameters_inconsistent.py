"""The rule ``key-parameters-inconsistent``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.contents import block_name
from pemlint.material import PrivateKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(PrivateKey, id="key-parameters-inconsistent", spec=("RFC 8017 3.2", "RFC 5915 3"), since="0.1.0", security="7.5")
def parameters_inconsistent(key: PrivateKey, cx: Context) -> Iterator[Finding]:
    """The numbers of a private key contradict each other.

    ## Why it matters
    The key may load all the same, since many programs do not check, and then make signatures that nobody accepts. Where
    a number for only one of the two primes is wrong, one faulty signature is enough to compute the private key from.

    ## How to fix
    Take the key again from where it was made. If that is gone, make a new key and have a new certificate issued for it.
    `openssl pkey -in a.key -noout -check` shows what OpenSSL thinks of it.
    """
    if key.inconsistent and key.place.source.tls:
        yield cx.finding(
            anchors.key(key),
            f"{block_name(key.place)} contradicts itself: {key.reason}",
            help="take the key again from where it was made, or make a new one and have a certificate issued for it",
        )
