"""What counts as a judgement that the tree has made milder, and what does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pemlint import config, overrides
from pemlint.batch import Batch
from pemlint.manifests import Declaration, Manifest
from pemlint.manifests.declaration import Mark
from pemlint.model import Accepted, Finding, Location, Overrides, Severity, Source
from pemlint.overrides import overridden
from pemlint.plan import Configuration, Plan
from pemlint.policy import ConfigurationError, Loader
from pemlint.registry import OptionInfo, RuleInfo
from pemlint.reporters.overridden import told

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = {
    info.id: info
    for info in (
        RuleInfo("cert-broken", "cert.broken", "Certificate", (OptionInfo("days", "int", 30),)),
        RuleInfo("cert-odd", "cert.odd", "Certificate", (OptionInfo("strict", "bool", default=True),)),
        RuleInfo("key-open", "key.open", "PrivateKey", (OptionInfo("allow", "list of str", ()),), security="7.5"),
        RuleInfo("key-off", "key.off", "PrivateKey"),
    )
}
BUILTIN = {
    "default": b"""
        [rules.cert-broken]
        severity = "error"
        by-role = { root = "note" }
        [rules.cert-odd]
        severity = "warning"
        [rules.key-open]
        severity = "warning"
        by-role = { client = "error", ci = "off" }
        [rules.key-off]
        severity = "off"
    """,
    # what a platform asks for: other things, no fewer
    "platform": b"""
        [rules.cert-broken]
        days = 7
        by-role = { client = "note" }
        [rules.key-off]
        severity = "error"
    """,
    "fixtures": b"""
        lenient = true
        [rules.cert-broken]
        severity = "off"
        [rules.cert-odd]
        severity = "off"
    """,
}
FILES = {
    "/repo/own.toml": b'[rules.key-open]\nseverity = "off"\n',
    "/repo/own-platform.toml": b'extends = "platform"\n[rules.key-off]\nseverity = "note"\n',
    "/repo/own-fixtures.toml": b'extends = "fixtures"\n',
    "/repo/stricter.toml": b'[rules.cert-odd]\nseverity = "error"\n',
    "/repo/base.toml": b'[rules.cert-broken]\nseverity = "warning"\n',
    "/repo/sub/near.toml": b'extends = "../own.toml"\n',
    "/mine/own.toml": b'[rules.key-open]\nseverity = "off"\n',
}


def read(path: str, base: str) -> tuple[bytes, str]:
    full = path if path.startswith("/") else f"{base or '/repo'}/{path}"
    full = full.replace("/./", "/").replace("/sub/../", "/")
    if full not in FILES:
        raise ConfigurationError(f"'{path}': no such file")
    return FILES[full], full.rpartition("/")[0]


def found(
    text: str | None,
    *paths: str,
    profiles: tuple[str, ...] = (),
    bundles: Sequence[tuple[str, tuple[str, ...]]] = (),
    selected: frozenset[str] | None = None,
    ignored: frozenset[str] = frozenset(),
    in_tree: bool = True,
    suppressed: Sequence[Finding] = (),
) -> Overrides:
    """What is milder for these files, and for bundles of these manifests with these profiles."""
    loader = Loader(KNOWN, BUILTIN.get, lambda: tuple(BUILTIN), read, lambda folder: folder.startswith("/repo"))
    own = Configuration()
    if text is not None:
        own = config.parse(text.encode(), "pemlint.toml", "/repo", KNOWN, read)._replace(in_tree=in_tree)
    plan = Plan(loader, own, root="/repo", profiles=profiles, selected=selected, ignored=ignored)
    sources = [Source(path, path, b"", tls=True, target=True) for path in paths or ("a.pem",)]
    sources.append(Source("context.pem", "context.pem", b"", tls=True, target=False))
    manifests = [
        (Source(path, path, b"", tls=False, target=True), Manifest(path, (Declaration("x", Mark(), names),)))
        for path, names in bundles
    ]
    accepted = [Accepted(each, "configuration", "pemlint.toml", "known", in_tree) for each in suppressed]
    return overridden(plan, Batch(tuple(sources), tuple(manifests), {}, {}), KNOWN, accepted)


MILDER = [
    # by a table of the rules
    ("rules = { cert-broken = 'off' }", "pemlint.toml turns off cert-broken"),
    ("rules = { cert-broken = 'note' }", "pemlint.toml lowers cert-broken to note"),
    ("rules = { key-open = 'note' }", "pemlint.toml lowers key-open to note"),
    ("rules = { key-open.by-role = { client = 'off' } }", "pemlint.toml turns off key-open for client"),
    # a role that a subject names before the one that made it grave
    ("rules = { key-open.by-role = { server = 'note' } }", "pemlint.toml lowers key-open to note for server"),
    ("rules = { cert-broken.by-role = { root = 'off' } }", "pemlint.toml turns off cert-broken for root"),
    ("rules = { cert-broken = { severity = 'note', by-role = { ci = 'off' } } }",
     "pemlint.toml lowers cert-broken to note, turns off cert-broken for ci"),
    ("rules = { cert-broken.days = 1 }", "pemlint.toml sets days = 1 (not 30) of cert-broken"),
    ("rules = { key-open.allow = ['x'] }", "pemlint.toml sets allow = [x] (not []) of key-open"),
    # by what it builds on
    ("extends = 'base.toml'", "pemlint.toml lowers cert-broken to warning"),
    ("profile = 'platform'\nrules = { key-off = 'off' }", "pemlint.toml turns off key-off"),
    ("profile = 'platform'\nrules = { cert-broken.days = 30 }",
     "pemlint.toml sets days = 30 (not 7) of cert-broken"),
    # by a profile
    ("profile = 'fixtures'", "pemlint.toml turns off cert-broken"),
    ("profile = './own.toml'", "pemlint.toml turns off key-open"),
    ("profile = './own-platform.toml'", "pemlint.toml lowers key-off to note"),
    ("profile = './own-fixtures.toml'", "pemlint.toml turns off cert-broken"),
    ("profile = './sub/near.toml'", "pemlint.toml turns off key-open"),
    # by an override for some paths
    ("[[override]]\npaths = 'a.pem'\nprofile = 'fixtures'", "pemlint.toml for 'a.pem' turns off cert-broken"),
    ("[[override]]\npaths = ['*.pem', 'x']\nrules = { cert-broken = 'note' }",
     "pemlint.toml for '*.pem' and 'x' lowers cert-broken to note"),
    ("[[override]]\npaths = '*'\nprofile = './own.toml'", "pemlint.toml for '*' turns off key-open"),
    # by several at once: each that does so by itself
    ("rules = { cert-broken = 'note' }\n[[override]]\npaths = '*'\nrules = { cert-broken = 'off', key-open = 'off' }",
     "pemlint.toml turns off cert-broken; for '*' turns off cert-broken and key-open"),
    # a milder grade caps those by role, and a graver one does not lift them again
    ("[[override]]\npaths = '*'\nprofile = 'fixtures'\nrules = { cert-broken = 'note' }",
     "pemlint.toml for '*' lowers cert-broken to note, turns off cert-broken for root"),
    ("rules = { cert-broken = 'off' }\n[[override]]\npaths = '*'\nrules = { cert-broken = 'error' }",
     "pemlint.toml turns off cert-broken for root"),
]  # fmt: skip

NOT_MILDER = [
    "",
    "rules = { cert-broken = 'error' }",
    "rules = { cert-odd = 'off' }",  # neither about security nor an error
    "rules = { cert-odd.strict = false }",
    "rules = { cert-odd = 'error', key-off = 'error', key-open = 'error' }",
    "rules = { cert-broken.why = 'because' }",
    "rules = { cert-broken.days = 30 }",
    "rules = { cert-broken.by-role = { root = 'warning' } }",
    "rules = { key-off = 'off' }",
    "profile = 'platform'",  # how platforms differ is nobody's doing
    "profile = 'default'",
    "profile = ['default', 'fixtures']",  # the gravest holds
    "profile = './stricter.toml'",
    (
        "rules = { key-open = { severity = 'note', by-role = { client = 'note' } } }\n"
        "[[override]]\npaths = '*'\nrules = { key-open = { severity = 'error', by-role = { client = 'error' } } }"
    ),
    "[[override]]\npaths = 'b.pem'\nprofile = 'fixtures'",  # of no file that was asked about
    "[[override]]\npaths = 'context.pem'\nprofile = 'fixtures'",
]


@pytest.mark.parametrize(("text", "line"), MILDER)
def test_what_a_configuration_makes_milder(text: str, line: str) -> None:
    assert told(found(text)) == [line]


@pytest.mark.parametrize("text", [text for text, _ in MILDER])
def test_a_configuration_that_the_user_names_and_the_tree_does_not_hold_is_the_users(text: str) -> None:
    # A profile in the tree that it names is not.
    named = re.search(r"'(\./(own|own-platform|sub/near)\.toml)'", text)
    said = told(found(text, in_tree=False))
    assert [line.partition(" ")[0] for line in said] == ([named[1]] if named else [])


@pytest.mark.parametrize("text", NOT_MILDER)
def test_what_makes_nothing_milder(text: str) -> None:
    assert told(found(text)) == []


def test_a_manifest_that_chooses() -> None:
    for names, said in (
        (("fixtures",), ["x.bundle.toml turns off cert-broken"]),
        (("own.toml",), ["x.bundle.toml turns off key-open"]),
        (("./own.toml", "default"), []),
        (("platform",), []),
        (("no-such",), []),
        ((), []),
    ):
        assert told(found(None, bundles=[("x.bundle.toml", names)])) == said
        assert told(found("", bundles=[("x.bundle.toml", names)])) == said
        # Also where the configuration is the user's own.
        assert told(found("", bundles=[("x.bundle.toml", names)], in_tree=False)) == said
    both = found("rules = { key-open = 'note' }", bundles=[("x.bundle.toml", ("fixtures",))])
    assert told(both) == ["pemlint.toml lowers key-open to note", "x.bundle.toml turns off cert-broken"][::1]
    assert told(found(None, bundles=[("x.bundle.toml", ("fixtures",))], profiles=("default",))) == []


def test_profiles_of_the_command_line_are_the_users_unless_they_lie_in_the_tree() -> None:
    assert told(found(None, profiles=("fixtures",))) == []
    assert told(found(None, profiles=("/mine/own.toml",))) == []
    for in_tree in (True, False):
        assert told(found("", profiles=("./own.toml",), in_tree=in_tree)) == ["./own.toml turns off key-open"]
    assert told(found(None, profiles=("./own.toml", "default"))) == []
    # Over a profile of the command line, the tables of the configuration still hold.
    text = "profile = 'fixtures'\nrules = { cert-broken = 'note' }"
    assert told(found(text, profiles=("default",))) == ["pemlint.toml lowers cert-broken to note"]
    assert told(found(text, profiles=("fixtures",))) == []


def test_what_the_command_line_leaves_out_or_selects_is_the_users() -> None:
    text = "rules = { cert-broken = 'off', key-open = 'off' }"
    assert told(found(text, ignored=frozenset({"cert-broken"}))) == ["pemlint.toml turns off key-open"]
    # Who selects a rule turns it on again, where its grade was not said by role.
    assert told(found(text, selected=frozenset({"cert-broken"}))) == ["pemlint.toml turns off cert-broken for root"]
    lowered = "rules = { cert-broken = { severity = 'off', when-selected = 'note' } }"
    assert told(found(lowered, selected=frozenset({"cert-broken"}))) == [
        "pemlint.toml lowers cert-broken to note, turns off cert-broken for root"
    ]


def test_ignored_findings_are_counted_by_rule() -> None:
    def finding(rule: str, severity: Severity) -> Finding:
        return Finding(rule, severity, "", Location("a.pem"), "")

    suppressed = [
        finding("key-open", Severity.NOTE),
        finding("cert-odd", Severity.WARNING),
        finding("cert-odd", Severity.ERROR),
        finding("key-open", Severity.ERROR),
    ]
    of_tree = found("", suppressed=suppressed)
    assert of_tree.suppressed == (("pemlint.toml", "cert-odd", 1), ("pemlint.toml", "key-open", 2))
    assert told(of_tree) == ["pemlint.toml ignores 3 findings (cert-odd and key-open)"]
    assert found("", suppressed=suppressed, in_tree=False) == Overrides()


def test_the_outcome_does_not_depend_on_the_order_of_files() -> None:
    text = "".join(
        f"[[override]]\npaths = '{name}.pem'\nrules = {{ cert-broken = '{grade}' }}\n"
        for name, grade in (("a", "off"), ("b", "note"), ("c", "warning"))
    )
    one = found(text, "a.pem", "b.pem", "c.pem")
    assert one == found(text, "c.pem", "a.pem", "b.pem")
    assert len(one.relaxed) == 3
    assert [each.scope for each in one.relaxed] == [("a.pem",), ("b.pem",), ("c.pem",)]
    assert found(text, "b.pem").relaxed == one.relaxed[1:2]


def test_no_more_is_told_than_anybody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overrides, "MOST_RELAXED", 3)
    bundles = [(f"{index}.bundle.toml", ("fixtures",)) for index in range(9)]
    assert len(found(None, bundles=bundles).relaxed) == 3
