"""The JSON schemas of configurations and of bundle manifests, from the index of the rules."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pemlint import explain, files
from pemlint.circumstances import KNOWN
from pemlint.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pemlint.registry import OptionInfo, RuleInfo
    from pemlint.rule import Rule

_DRAFT = "http://json-schema.org/draft-07/schema#"
_HOME = "https://raw.githubusercontent.com/pemlint/pemlint/main/pemlint"
_TEXT = {"type": "string"}
_DIGEST = {"type": "string", "minLength": 43, "description": "a SHA-256, in hex or Base64"}
_TYPES: dict[str, dict[str, Any]] = {
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "str": _TEXT,
    "list of str": {"type": "array", "items": _TEXT},
}


def schemas(found: Sequence[tuple[RuleInfo, Rule]]) -> Iterator[tuple[str, str]]:
    """The name of each schema and its text."""
    for name, schema in (("pemlint", _configuration(found)), ("bundle", _manifest())):
        head = {"$schema": _DRAFT, "$id": f"{_HOME}/{name}.schema.json"}
        yield f"{name}.schema.json", json.dumps({**head, **schema}, indent=1) + "\n"


def _configuration(found: Sequence[tuple[RuleInfo, Rule]]) -> dict[str, Any]:
    names = [info.id for info, _ in found]
    groups = sorted({info.group for info, _ in found})
    return _table(
        "pemlint.toml, and [tool.pemlint] of a pyproject.toml",
        {
            "profile": _profiles("what judges every file that nothing else names a profile for"),
            "extends": {**_TEXT, "description": "a built-in profile, or the path of another configuration"},
            "title": _TEXT,
            "description": _TEXT,
            "platform": _TEXT,
            "rules": {"$ref": "#/definitions/rules"},
            "exclude": _texts("patterns of paths to leave out, as in a .gitignore"),
            "override": {
                "type": "array",
                "items": _table(
                    "another profile, or other grades, for some paths",
                    {
                        "paths": _texts("patterns, relative to the folder of the configuration"),
                        "profile": _profiles("instead of the configuration's"),
                        "rules": {"$ref": "#/definitions/rules"},
                    },
                    required=["paths"],
                ),
            },
            "ignore": {"type": "array", "items": _ignore()},
            "bundle": _bundles(),
        },
        definitions={
            "severity": {"enum": sorted(each.label for each in Severity)},
            "by-role": _table(
                "the severity in some roles and circumstances",
                {role: {"$ref": "#/definitions/severity", "description": what} for role, what in KNOWN.items()},
            ),
            "selector": {"enum": ["ALL", "all", *groups, *names], "description": "a rule, a group of rules, or ALL"},
            "rules": _table("grades and options by rule", {info.id: _entry(info, rule) for info, rule in found}),
            "bundle": _bundle(),
        },
    )


def _manifest() -> dict[str, Any]:
    return _table(
        "a bundle manifest, *.bundle.toml",
        {"bundle": _bundles()},
        required=["bundle"],
        definitions={"bundle": _bundle()},
    )


def _entry(info: RuleInfo, rule: Rule) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "severity": {"$ref": "#/definitions/severity"},
        "by-role": {"$ref": "#/definitions/by-role"},
        "when-selected": {"$ref": "#/definitions/severity"},
        "why": _TEXT,
        "source": _TEXT,
    }
    options = {option.name: _option(option) for option in info.options}
    return {
        "description": explain.summary(rule),
        "anyOf": [{"$ref": "#/definitions/severity"}, _table("", {**settings, **options})],
    }


def _option(option: OptionInfo) -> dict[str, Any]:
    default = list(option.default) if isinstance(option.default, tuple) else option.default
    return {**_TYPES[option.type], "default": default}


def _ignore() -> dict[str, Any]:
    selectors = {
        "anyOf": [
            {"$ref": "#/definitions/selector"},
            {"type": "array", "items": {"$ref": "#/definitions/selector"}},
        ]
    }
    what = ("paths", "rules", "rule", "spki-sha256", "fingerprint")
    table = _table(
        "findings that are known and accepted",
        {
            "paths": _texts("patterns, relative to the folder of the configuration"),
            "rules": selectors,
            "rule": selectors,
            "spki-sha256": _one_or_more(_DIGEST, "public keys"),
            "fingerprint": _one_or_more(_DIGEST, "findings"),
            "reason": {"type": "string", "minLength": 1},
            # a date of TOML is none of the types that JSON has
            "until": {
                "description": "the last day on which it holds",
                "anyOf": [
                    {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                    {"not": {"type": ["string", "number", "boolean", "object", "array", "null"]}},
                ],
            },
        },
        required=["reason"],
    )
    return {**table, "anyOf": [{"required": [key]} for key in what]}


def _bundles() -> dict[str, Any]:
    one = {"$ref": "#/definitions/bundle"}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _bundle() -> dict[str, Any]:
    path = {"type": "string", "minLength": 1, "description": "relative to this file"}
    pin = _table("of a key that lives elsewhere", {"spki-sha256": _DIGEST}, required=["spki-sha256"])
    key = {"anyOf": [path, pin]}
    return _table(
        "what one endpoint deploys",
        {
            "name": _TEXT,
            "profile": _profiles("what judges the bundle"),
            "authentication": {"enum": ["one-way", "two-way"], "default": "one-way"},
            **dict.fromkeys(("certificate", "chain", "client-ca", "roots"), path),
            "private-key": key,
            "hosts": _texts("names and addresses that clients connect to"),
            "client": {
                "type": "array",
                "items": _table("a client that will connect", {"certificate": path, "private-key": key}),
            },
        },
    )


def _profiles(what: str) -> dict[str, Any]:
    name = {"anyOf": [{"enum": list(files.profile_names())}, {"type": "string", "pattern": r"[/\\]|\.toml$"}]}
    return _one_or_more(name, f"profiles, built in or paths: {what}")


def _texts(what: str) -> dict[str, Any]:
    return _one_or_more(_TEXT, what)


def _one_or_more(one: dict[str, Any], what: str) -> dict[str, Any]:
    return {"description": what, "anyOf": [one, {"type": "array", "items": one}]}


def _table(what: str, properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    described = {"description": what} if what else {}
    return {"type": "object", **described, "properties": properties, "additionalProperties": False, **more}
