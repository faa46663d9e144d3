"""Files that are made for each other by their names: ``a.crt``, ``a.key``; ``a-cert.pem``, ``a-key.pem``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.store import File, Store

__all__ = ["CERTIFICATES", "KEYS", "REQUESTS", "same_stem"]

#: extensions of files with private keys, certificates and requests
KEYS: Final = ("key", "pem", "p8")
CERTIFICATES: Final = ("crt", "pem", "cer", "cert")
REQUESTS: Final = ("csr", "req")


def same_stem(file: File, store: Store, extensions: tuple[str, ...]) -> Iterator[File]:
    """The other files of the same folder and stem with one of the extensions."""
    for other in store.of_one_stem(file):
        if other is not file and other.name.rpartition(".")[2].lower() in extensions:
            yield other
