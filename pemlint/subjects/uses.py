"""Who uses a file: the bundles that name it, as what, and under which policies."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pemlint.bundles import Bundle
    from pemlint.policy import Policy

__all__ = ["Use", "Uses", "distinct"]


class Use(NamedTuple):
    """One bundle's use of a file."""

    #: the role of the part: ``server``, ``chain``, ``key``, ``client``, ``client-ca``, ``roots``
    role: str
    bundle: Bundle
    policies: tuple[Policy, ...]
    #: DER of the certificates that its clients do not need (see ChainAnalysis)
    not_needed: frozenset[bytes]
    #: it goes to where the endpoint is; what only clients have does not
    deployed: bool = True


class Uses:
    """The uses of every file, by its path from the root of the repository."""

    __slots__ = ("_by_path",)

    def __init__(self) -> None:
        self._by_path: dict[str, list[Use]] = {}

    def add(self, bundle: Bundle, policies: tuple[Policy, ...], not_needed: frozenset[bytes]) -> None:
        """Note every file that a bundle names."""
        endpoint = (bundle.certificate, bundle.chain, bundle.private_key, bundle.client_ca)
        deployed = {id(part) for part in endpoint}
        for part in bundle.parts():
            if part.file is not None:
                use = Use(part.role, bundle, policies, not_needed, deployed=id(part) in deployed)
                self._by_path.setdefault(part.file.source.repo_path, []).append(use)

    def of(self, path: str) -> tuple[Use, ...]:
        """The uses of a file; none for one that no bundle names."""
        return tuple(self._by_path.get(path, ()))

    def policies(self, path: str, otherwise: tuple[Policy, ...]) -> tuple[Policy, ...]:
        """The policies that judge a file: those of the bundles that name it, or ``otherwise``."""
        uses = self.of(path)
        return distinct(policy for use in uses for policy in use.policies) if uses else otherwise


def distinct(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """Each policy once, in order. A plan makes one object for each policy, and a policy itself cannot be hashed."""
    return tuple({id(policy): policy for policy in policies}.values())
