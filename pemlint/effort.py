"""How much work the signatures of a run may be, and whose are left out where they would be more.

It follows from what was read, and not from what was asked before: neither the order of the questions nor the number of
processes changes an answer. The unit is one verification with a key on P-256, some 60 microseconds.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from pemlint import der
from pemlint.authorities import issuer_key, subject_key
from pemlint.file import Remote
from pemlint.material import Certificate, CertificateRequest, RevocationList
from pemlint.record import NamedTuple
from pemlint.x509 import oids
from pemlint.x509.keys import MOST_EXPONENT_BITS, MOST_RSA_BITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Final, TypeAlias

    from pemlint.material import Identity
    from pemlint.model import Source
    from pemlint.x509 import PublicKeyInfo

    Signed: TypeAlias = Certificate | CertificateRequest | RevocationList
    #: all that is verified in a run, in the order of the files
    Everything: TypeAlias = Callable[[], Iterable[Signed | Remote]]

__all__ = ["Effort", "Everything", "Signed", "work"]

#: units; 6,250 signatures over P-384 or P-521, two verifications each of 1,600 over the slowest curve
_MOST_WORK = 50_000
#: units that a larger run may have for each KiB of its files
_WORK_PER_KIB = 7
#: keys of one name that may be tried in vain in one run, dealt out evenly to those that name it as issuer; beyond its
#: part each tries one key that it names, and one more
_MAX_MISSES = 10_240
#: units that all of them together may be; the names with the fewest keys and children come first
_MISSES_IN_ALL = 32_768
#: at most so many keys are asked for one signature that no allowance covers: its own twice, the named one, another one
_QUESTIONS = 4
#: a verification of so few units is never left out
_QUICK = 2

#: units by curve, as measured with OpenSSL 4.0; fields over bits are slow everywhere
_CURVES: Final[Mapping[str, int]] = {
    "explicit": 15,
    "P-224": 2,
    "P-256": 1,
    "P-384": 8,
    "P-521": 8,
    "brainpoolP384r1": 11,
    "brainpoolP512r1": 15,
    "sect409k1": 15,
    "sect409r1": 15,
    "sect571k1": 30,
    "sect571r1": 30,
}
_OTHER_CURVE: Final = 5
#: by the parameters of a key (RFC 5480 2.1.1); all others spell the curve out
_CURVE_NAMES: Final[Mapping[object, str]] = {
    bytes((der.OBJECT_IDENTIFIER, len(oid := der.encode_oid(dotted)))) + oid: name
    for dotted, (name, _) in oids.CURVES.items()
}
_KINDS: Final[Mapping[str, int]] = {"Ed25519": 2, "Ed448": 4, "ML-DSA-44": 2, "ML-DSA-65": 3, "ML-DSA-87": 5}


def work(key: Identity | None) -> int:
    """Units that one verification with a key takes; 0 where there is none, as it is of no such kind, or too large."""
    if key is None:
        return 0
    kind, first, second = key
    if isinstance(first, int) and isinstance(second, int):
        too_large = first.bit_length() > MOST_RSA_BITS or second.bit_length() > MOST_EXPONENT_BITS
        return 0 if too_large else max(first.bit_length() ** 2 * second.bit_length() // 244_000_000, 1)
    if isinstance(first, int):
        return 0
    if kind == "EC":
        return _CURVES.get(_CURVE_NAMES.get(first, "explicit"), _OTHER_CURVE)
    if kind == "DSA":
        # its algorithm is the prime, a number of its length, and little more
        return max((len(first) * 4) ** 2 // 860_000, 1)
    return _KINDS.get(kind, 0)


class _Item(NamedTuple):
    """What has to be known of something that is signed."""

    #: SHA-256 of its DER
    digest: str
    issuer: bytes | None
    subject: bytes | None
    #: its own key, and the units of that
    key: Identity | None
    cost: int
    request: bool


class Effort:
    """What is affordable in a run."""

    __slots__ = ("_allowances", "_beyond", "_items", "_outside", "_signed")

    def __init__(self, signed: Everything, outside: Callable[[], Iterable[Certificate]]) -> None:
        """``outside`` gives the public roots, whose keys are asked too."""
        self._signed = signed
        self._outside = outside
        #: each made for the first question that needs it
        self._items: Mapping[str, _Item] | None = None
        self._beyond: Collection[str] | None = None
        self._allowances: Mapping[bytes, int] | None = None

    def affords(self, child: Signed, key: PublicKeyInfo) -> bool:
        """Whether a signature may be verified with this key; those that come first in the files are."""
        if work(key.identity) <= _QUICK:
            return True
        if self._beyond is None:
            self._beyond = self._left_out()
        return _digest(child) not in self._beyond

    def allowance(self, child: Certificate | RevocationList) -> int:
        """How many keys that it does not name may be tried in vain for a signature: one at least."""
        if self._allowances is None:
            self._allowances = self._dealt()
        issuer = issuer_key(child)
        return self._allowances.get(issuer, _MAX_MISSES) if issuer is not None else 1

    def _left_out(self) -> frozenset[str]:
        """The SHA-256 of whatever there is no time for."""
        sizes = {source.repo_path: len(source.data) for source in map(_source, self._signed())}
        most = max(_MOST_WORK, sum(sizes.values()) * _WORK_PER_KIB // 1024)
        issuers = _asked(self._distinct().values())
        outside = _asked(map(_item, self._outside()), 1)
        beyond = set()
        spent = 0
        for item in self._distinct().values():
            cost = item.cost
            if not item.request:
                name = item.issuer or b""
                cost = issuers.get(name, 0) + outside.get(name, 0)
            if spent + cost > most:
                beyond.add(item.digest)
            else:
                spent += cost
        return frozenset(beyond)

    def _dealt(self) -> Mapping[bytes, int]:
        """By the name of an issuer, the keys that each of its children may try in vain."""
        issuers = _by_subject(self._distinct().values())
        children = Counter(item.issuer for item in self._distinct().values())
        wanted = []
        for name, count in children.items():
            if name is not None:
                certificates, most = issuers.get(name, (0, 0))
                tries = min(_MAX_MISSES // count, certificates or _MAX_MISSES)
                wanted.append((tries * count * most, name, tries))
        left = _MISSES_IN_ALL
        dealt = {}
        for cost, name, tries in sorted(wanted):
            dealt[name] = max(tries if cost <= left else tries * left // cost, 1)
            left = max(left - cost, 0)
        return dealt

    def _distinct(self) -> Mapping[str, _Item]:
        """Each thing once, in the order in which they come."""
        if self._items is None:
            self._items = {item.digest: item for item in map(_item, self._signed())}
        return self._items


def _item(one: Signed | Remote) -> _Item:
    key = None
    if isinstance(one, Remote) or not isinstance(one, RevocationList):
        key = one.identity
    cost = work(key)
    if isinstance(one, CertificateRequest) or (isinstance(one, Remote) and one.kind == "CertificateRequest"):
        return _Item(_digest(one), None, None, key, cost, request=True)
    if isinstance(one, RevocationList):
        return _Item(_digest(one), issuer_key(one), None, key, cost, request=False)
    return _Item(_digest(one), issuer_key(one), subject_key(one), key, cost, request=False)


def _digest(one: Signed | Remote) -> str:
    if isinstance(one, Remote):
        return one.sha256.hex()
    return one.sha256 if isinstance(one, Certificate) else sha256(one.der).hexdigest()


def _source(one: Signed | Remote) -> Source:
    return one.file.source if isinstance(one, Remote) else one.place.source


def _asked(items: Iterable[_Item], questions: int = _QUESTIONS) -> Mapping[bytes, int]:
    """By the name of a CA, the units that so many questions to its keys take at most, each key being asked once."""
    keys: dict[bytes, dict[Identity | None, int]] = {}
    for item in items:
        if item.subject is not None:
            keys.setdefault(item.subject, {})[item.key] = item.cost
    return {name: sum(sorted(costs.values())[-questions:]) for name, costs in keys.items()}


def _by_subject(items: Iterable[_Item]) -> Mapping[bytes, tuple[int, int]]:
    """By the name of a CA, how many certificates bear it, and the units of the slowest key in them."""
    found: dict[bytes, tuple[int, int]] = {}
    for item in items:
        if item.subject is not None:
            count, most = found.get(item.subject, (0, 0))
            found[item.subject] = count + 1, max(most, item.cost)
    return found
