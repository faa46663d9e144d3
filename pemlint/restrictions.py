"""What a profile asks for beyond ``default``: the restrictions of a platform, for lists and tables."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pemlint.model import Severity
    from pemlint.policy import Policy
    from pemlint.rule import Setting

__all__ = ["Restriction", "restrictions", "rules_of"]


class Restriction(NamedTuple):
    """One rule as a profile wants it, where it wants it otherwise than ``default``, or for a reason of its own."""

    rule: str
    severity: Severity
    #: the options that differ, by their names in TOML
    options: Mapping[str, Any]
    by_role: Mapping[str, Severity]
    why: str
    source: str

    @property
    def letter(self) -> str:
        """``E``, ``W``, ``n``, or ``-`` for a rule that is turned off."""
        return {"error": "E", "warning": "W", "note": "n"}.get(self.severity.label, "-")

    @property
    def values(self) -> str:
        """The numbers and lists, as ``60``, ``RSA 2048, EC P-256`` or ``max-key 5120; max-chain 2097152``."""
        if len(self.options) == 1:
            ((name, value),) = self.options.items()
            return name if value is True else _written(value)
        named = (name if value is True else f"{name} {_written(value)}" for name, value in self.options.items())
        return "; ".join(named)


def restrictions(policy: Policy, base: Policy) -> dict[str, Restriction]:
    """What one profile asks for beyond another, by rule, in the order of the rules."""
    found = {}
    for rule_id, setting in policy.settings.items():
        usual = base.settings.get(rule_id)
        if usual is not None and setting != usual:
            found[rule_id] = Restriction(
                rule=rule_id,
                severity=setting.severity,
                options=_differing(setting, usual),
                by_role={role: grade for role, grade in setting.by_role.items() if usual.by_role.get(role) != grade},
                why=setting.why,
                source=setting.source,
            )
    return found


def rules_of(found: Sequence[Mapping[str, Restriction]]) -> list[str]:
    """Every rule that one of several profiles speaks of, sorted."""
    return sorted({rule_id for each in found for rule_id in each})


def _differing(setting: Setting, usual: Setting) -> dict[str, Any]:
    options = setting.options.items()
    return {name.replace("_", "-"): value for name, value in options if usual.options.get(name) != value}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
