"""``pemlint profiles``: the profiles there are, and what they ask for, side by side."""

from __future__ import annotations

from pemlint import files
from pemlint.cli import settings, streams
from pemlint.reporters.escape import clean
from pemlint.restrictions import restrictions, rules_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from pemlint.policy import Policy
    from pemlint.restrictions import Restriction

__all__ = ["profiles"]

_BASE = "default"
_KEY = "E error, W warning, n note, - off, . as in default"


def profiles(options: argparse.Namespace) -> int:
    """List the built-in profiles with their restrictions, or compare those that are named."""
    loader = settings.loader()
    names = [part.strip() for word in options.names for part in word.split(",") if part.strip()]
    policies = [loader.policy(name) for name in names or files.profile_names()]
    base = loader.policy(_BASE)
    found = {policy.name: restrictions(policy, base) for policy in policies}
    if options.output_format == "json":
        import json

        streams.say(json.dumps([_plain(policy, found[policy.name]) for policy in policies], indent=2) + "\n")
    else:
        lines = _compared(policies, found, base) if names else (*_listed(policies), "", *_matrix(policies, found))
        streams.say("\n".join(clean(line) for line in lines) + "\n")
    return 0


def _plain(policy: Policy, found: Mapping[str, Restriction]) -> dict[str, Any]:
    return {
        "name": policy.name,
        "title": policy.title,
        "description": policy.description,
        "platform": policy.platform,
        "rules": sum(setting.active for setting in policy.settings.values()),
        "restrictions": [
            {
                "rule": each.rule,
                "severity": each.severity.label,
                "options": {name: list(v) if isinstance(v, tuple) else v for name, v in each.options.items()},
                "by-role": {role: grade.label for role, grade in each.by_role.items()},
                "why": each.why,
                "source": each.source,
            }
            for each in found.values()
        ],
    }


def _listed(policies: Sequence[Policy]) -> Iterator[str]:
    """Each profile in a line, numbered for the columns of the matrix."""
    width = max(len(policy.name) for policy in policies)
    for number, policy in enumerate(policies, 1):
        yield f"{number:>2}  {policy.name.ljust(width)}  {policy.platform or policy.title}"


def _matrix(policies: Sequence[Policy], found: Mapping[str, Mapping[str, Restriction]]) -> Iterator[str]:
    """Restrictions of platforms down, profiles across by their numbers."""
    rules = rules_of([found[policy.name] for policy in policies if policy.platform])
    width = max(map(len, rules))
    for digit in (0, 1):
        yield " ".join((" " * width, *(f"{number:>2}"[digit] for number in range(1, len(policies) + 1)))).rstrip()
    for rule_id in rules:
        marks = (found[policy.name][rule_id].letter if rule_id in found[policy.name] else "." for policy in policies)
        yield " ".join((rule_id.ljust(width), *marks))
    yield ""
    yield f"{_KEY}. 'pemlint profiles NAME NAME' compares with numbers and sources."


def _compared(
    policies: Sequence[Policy], found: Mapping[str, Mapping[str, Restriction]], base: Policy
) -> Iterator[str]:
    """Each restriction with what every profile wants there."""
    width = max(len(policy.name) for policy in policies)
    for rule_id in rules_of(list(found.values())):
        yield rule_id
        for policy in policies:
            each = found[policy.name].get(rule_id)
            name = policy.name.ljust(width)
            if each is None:
                yield f"  {name}  {base.settings[rule_id].severity.label.ljust(7)}  as in {_BASE}"
                continue
            grades = "; ".join(f"{role}: {grade.label}" for role, grade in each.by_role.items())
            yield "  ".join(filter(None, (f"  {name}", each.severity.label.ljust(7), each.values, grades))).rstrip()
            yield f"  {' ' * width}  {each.why}"
            yield f"  {' ' * width}  <{each.source}>"
