"""The chain of a certificate, put together from what is known: its file, the tree, the public roots, and addresses.

Whatever is added is proved by its signature first, wherever it comes from.
"""

from __future__ import annotations

from datetime import UTC, datetime

from pemlint import der, material, x509
from pemlint.der import DerError, Reader
from pemlint.mending.layout import encoded
from pemlint.model import Source
from pemlint.pem import parse
from pemlint.record import NamedTuple
from pemlint.roles import end_entities, may_sign
from pemlint.store import Authorities
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Final, TypeAlias

    from pemlint.file import File
    from pemlint.material import Certificate
    from pemlint.store import Authority
    from pemlint.subjects.facts import Facts

    #: what stands at an address; None where that cannot be had
    Fetch: TypeAlias = Callable[[str], bytes | None]

__all__ = ["Completion", "complete", "issuer_addresses"]

#: certificates above the leaf; addresses of one certificate that are asked
_MOST_ABOVE: Final = 10
_MOST_ADDRESSES: Final = 3
#: certificates of one answer that are tried
_MOST_FETCHED: Final = 20
_ISSUERS: Final = "1.3.6.1.5.5.7.48.2"
_URI: Final = 0x86


class Completion(NamedTuple):
    """The way from a certificate up to a root that somebody knows, as far as it was found."""

    leaf: Certificate
    #: the intermediates from below, those of its own file among them
    above: tuple[Certificate, ...]
    #: the root itself; None where the way ends before one
    root: Certificate | None
    #: the address of those that came from one, by their DER
    fetched: Mapping[bytes, str] = {}

    @property
    def top(self) -> Certificate:
        """The last one below the root."""
        return self.above[-1] if self.above else self.leaf


def complete(file: File, facts: Facts, fetch: Fetch | None) -> Completion | None:
    """Complete the chain of the certificate that a file is for; None where there is none in it.

    ``fetch`` is asked for issuers that are nowhere else; without it nobody is.
    """
    leaf = next(iter(end_entities(file.certificates)), None)
    return _Climb(leaf, facts, fetch).done() if leaf is not None else None


class _Climb:
    """From a leaf upwards."""

    def __init__(self, leaf: Certificate, facts: Facts, fetch: Fetch | None) -> None:
        self._leaf = leaf
        self._facts = facts
        self._fetch = fetch
        self._fetched: dict[bytes, str] = {}

    def done(self) -> Completion:
        above: list[Certificate] = []
        below, root = self._leaf, None
        seen = {below.der}
        while len(above) <= _MOST_ABOVE:
            if self._facts.links.self_signed(below):
                root = above.pop() if above else below
                break
            issuer = self._issuer(below)
            if issuer is None or issuer.der in seen:
                break
            seen.add(issuer.der)
            above.append(issuer)
            below = issuer
        return Completion(self._leaf, tuple(above[:_MOST_ABOVE]), root, self._fetched)

    def _issuer(self, child: Certificate) -> Certificate | None:
        """A certificate that signed another one: a root if somebody has it, else the one that lasts longest."""
        facts = self._facts
        holders = [facts.elsewhere.nearest(one, child) for one in self._signers(child, facts.elsewhere.tree(child))]
        holders += self._signers(child, facts.elsewhere.public(child))
        if not holders and self._fetch is not None:
            holders = list(self._asked(child, self._fetch))
        return max(holders, key=self._merit, default=None)

    def _merit(self, certificate: Certificate) -> tuple[bool, bool, datetime]:
        end, now = certificate.x509.not_after, self._facts.now
        until = end if isinstance(end, datetime) else datetime.min.replace(tzinfo=UTC)
        return self._facts.links.self_signed(certificate), now is None or until > now, until

    def _signers(self, child: Certificate, candidates: Iterable[Authority]) -> Iterator[Certificate]:
        """Those among the candidates whose key made the signature, that may sign, and that everybody can read."""
        for holder in self._facts.links.authority(child, candidates) or ():
            if holder.der != child.der and may_sign(holder) and not holder.x509.problems():
                yield holder

    def _asked(self, child: Certificate, fetch: Fetch) -> Iterator[Certificate]:
        """The issuers that stand at the addresses which a certificate names."""
        for url in issuer_addresses(child)[:_MOST_ADDRESSES]:
            data = fetch(url)
            found = _certificates(data)[:_MOST_FETCHED] if data is not None else []
            signers = list(self._signers(child, Authorities(found).candidates(child)))
            self._fetched.update(dict.fromkeys((each.der for each in signers), url))
            yield from signers
            if signers:
                return


def issuer_addresses(certificate: Certificate) -> list[str]:
    """The addresses of the issuer's certificate (caIssuers, RFC 5280 4.2.2.1), as far as they can be read."""
    extension = certificate.x509.extension(oids.AUTHORITY_INFO_ACCESS)
    if extension is None:
        return []
    reader = Reader(extension.value)
    found: dict[str, None] = {}
    try:
        for description in reader.children(reader.single(0, len(extension.value), der.SEQUENCE)):
            method, location = reader.children(description)
            if reader.oid(method) == _ISSUERS and location[0] == _URI:
                found[extension.value[location[2] : location[3]].decode("latin-1")] = None
    except (DerError, ValueError):
        pass
    return list(found)


def _certificates(data: bytes) -> list[Certificate]:
    """The certificates in an answer: PEM, DER, or those of a PKCS#7 message."""
    source = Source("fetched", "fetched", data, tls=True, target=False)
    found = material.read(source, parse(data), memo=x509.Memo())
    certificates = [item for item in found if isinstance(item, material.Certificate)]
    inner = [each for item in found if isinstance(item, material.Pkcs7) for each in item.certificates]
    if inner and data != (again := b"".join(encoded("CERTIFICATE", each) for each in inner)):
        certificates += _certificates(again)
    return certificates
