"""Files that are made for each other by their names: ``a.crt``, ``a.key``, ``a.csr``."""

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
    stem = file.source.repo_path.rpartition(".")[0]
    for extension in extensions:
        other = store.files.get(f"{stem}.{extension}")
        if other is not None and other is not file:
            yield other
