"""CAs, found by name and key identifier among certificates that are here or only known of."""

from __future__ import annotations

from pemlint import x509
from pemlint.file import Remote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from pemlint.material import Certificate, RevocationList

    Known: TypeAlias = Certificate | Remote

__all__ = [
    "Authorities",
    "Authority",
    "Known",
    "here",
    "issuer_key",
    "key_identifier",
    "path_of",
    "sha256",
    "subject_key",
]


class Authority:
    """A CA: one name and one key, and every certificate that says so, whoever signed it."""

    __slots__ = ("holders", "identifiers")

    def __init__(self) -> None:
        #: by DER, in the order in which they came
        self.holders: dict[bytes, Certificate] = {}
        #: the subject key identifiers in them
        self.identifiers: set[bytes] = set()

    def __iter__(self) -> Iterator[Certificate]:
        return iter(self.holders.values())


class _Named:
    """The CAs of one name."""

    __slots__ = ("by_identifier", "by_key")

    def __init__(self, certificates: Iterable[Known]) -> None:
        #: by public key
        self.by_key: dict[bytes, Authority] = {}
        #: subject key identifier → CAs by public key
        self.by_identifier: dict[bytes, dict[bytes, Authority]] = {}
        for certificate in _different(certificates):
            public = certificate.x509.public_key
            key = b"" if isinstance(public, x509.Problem) else public.der
            authority = self.by_key.setdefault(key, Authority())
            authority.holders.setdefault(certificate.der, certificate)
            identifier = certificate.x509.subject_key_identifier
            if isinstance(identifier, bytes):
                authority.identifiers.add(identifier)
                self.by_identifier.setdefault(identifier, {})[key] = authority


def _different(certificates: Iterable[Known]) -> Iterator[Certificate]:
    """Certificates at the first place where each stands, and maybe others; what stands elsewhere is read for it."""
    known: set[bytes] = set()
    for one in certificates:
        if isinstance(one, Remote):
            if one.sha256 in known:
                continue
            known.add(one.sha256)
        yield here(one)


class Authorities:
    """The CAs among certificates, found by name and key identifier.

    Any certificate may be asked for as an issuer, and few are: what is known of a name is put together when it is.
    """

    __slots__ = ("_by_subject", "_named")

    def __init__(self, certificates: Iterable[Known] = ()) -> None:
        self._by_subject: dict[bytes, list[Known]] = {}
        self._named: dict[bytes, _Named] = {}
        for certificate in certificates:
            self.add(certificate)

    def add(self, certificate: Known) -> None:
        """Take in a certificate; one without a readable subject can be nobody's issuer."""
        key = subject_key(certificate)
        if key is not None:
            self._by_subject.setdefault(key, []).append(certificate)
            self._named.pop(key, None)

    def candidates(self, child: Certificate | RevocationList) -> Iterator[Authority]:
        """The CAs that its issuer's name may mean, those with the key identifier that it names before the others."""
        issuer = child.x509.issuer
        if isinstance(issuer, x509.Problem):
            return
        named = self._named.get(issuer.key)
        if named is None:
            named = self._named[issuer.key] = _Named(self._by_subject.get(issuer.key, ()))
        wanted = key_identifier(child)
        likely = named.by_identifier.get(wanted, {}) if wanted is not None else {}
        yield from likely.values()
        for key, authority in named.by_key.items():
            if key not in likely:
                yield authority


def key_identifier(child: Certificate | RevocationList) -> bytes | None:
    """The key identifier of the issuer as the child names it (RFC 5280 4.2.1.1)."""
    authority = child.x509.authority_key_identifier
    return None if authority is None or isinstance(authority, x509.Problem) else authority.key_identifier


def here(one: Known) -> Certificate:
    """The certificate itself; what another process has told of is read for it."""
    return one.thing if isinstance(one, Remote) else one


def sha256(one: Known) -> str:
    """SHA-256 (hex) of its DER."""
    return one.sha256.hex() if isinstance(one, Remote) else one.sha256


def path_of(one: Known) -> str:
    """The path of its file, from the root of the repository."""
    return (one.file if isinstance(one, Remote) else one.place).source.repo_path


def subject_key(one: Known) -> bytes | None:
    """The key of its subject (see ``x509.Name``); None where that cannot be read."""
    return _name_key(x509.name(one.subject) if isinstance(one, Remote) else one.x509.subject)


def issuer_key(one: Known | RevocationList) -> bytes | None:
    """The key of its issuer; None where that cannot be read."""
    return _name_key(x509.name(one.issuer) if isinstance(one, Remote) else one.x509.issuer)


def _name_key(name: x509.Name | x509.Problem) -> bytes | None:
    return None if isinstance(name, x509.Problem) else name.key
