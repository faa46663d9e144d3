"""``pemlint config``: what is in force for a path, and which line of which file says so."""

from __future__ import annotations

import os

from pemlint import files, manifests, origins, registry
from pemlint.cli import settings, streams
from pemlint.manifests import is_manifest
from pemlint.model import Fault, Severity
from pemlint.origins import Origin
from pemlint.policy import entries, is_path, parse_toml, text
from pemlint.record import NamedTuple
from pemlint.reporters.escape import clean, clean_path, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pemlint.cli.settings import Settings
    from pemlint.exemptions import Ignore
    from pemlint.origins import Layer, Traced, Value
    from pemlint.plan import Choice, Configuration, Plan

__all__ = ["config"]

_HERE = "."


def config(options: argparse.Namespace) -> int:
    """Say what is in force for each path, and give the exit status: 0."""
    prepared = settings.load(options)
    found = [_InForce(prepared, path, asked=bool(options.select)) for path in options.paths or [_HERE]]
    if options.output_format == "json":
        from pemlint.reporters.json_ import dump

        streams.say(dump([each.plain() for each in found]))
    else:
        streams.say("\n".join(line for each in found for line in each.lines()))
    return 0


class _Chosen(NamedTuple):
    """A profile that judges a path, or a bundle that stands there."""

    name: str
    by: str
    #: the line that says so
    origin: Origin | None
    rules: Mapping[str, Traced]


class _InForce:
    """What is in force for one path, whether or not there is such a file."""

    def __init__(self, prepared: Settings, path: str, *, asked: bool) -> None:
        """``asked``: about these rules, so that they are shown whatever their grade."""
        self._asked = asked
        full = os.path.realpath(os.path.join(prepared.cwd, path))
        folder = full if os.path.isdir(full) else os.path.dirname(full)
        root = os.path.realpath(prepared.root)
        own = prepared.discovery.at(folder)
        plan = prepared.plan if own is prepared.plan.configuration else prepared.plan.beside(own)
        inside = files.is_within(full, root)
        self.path = files.shown(path)
        self.repo_path = files.shown(os.path.relpath(full, root).replace(os.sep, "/") if inside else full)
        self.own: Configuration = own
        excluded = prepared.discovery.of(folder)
        self.excluded = excluded is not None and excluded.matches(self.repo_path)
        choice = plan.choice(self.repo_path)
        self.chosen = [*self._chosen(plan, choice, origins.chooser(own, choice), prepared)]
        for profiles, line in _bundles(full, self.repo_path).items() if is_manifest(full) else ():
            choice = plan.choice(self.repo_path, profiles)
            if choice.by == "bundle":
                self.chosen += self._chosen(plan, choice, Origin(self.path, line), prepared)

    def _chosen(self, plan: Plan, choice: Choice, origin: Origin | None, prepared: Settings) -> Iterator[_Chosen]:
        """The profiles of a choice, with the rules that were asked about. Raises ConfigurationError without one."""
        plan.bare(choice)
        by = "override" if isinstance(choice.by, int) else choice.by or "by default"
        over = tuple(origins.configured(self.own, choice))
        for name in choice.names:
            traced = origins.traced((*_profile(name, choice.base, prepared), *over))
            rules = {rule_id: rule for rule_id, rule in sorted(traced.items()) if plan.speaks_of(rule_id)}
            yield _Chosen(name, by, origin, rules)

    @property
    def ignores(self) -> Iterator[Ignore]:
        """The tables of the configuration that speak of the path."""
        inside = self.own.inside(self.repo_path)
        return (each for each in self.own.ignores if each.paths is None or each.paths.matches(inside))

    def plain(self) -> dict[str, Any]:
        """As data."""
        return {
            "path": self.path,
            "configuration": self.own.path or None,
            "excluded": self.excluded,
            "profiles": [
                {
                    "name": each.name,
                    "chosen-by": each.by,
                    "from": each.origin and _plain_origin(each.origin),
                    "rules": {rule_id: _plain_rule(rule_id, rule) for rule_id, rule in each.rules.items()},
                }
                for each in self.chosen
            ],
            "ignores": [
                {
                    "rules": [word for word, _ in each.words],
                    "reason": each.reason,
                    "until": each.until or None,
                    "from": {"path": self.own.path, "line": each.line},
                }
                for each in self.ignores
            ],
        }

    def lines(self) -> Iterator[str]:
        """As people read it: the rules that are on, and those that the tree has turned off."""
        yield clean_path(self.path)
        yield f"  configuration  {clean_path(self.own.path) if self.own.path else 'none'}"
        if self.excluded:
            yield "  excluded       yes, unless it is named"
        for each in self.ignores:
            words = ", ".join(clean(word) for word, _ in each.words) or "everything"
            until = f" until {each.until}" if each.until else ""
            yield f"  ignored        {words}{until}: {one_line(each.reason)}  {clean_path(self.own.path)}:{each.line}"
        for chosen in self.chosen:
            by = _where(chosen.origin) if chosen.origin else chosen.by
            yield f"  profile        {clean_path(chosen.name)}  {by}"
            for rule_id, rule in chosen.rules.items():
                if self._asked or not _is_silent(rule):
                    yield from _rule_lines(rule_id, rule)
        yield ""


