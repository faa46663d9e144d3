"""From bytes to material: each file once, each distinct certificate once."""

from __future__ import annotations

from pemlint import manifests, material, x509
from pemlint.model import Source
from pemlint.pem import parse
from pemlint.store import File, Store
from pemlint.watch import unwatched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pemlint.material import Certificate
    from pemlint.store import Authority
    from pemlint.watch import Watch

__all__ = ["PublicRoots", "read_files"]


def read_files(sources: Sequence[Source], watch: Watch = unwatched, *, eager: bool = False) -> Store:
    """Parse every file that is no manifest, and index what they hold. ``eager``: all of it will be judged."""
    memo = x509.Memo(eager=eager)
    files = []
    for source in watch("parsing", sources):
        if not manifests.is_manifest(source.repo_path):
            document = parse(source.data, embedded=not source.tls)
            files.append(File(source, document, material.read(source, document, memo=memo)))
    return Store(files)


class PublicRoots:
    """The public roots, read at the first question."""

    __slots__ = ("_load", "_store")

    def __init__(self, load: Callable[[], bytes]) -> None:
        self._load = load
        self._store: Store | None = None

    def candidates(self, child: Certificate) -> Iterator[Authority]:
        """The public roots that the name of its issuer may mean."""
        if self._store is None:
            self._store = read_files([Source("public roots", "public roots", self._load(), tls=True, target=False)])
        return self._store.authorities.candidates(child)
