"""RSA moduli that anybody can take apart: the checks that the Baseline Requirements ask of CAs (6.1.1.3, 6.1.6)."""

from __future__ import annotations

from math import gcd, isqrt, prod

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["weakness"]

#: NIST SP 800-89 5.3.3: no factor below 752
_LIMIT: Final = 752
_COMPOSITE: Final = {multiple for n in range(2, isqrt(_LIMIT) + 1) for multiple in range(n * n, _LIMIT, n)}
_SMALL_PRIMES: Final = prod(number for number in range(2, _LIMIT) if number not in _COMPOSITE)
#: the rounds that the Baseline Requirements ask for
_ROUNDS: Final = 100
#: their squares tell nearly all other numbers apart without a root
_FACTORS: Final = (64, 63, 65, 11, 17, 19, 23, 31)
_PRODUCT: Final = prod(_FACTORS)
_SQUARES: Final = tuple((factor, frozenset(n * n % factor for n in range(factor))) for factor in _FACTORS)


def weakness(modulus: int) -> str:
    """What is wrong with it, to stand after a noun and without its factors; empty when nothing was found.

    An even modulus is another fault, and none of these.
    """
    if modulus % 2 == 0:
        return ""
    if gcd(modulus, _SMALL_PRIMES) != 1:
        return "has a small factor"
    return "has two factors that lie close together" if _close_factors(modulus) else ""


def _close_factors(modulus: int) -> bool:
    """Fermat's method: the modulus as a difference of two squares."""
    middle = isqrt(modulus)
    middle += middle * middle < modulus
    rest = middle * middle - modulus
    for _ in range(_ROUNDS):
        small = rest % _PRODUCT
        if all(small % factor in squares for factor, squares in _SQUARES) and isqrt(rest) ** 2 == rest:
            return True
        rest += 2 * middle + 1
        middle += 1
    return False