def _bundles(path: str, repo_path: str) -> dict[tuple[str, ...], int]:
    """The profiles that the bundles of a manifest name, and the line of each."""
    data = files.read_file(path)
    if isinstance(data, Fault):
        return {}
    bundles = manifests.parse(data, repo_path).bundles
    return {each.profiles: each.profiles_mark.line for each in reversed(bundles) if each.profiles}


def _profile(name: str, base: str, prepared: Settings) -> Iterator[Layer]:
    """The layers of a profile, those that it extends first."""
    built_in = not is_path(name)
    data, folder = (files.profile(name) or b"", "") if built_in else prepared.read(name, base)
    table = parse_toml(data, name)
    extends = text(table, "extends", name) or ("" if name == "default" else "default")
    if extends:
        yield from _profile(extends, folder, prepared)
    own = entries(table.get("rules", {}), registry.infos(), name, ours=built_in)
    yield origins.in_file(name, data, own, built_in=built_in)


def _is_silent(rule: Traced) -> bool:
    """Whether a profile that is built in has a rule off."""
    grades = [rule.severity, *rule.by_role.values()]
    return all(each.value is Severity.OFF for each in grades) and rule.severity.origin.built_in


def _rule_lines(rule_id: str, rule: Traced) -> Iterator[str]:
    yield f"    {rule.severity.value.label:<8} {clean(rule_id)}  {_where(rule.severity.origin)}"
    for role, grade in sorted(rule.by_role.items()):
        yield f"             {clean(role)}: {grade.value.label}  {_where(grade.origin)}"
    for name, option in sorted(rule.options.items()):
        yield f"             {name.replace('_', '-')} = {_value(option.value)}  {_where(option.origin)}"


def _where(origin: Origin) -> str:
    return f"[{'built-in ' if origin.built_in else ''}{clean_path(origin.path)}:{origin.line}]"


def _value(value: Any) -> str:
    from json import dumps

    return clean(dumps(list(value) if isinstance(value, tuple) else value))


def _plain_rule(rule_id: str, rule: Traced) -> dict[str, Any]:
    defaults = {option.name: option.default for option in registry.infos()[rule_id].options}
    found = {name.replace("_", "-"): value for name, value in rule.options.items()}
    return {
        "severity": _plain_grade(rule.severity),
        "by-role": {role: _plain_grade(grade) for role, grade in sorted(rule.by_role.items())},
        "options": {name: _plain_option(found.get(name), default) for name, default in defaults.items()},
    }


def _plain_grade(grade: Value) -> Mapping[str, Any]:
    return {"value": grade.value.label, "from": _plain_origin(grade.origin)}


def _plain_option(found: Value | None, default: Any) -> Mapping[str, Any]:
    value = default if found is None else found.value
    return {
        "value": list(value) if isinstance(value, tuple) else value,
        "from": None if found is None else _plain_origin(found.origin),
    }


def _plain_origin(origin: Origin) -> Mapping[str, Any]:
    return {"profile" if origin.built_in else "path": origin.path, "line": origin.line}
