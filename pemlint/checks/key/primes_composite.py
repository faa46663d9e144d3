"""The rule ``key-primes-composite``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.pairs import RsaKey
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(RsaKey, id="key-primes-composite", spec=("RFC 8017 3.2",), since="0.1.0", security="7.5")
def primes_composite(rsa: RsaKey, cx: Context, *, max_bits: int = 8192, max_keys: int = 50) -> Iterator[Finding]:
    """A number that should be a prime of an RSA key is none.

    ## Why it matters
    The modulus then has more and smaller factors than its length promises, and can be found with less work. Such a key
    also fails now and then for no visible reason: what it signs is not accepted, what it decrypts is garbage.

    Primes are tested by the method of Miller and Rabin, which costs about 30 milliseconds for a key of 2,048 bits and
    eight times as much for one of twice the length. The keys after the first ones of a run are not tested. The test
    finds accidents, not primes that somebody has chosen to deceive it.

    ## How to fix
    Make a new key, with other software or another source of random numbers, and have a certificate issued for it.

    ## Options
    - `max-bits`: the largest key that is tested.
    - `max-keys`: how many keys of 2,048 bits are tested in one run; a larger one counts for as many as it costs.
    """
    block = rsa.key.place.block
    data = rsa.key.place.source.data if block is None else block.der or b""
    composite = rsa.primality.composite(rsa.public, data, keys=max_keys, bits=max_bits)
    if composite:
        yield cx.finding(
            anchors.key(rsa.key),
            f"{'one' if composite == 1 else 'both'} of the two primes of the RSA key can be divided",
            help="make a new key with other software, and have a certificate issued for it",
        )
