"""The rule ``key-public-exponent-weak``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.material import PrivateKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(PrivateKey, id="key-public-exponent-weak", spec=("RFC 8017 3.1", "CA/Browser Forum BR 6.1.6"), since="0.1.0")
def public_exponent_weak(key: PrivateKey, cx: Context, *, min_exponent: int = 3) -> Iterator[Finding]:
    """The public exponent of an RSA key is even, 1, or smaller than it should be.

    ## Why it matters
    With the exponent 1 a signature is the message itself, and anybody makes one. With an even exponent no private
    exponent exists, and nothing that the key makes is ever accepted. Small odd exponents such as 3 are sound as such,
    but every known attack on careless software starts from them; nearly all keys have 65,537.

    A small odd exponent has the circumstance `small`.

    ## How to fix
    Make a new key with `openssl genpkey -algorithm rsa -out a.key`, whose exponent is 65,537, and have a certificate
    issued for it.

    ## Options
    - `min-exponent`: the least exponent that is accepted; public CAs should use 65537 at least.
    """
    public = key.public
    if public is None or not public.modulus or key.inconsistent:
        return
    exponent = public.exponent
    if exponent == 1 or exponent % 2 == 0:
        what = "1, with which anybody can sign" if exponent == 1 else "even, so that no private exponent belongs to it"
    elif exponent < min_exponent:
        what = f"{exponent:,}; {min_exponent:,} is the least that is wanted"
    else:
        return
    yield cx.finding(
        anchors.key(key),
        f"the public exponent of the RSA key is {what}",
        help="make a new key, and have a certificate issued for it",
        circumstances=("small",) if exponent > 1 and exponent % 2 else (),
    )
