"""Keys that are known to be broken, as the library ``badkeys`` knows them by arithmetic; nothing is downloaded."""

from __future__ import annotations

from pemlint import extras
from pemlint.crypto.library import Unanswered, make
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Final

    from pemlint.x509 import PublicKeyInfo

__all__ = ["Flaw", "known_flaws"]

#: names of checks in the library, and what each means for a key
_WORDS: Final[Mapping[str, str]] = {
    "fermat": "its two primes lie so close together that anybody finds them (Fermat's method)",
    "roca": "it was made by a faulty library of Infineon, and can be broken (ROCA, CVE-2017-15361)",
    "rsainvalid": "its numbers are none that an RSA key can have",
    "rsapoly": "its modulus has a pattern by which anybody finds its primes",
    "sharedprimes": "one of its primes is also that of other keys, so that anybody finds both",
    "smalld": "its private exponent is so small that anybody finds it (Wiener's attack)",
    "smallfactors": "its modulus has a small factor: it is damaged, or was never an RSA key",
    "dsasparse": "the prime of its DSA parameters is of a form that makes it easy to break",
    "xzbackdoor": "it carries the trigger of the backdoor in xz (CVE-2024-3094)",
    "rsabias": "the bits of its modulus are not those of a random number",
    "pattern": "its modulus repeats one byte in a way that chance does not",
}
#: checks that mention what is odd, and prove nothing
_SUSPICIONS: Final = frozenset({"rsabias", "pattern"})
_FACTORS: Final = frozenset({"fermat", "smallfactors"})
#: the list of published keys has to be downloaded, and without it the library ends the process
_DOWNLOADED: Final = "blocklist"
#: results about the size and the exponent of a key, which have rules of their own
_SAID_ELSEWHERE: Final = frozenset({("rsawarnings", None), ("rsainvalid", "invalid_e")})


class Flaw(NamedTuple):
    """One thing that is wrong with a key, in words; never the numbers that prove it, which are the key."""

    words: str
    #: whether it is only odd
    suspicion: bool
    #: whether it is that the modulus can be taken apart, which needs no library to see
    factors: bool


def known_flaws(public: PublicKeyInfo) -> tuple[Flaw, ...]:
    """What is known to be wrong with a public key, the gravest first. Raises MissingExtra."""
    library = extras.load("badkeys", "badkeys")
    names = [name for name in library.allchecks if name != _DOWNLOADED]
    try:
        results = make(_question(library, public, names))
    except Unanswered:
        return ()
    flaws = [
        Flaw(_WORDS.get(name, f"badkeys finds the weakness '{name}' in it"), name in _SUSPICIONS, name in _FACTORS)
        for name, result in sorted(results.items())
        if not {(name, None), (name, result.get("subtest"))} & _SAID_ELSEWHERE
    ]
    return tuple(sorted(flaws, key=lambda flaw: flaw.suspicion))


def _question(library: Any, public: PublicKeyInfo, names: list[str]) -> Callable[[], Mapping[str, Mapping[str, Any]]]:
    """What to make: by its numbers of an RSA key, whatever they are; by its DER of any other."""

    def by_numbers() -> Mapping[str, Mapping[str, Any]]:
        found: Mapping[str, Mapping[str, Any]] = library.checkrsa(public.modulus, e=public.exponent, checks=names)
        return found

    def by_der() -> Mapping[str, Mapping[str, Any]]:
        from base64 import b64encode

        text = b64encode(public.der).decode("ascii")
        pem = f"-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n"
        found: Mapping[str, Mapping[str, Any]] = library.checkpubkey(pem, checks=names)["results"]
        return found

    return by_numbers if public.modulus else by_der
