"""Which private key belongs to which certification request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint.pairs.stems import CERTIFICATES, KEYS, same_stem
from pemlint.record import NamedTuple
from pemlint.store import nearest_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.material import Certificate, CertificateRequest, PrivateKey
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


def requests_in_tree(file: File, store: Store) -> Iterator[RequestPairing]:
    """The requests of a file with the key beside each, in the same file or in one of the same stem.

    Where a certificate stands beside them and is not the key's, that is the fault, and it is told of the certificate.
    """
    for request in file.requests:
        if request.identity is None:
            continue
        beside = (("same-stem", other) for other in same_stem(file, store, KEYS))
        for origin, other in (("same-file", file), *beside):
            keys = [key for key in other.keys if key.identity]
            if keys and not _strange_certificate(file, other, keys, store):
                yield _pair_request(origin, request, keys, store)
                break


def _pair_request(origin: str, request: CertificateRequest, keys: list[PrivateKey], store: Store) -> RequestPairing:
    key = next((key for key in keys if key.identity == request.identity), keys[0])
    matches = key.identity == request.identity
    return RequestPairing(
        origin,
        request,
        key,
        matches,
        () if matches else nearest_first(store.holders.certificates(key.identity), key),
        () if matches else nearest_first(store.holders.keys(request.identity), key),
    )


def _strange_certificate(file: File, other: File, keys: list[PrivateKey], store: Store) -> bool:
    """Whether certificates stand with the request or with the keys, and none of them belongs to one of the keys."""
    beside = [file, other, *same_stem(file, store, CERTIFICATES)]
    certificates = [certificate for each in beside for certificate in each.certificates]
    return bool(certificates) and not {key.identity for key in keys} & {one.identity for one in certificates}
