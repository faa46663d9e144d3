"""Whether the primes of RSA keys are prime: by the test of Miller and Rabin, in bounded time."""

from __future__ import annotations

from pemlint.crypto.private_keys import rsa_primes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Final

    from pemlint.x509 import PublicKeyInfo

    Identity = tuple[str, bytes | int, bytes | int]

__all__ = ["Primality"]

#: five rounds miss a composite number of 1,024 bits with a chance of less than 2**-100 (FIPS 186-4, table C.3)
_BASES: Final = (2, 3, 5, 7, 11)
#: bits of a key that counts as one; the work grows with the third power
_UNIT: Final = 2048


class Primality:
    """Tests each distinct key once, as far as the work goes.

    Which keys it goes to follows from ``keys``, all of a run in their order, and not from who asks first: what is said
    of a key does not change with the order in which keys are judged, nor with what is judged besides.
    """

    __slots__ = ("_allowed", "_known", "_queue")

    def __init__(self, keys: Iterable[PublicKeyInfo] = ()) -> None:
        self._queue = {key.identity: key.bits for key in keys if key.modulus}
        self._allowed: dict[tuple[int, int], frozenset[Identity]] = {}
        self._known: dict[Identity, int] = {}

    def composite(self, public: PublicKeyInfo, data: bytes, *, keys: int, bits: int) -> int:
        """How many of the two primes of an RSA key are none; 0 too for a key that is not tested.

        ``data`` is the DER of the key. Tested are keys of up to ``bits`` bits, the first ones, until as much work is
        done as ``keys`` keys of 2,048 bits take. A key that the run was not known to have comes last.
        """
        identity = public.identity
        if identity not in self._queue:
            self._queue[identity] = public.bits
            self._allowed.clear()
        if (keys, bits) not in self._allowed:
            self._allowed[keys, bits] = frozenset(self._first(keys, bits))
        if identity not in self._allowed[keys, bits]:
            return 0
        if identity not in self._known:
            self._known[identity] = sum(not _is_prime(number) for number in rsa_primes(data) or ())
        return self._known[identity]

    def _first(self, keys: int, bits: int) -> Iterator[Identity]:
        spent = 0.0
        for identity, size in self._queue.items():
            if spent >= keys:
                break
            if size <= bits:
                yield identity
                spent += (size / _UNIT) ** 3


def _is_prime(number: int) -> bool:
    """Whether a number passes for every base (FIPS 186-4 C.3.1, with fixed bases: the verdict is always the same)."""
    if number < 2:
        return False
    for base in _BASES:
        if number % base == 0:
            return number == base
    odd = number - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    return all(_passes(base, odd, twos, number) for base in _BASES)


def _passes(base: int, odd: int, twos: int, number: int) -> bool:
    power = pow(base, odd, number)
    if power in {1, number - 1}:
        return True
    for _ in range(twos - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False
