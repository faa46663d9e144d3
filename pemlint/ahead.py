"""What nearly every run on many files needs, imported before it is needed: while other processes still read."""

from __future__ import annotations

from contextlib import suppress

from pemlint import chains, crypto, pairs, registry, remote
from pemlint.policy import ConfigurationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from pemlint.plan import Plan

__all__ = ["make_ready"]

#: what there is to judge in a tree of certificates and keys
_SUBJECTS: Final = frozenset({"Certificate", "ChainAnalysis", "File", "KeyPairing", "KeyUse", "PrivateKey"})


def make_ready(plan: Plan) -> None:
    """Import what reads, and the rules that the plan has for most files. What fails here fails when it is needed."""
    crypto.make_ready()
    # naming them imports the modules that they stand in
    _ = chains.analyse, crypto.load_private_key, pairs.in_tree, pairs.KeyUse, pairs.Stems, remote.tell
    with suppress(ConfigurationError):
        for policy in plan.policies(""):
            for info in registry.infos().values():
                setting = policy.settings.get(info.id)
                if setting is not None and setting.active and info.subject in _SUBJECTS:
                    with suppress(Exception):
                        registry.load(info)
