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
    from pemlint.store import Authority, Links, Store

__all__ = ["Revocations"]


class Revocations:
    """Answers for the lists of a run; each is read when a certificate of its issuer is asked about, and once."""

    __slots__ = ("_by_issuer", "_found", "_links", "_store", "_withdrawing")

    def __init__(self, store: Store, links: Links) -> None:
        self._store = store
        self._links = links
        self._by_issuer: dict[bytes, list[RevocationList]] | None = None
        #: by issuer, the lists that withdraw a serial number
        self._withdrawing: dict[bytes, dict[int, list[RevocationList]]] = {}
        self._found: dict[tuple[bytes, int, Authority], RevocationList | None] = {}

    def of(self, certificate: Certificate) -> Revocation | None:
        """The list that withdraws a certificate, where the same CA has signed both; None where none is known."""
        issuer, serial = certificate.x509.issuer, certificate.x509.serial_number
        if isinstance(issuer, x509.Problem) or isinstance(serial, x509.Problem):
            return None
        named = self._lists(issuer.key).get(serial)
        if not named:
            return None
        authority = self._links.authority(certificate, self._store.authorities.candidates(certificate))
        if authority is None:
            return None
        question = issuer.key, serial, authority
        if question not in self._found:
            proved = (each for each in named if self._links.signed(each, next(iter(authority))))
            self._found[question] = next(proved, None)
        found = self._found[question]
        return None if found is None else Revocation(certificate, found)

    def _lists(self, name: bytes) -> dict[int, list[RevocationList]]:
        """The lists of an issuer by serial number; not those that only say what has changed since another one."""
        if self._by_issuer is None:
            self._by_issuer = {}
            files = [file for file in self._store.files.values() if file.holds(RevocationList)]
            for file in files:
                for each in file.revocation_lists:
                    issuer = each.x509.issuer
                    if isinstance(issuer, x509.Name) and not each.x509.extension(oids.DELTA_CRL_INDICATOR):
                        self._by_issuer.setdefault(issuer.key, []).append(each)
        if name not in self._withdrawing and name in self._by_issuer:
            found = self._withdrawing[name] = {}
            for each in self._by_issuer[name]:
                for serial in set(_own(each)):
                    found.setdefault(serial, []).append(each)
        return self._withdrawing.get(name, {})


def _own(revocation_list: RevocationList) -> Iterator[int]:
    """The serial numbers of the issuer's certificates: those of other CAs come last, behind their names (5.3.3)."""
    for entry in revocation_list.x509.revoked():
        if oids.CERTIFICATE_ISSUER in entry.extensions:
            return
        yield entry.serial
