"""Which certificates the revocation lists among the files withdraw (RFC 5280 6.3): those of the CA that signed both."""

from __future__ import annotations

from pemlint import x509
from pemlint.chains.verdicts import Revocation
from pemlint.material import RevocationList
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Certificate
    from pemlint.store import Links, Store

__all__ = ["Revocations"]


class Revocations:
    """Answers for the lists of a run; each is read when a certificate of its issuer is asked about, and once."""

    __slots__ = ("_by_issuer", "_links", "_serials", "_store")

    def __init__(self, store: Store, links: Links) -> None:
        self._store = store
        self._links = links
        self._by_issuer: dict[bytes, list[RevocationList]] | None = None
        self._serials: dict[int, frozenset[int]] = {}

    def of(self, certificate: Certificate) -> Revocation | None:
        """The list that withdraws a certificate, where the same CA has signed both; None where none is known."""
        issuer, serial = certificate.x509.issuer, certificate.x509.serial_number
        lists = self._lists()
        if not lists or isinstance(issuer, x509.Problem) or isinstance(serial, x509.Problem):
            return None
        named = [each for each in lists.get(issuer.key, ()) if serial in self._revoked(each)]
        if not named:
            return None
        authority = self._links.authority(certificate, self._store.authorities.candidates(certificate))
        if authority is None:
            return None
        proved = (each for each in named if self._links.signed(each, next(iter(authority))))
        found = next(proved, None)
        return None if found is None else Revocation(certificate, found)

    def _lists(self) -> dict[bytes, list[RevocationList]]:
        """The lists by the name of their issuer; not those that only say what has changed since another one."""
        if self._by_issuer is None:
            self._by_issuer = {}
            files = [file for file in self._store.files.values() if file.holds(RevocationList)]
            for file in files:
                for each in file.revocation_lists:
                    issuer = each.x509.issuer
                    if isinstance(issuer, x509.Name) and not each.x509.extension(oids.DELTA_CRL_INDICATOR):
                        self._by_issuer.setdefault(issuer.key, []).append(each)
        return self._by_issuer

    def _revoked(self, revocation_list: RevocationList) -> frozenset[int]:
        known = self._serials.get(id(revocation_list))
        if known is None:
            known = self._serials[id(revocation_list)] = frozenset(_own(revocation_list))
        return known


def _own(revocation_list: RevocationList) -> Iterator[int]:
    """The serial numbers of the issuer's certificates: those of other CAs come last, behind their names (5.3.3)."""
    for entry in revocation_list.x509.revoked():
        if oids.CERTIFICATE_ISSUER in entry.extensions:
            return
        yield entry.serial
