"""A rule that says which part of a certificate it is about decides by that part alone."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import pytest

from pemlint import registry
from pemlint.cli import settings
from pemlint.judging import PARTS
from pemlint.material import Certificate
from pemlint.rule import Context, Setting
from tests.builder import NOW
from tests.meta.source import PACKAGE, tree
from tests.project import ROOT
from tests.unit import judging

if TYPE_CHECKING:
    from pemlint.registry import RuleInfo
    from pemlint.rule import Rule

#: what the rules about a part may ask of a certificate
ALLOWED = {
    "public key": {"public_key"},
    "form": {
        "basic_constraints",
        "extended_key_usage",
        "extension",
        "extensions",
        "inner_algorithm",
        "is_ca",
        "issuer",
        "key_usage",
        "name_constraints",
        "role",
        "self_issued",
        "signature_algorithm",
        "subject",
        "version",
    },
}
ROLES = ("server", "ca")
ABOUT: list[tuple[RuleInfo, Rule]] = [(info, rule) for info, rule in registry.discover() if rule.about]


@cache
def certificates() -> list[Certificate]:
    """Those of all examples, each once."""
    contents = [path.read_bytes() for path in sorted((ROOT / "tests" / "examples").rglob("*.pem"))]
    files = judging.store({f"{number}.pem": data for number, data in enumerate(contents)}).files.values()
    return list({one.der: one for file in files for one in file.certificates}.values())


@pytest.mark.parametrize(("info", "rule"), ABOUT, ids=[info.id for info, _ in ABOUT])
def test_equal_parts_are_judged_alike(info: RuleInfo, rule: Rule) -> None:
    assert rule.subject is Certificate
    options = settings.loader().policy("default").settings[info.id].options
    for role in ROLES:
        context = Context(rule_id=info.id, profile="", setting=Setting(), now=NOW, circumstances=(role,))
        said: dict[object, bool] = {}
        for certificate in certificates():
            part = PARTS[rule.about](certificate.x509)
            found = bool(list(rule.check(certificate, context, **options)))
            assert said.setdefault(part, found) == found, certificate.place


@pytest.mark.parametrize("info", [info for info, _ in ABOUT], ids=lambda info: info.id)
def test_nothing_else_is_asked(info: RuleInfo) -> None:
    rule = registry.load(info)
    module = tree(PACKAGE / "checks" / f"{info.module.replace('.', '/')}.py")
    asked = {
        node.attr
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "x509"
    }
    assert asked <= ALLOWED[rule.about]


def test_there_are_certificates_of_one_form() -> None:
    forms = [PARTS["form"](one.x509) for one in certificates()]
    assert len(forms) > len(set(forms)) > 20
