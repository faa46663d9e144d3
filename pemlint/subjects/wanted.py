"""Which kinds of subject anybody wants: one that no active rule judges need not be built."""

from __future__ import annotations

from pemlint import registry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pemlint.policy import Policy

__all__ = ["Wanted"]


class Wanted:
    """Answers for the policies of a run."""

    __slots__ = ("_infos", "_kinds")

    def __init__(self) -> None:
        self._infos = registry.infos()
        # with the policy itself, so that its identity stays its own
        self._kinds: dict[int, tuple[Policy, frozenset[str]]] = {}

    def by(self, policies: Iterable[Policy], kind: type) -> tuple[Policy, ...]:
        """Those of the policies under which some rule judges subjects of a kind."""
        return tuple([policy for policy in policies if kind.__name__ in self._wanted(policy)])

    def _wanted(self, policy: Policy) -> frozenset[str]:
        if id(policy) not in self._kinds:
            infos = self._infos
            active = [infos[id_] for id_, setting in policy.settings.items() if id_ in infos and setting.active]
            self._kinds[id(policy)] = (policy, frozenset([info.subject for info in active]))
        return self._kinds[id(policy)][1]
