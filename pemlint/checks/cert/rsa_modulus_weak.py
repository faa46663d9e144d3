"""The rule ``cert-rsa-modulus-weak``."""

from __future__ import annotations

from math import gcd, isqrt, prod
from typing import TYPE_CHECKING, Final

from pemlint import anchors, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


#: more are no key that anybody uses, and cost time
_MOST_BITS: Final = 16_384
#: NIST SP 800-89 5.3.3: no factor below 752
_SMALL_PRIMES: Final = prod(number for number in range(2, 752) if all(number % n for n in range(2, isqrt(number) + 1)))
#: the rounds that the Baseline Requirements ask for
_ROUNDS: Final = 100
#: the squares modulo 64; five of six other numbers are told apart without a root
_SQUARES: Final = frozenset(number * number % 64 for number in range(64))


@rule(
    Certificate,
    id="cert-rsa-modulus-weak",
    spec=("CA/Browser Forum BR 6.1.1.3", "CA/Browser Forum BR 6.1.6"),
    since="0.1.0",
    security="9.8",
)
def rsa_modulus_weak(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """The RSA modulus can be taken apart into its factors.

    ## Why it matters
    Whoever knows the factors has the private key. A modulus with a small factor, or with two factors that lie close
    together, falls within moments.

    ## How to fix
    Make a new key with `openssl genrsa 2048` on a machine with a sound random source, have a certificate issued for
    it, and revoke this one.
    """
    key = cert.x509.public_key
    if isinstance(key, x509.Problem) or not key.modulus or key.bits > _MOST_BITS:
        return
    fault = _fault(key.modulus)
    if fault:
        yield cx.finding(
            anchors.certificate(cert),
            f"the RSA modulus of '{subject_name(cert)}' {fault}: its private key can be computed",
            help="make a new key, have a certificate issued for it, and revoke this one",
        )


def _fault(modulus: int) -> str:
    """What is wrong with it, without its factors; empty when nothing was found."""
    if modulus % 2 == 0:
        return ""  # which has its own rule
    if gcd(modulus, _SMALL_PRIMES) != 1:
        return "has a small factor"
    return "has two factors that lie close together" if _close_factors(modulus) else ""


def _close_factors(modulus: int) -> bool:
    """Fermat's method: the modulus as a difference of two squares."""
    middle = isqrt(modulus)
    middle += middle * middle < modulus
    rest = middle * middle - modulus
    for _ in range(_ROUNDS):
        if rest % 64 in _SQUARES and isqrt(rest) ** 2 == rest:
            return True
        rest += 2 * middle + 1
        middle += 1
    return False
