"""Whether the primes of RSA keys are prime: by the test of Miller and Rabin, in bounded time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pemlint.crypto.private_keys import rsa_primes

if TYPE_CHECKING:
    from pemlint.x509 import PublicKeyInfo

__all__ = ["Primality"]

#: five rounds miss a composite number of 1,024 bits with a chance of less than 2**-100 (FIPS 186-4, table C.3)
_BASES: Final = (2, 3, 5, 7, 11)
#: bits of a key that counts as one; the work grows with the third power
_UNIT: Final = 2048


class Primality:
    """Tests each distinct key once, as long as there is work left to spend."""

    __slots__ = ("_known", "_spent")

    def __init__(self) -> None:
        self._known: dict[object, int] = {}
        self._spent = 0.0

    def composite(self, public: PublicKeyInfo, data: bytes, *, keys: int, bits: int) -> int:
        """How many of the two primes of an RSA key are none; 0 too for a key that is not tested.

        ``data`` is the DER of the key. Tested are keys of up to ``bits`` bits, until as much work is done as ``keys``
        keys of 2,048 bits take.
        """
        if public.bits > bits:
            return 0
        if public.identity not in self._known:
            if self._spent >= keys:
                return 0
            self._spent += (public.bits / _UNIT) ** 3
            self._known[public.identity] = sum(not _is_prime(number) for number in rsa_primes(data) or ())
        return self._known[public.identity]


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
