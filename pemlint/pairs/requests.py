"""Which private key belongs to which certification request."""

from __future__ import annotations

from pemlint.pairs.stems import identities, nearest
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Certificate, CertificateRequest, PrivateKey
    from pemlint.pairs.stems import Stems
    from pemlint.store import File, Store

__all__ = ["RequestPairing", "requests_in_tree"]


class RequestPairing(NamedTuple):
    """A key and the request that it should have made: one file or one name puts them together."""

    #: ``same-file`` or ``same-stem``
    origin: str
    request: CertificateRequest
    key: PrivateKey
    matches: bool
    #: the certificates that the key does belong to
    owners: tuple[Certificate, ...] = ()
    #: the keys that the request does belong to
    right_keys: tuple[PrivateKey, ...] = ()


def requests_in_tree(file: File, stems: Stems) -> Iterator[RequestPairing]:
    """The requests of a file with the key beside each, in the same file or in one of the same stem.

    Where a certificate stands beside them and is not the key's, that is the fault, and it is told of the certificate.
    """
    requests = [request for request in file.requests if request.identity is not None]
    if not requests:
        return
    stem, keys, origin = stems.of(file), identities(file), "same-file"
    if not keys or stem.is_strange(file, file):
        other = stem.partner(file)
        keys, origin = identities(other) if other else {}, "same-stem"
    first = next(iter(keys.values()), None)
    if first is not None:
        for request in requests:
            own = keys.get(request.identity) if request.identity else None
            yield _pair(origin, request, own or first, stems.store)


def _pair(origin: str, request: CertificateRequest, key: PrivateKey, store: Store) -> RequestPairing:
    matches = key.identity == request.identity
    return RequestPairing(
        origin,
        request,
        key,
        matches,
        () if matches else nearest(store.holders.certificates(key.identity), key),
        () if matches else nearest(store.holders.keys(request.identity), key),
    )
