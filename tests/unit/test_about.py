"""A rule that says which part of its subject it is about decides by that part alone."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from pemlint import chains, hosts, registry
from pemlint.cli import settings
from pemlint.parts import PARTS
from pemlint.rule import Context, Setting
from pemlint.store import Links
from tests import builder
from tests.builder import NOW
from tests.meta.source import PACKAGE, tree
from tests.project import ROOT
from tests.unit import judging

if TYPE_CHECKING:
    from pemlint.registry import RuleInfo
    from pemlint.rule import Rule

#: what the rules about a part may ask of a certificate
ALLOWED = {
    "host names": {"is_ca", "subject", "subject_alternative_names"},
    "public key": {"public_key"},
    "validity": {"not_after", "not_before"},
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
        "serial_number",
        "signature_algorithm",
        "subject",
        "version",
    },
}
ROLES = ("server", "ca")
ABOUT: list[tuple[RuleInfo, Rule]] = [(info, rule) for info, rule in registry.discover() if rule.about]


@cache
def subjects() -> dict[str, list[Any]]:
    """The files of all examples, and their certificates, each once."""
    contents = [path.read_bytes() for path in sorted((ROOT / "tests" / "examples").rglob("*.pem"))]
    store = judging.store({f"{number}.pem": data for number, data in enumerate(contents)})
    found = list({one.der: one for file in store.files.values() for one in file.certificates}.values())
    analysed = [
        chains.analyse(
            "served-chain",
            file.certificates[0],
            file.certificates,
            (),
            roots=None,
            links=Links(),
            elsewhere=chains.Elsewhere(store.candidates, lambda _: (), store.nearest),
            now=NOW,
        )
        for file in store.files.values()
        if file.certificates
    ]
    return {"Certificate": found, "ChainAnalysis": analysed, "File": list(store.files.values())}


@pytest.mark.parametrize(("info", "rule"), ABOUT, ids=[info.id for info, _ in ABOUT])
def test_equal_parts_are_judged_alike(info: RuleInfo, rule: Rule) -> None:
    options = settings.loader().policy("default").settings[info.id].options
    part_of = PARTS[info.subject, rule.about]
    for role in ROLES:
        context = Context(rule_id=info.id, profile="", setting=Setting(), now=NOW, circumstances=(role,))
        said: dict[object, bool] = {}
        for subject in subjects()[info.subject]:
            found = bool(list(rule.check(subject, context, **options)))
            part = part_of(subject)
            assert part is None or said.setdefault(part, found) == found, subject


@pytest.mark.parametrize("info", [info for info, rule in ABOUT if rule.about in ALLOWED], ids=lambda info: info.id)
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
    forms = [PARTS["Certificate", "form"](one) for one in subjects()["Certificate"]]
    assert len(forms) > len(set(forms)) > 20


@pytest.mark.parametrize(
    ("subject", "about"), [("Certificate", "host names"), ("ChainAnalysis", "flaws"), ("File", "flaws")]
)
def test_what_is_plain_is_one_part(subject: str, about: str) -> None:
    parts = [PARTS[subject, about](one) for one in subjects()[subject]]
    assert parts.count(True) > 5
    assert parts.count(None) > 20


def test_cas_without_host_names_are_one_part() -> None:
    part = PARTS["Certificate", "host names"]
    root, middle = (judging.certificate(one.der) for one in (builder.root(), builder.intermediate()))
    assert root.x509.subject_alternative_names is None
    assert part(root) == part(middle) is not None
    for name in ("localhost", "ca.example.com", "fe80::1% a", "10.0.0.7"):
        assert part(judging.certificate(builder.root(subject=name).der)) is None


def test_equal_dates_are_one_part() -> None:
    store = judging.store({"a.pem": builder.server().pem + builder.client().pem})
    server, client = store.files["a.pem"].certificates
    assert PARTS["Certificate", "validity"](server) == PARTS["Certificate", "validity"](client)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a.example.com", True),
        ("*.example.com", True),
        ("x-1.example", True),
        ("localhost", False),
        ("A.example.com", False),
        ("a_b.example.com", False),
        ("xn--bcher-kva.example", False),
        ("-a.example", False),
        ("a-.example", False),
        ("a.-b", False),
        ("a..b", False),
        ("*.", False),
        ("*", False),
        ("", False),
        ("a.*.example", False),
        ("**.example.com", False),
        ("10.0.0.7", False),
        ("a.example.", False),
        (".example.com", False),
        ("a" * 64 + ".example", False),
        ("b\u00fccher.example", False),
    ],
)
def test_plain_names(name: str, plain: bool) -> None:
    assert hosts.is_plain(name) == plain
