"""Configurations: what they may say, and which policies judge which path."""

from __future__ import annotations

import pytest

from pemlint import config, exemptions
from pemlint.model import Severity
from pemlint.plan import Configuration, Plan
from pemlint.policy import ConfigurationError, Loader
from pemlint.registry import OptionInfo, RuleInfo

KNOWN = {
    info.id: info
    for info in (
        RuleInfo("cert-old", "cert.old", "Certificate", (OptionInfo("days", "int", 30),)),
        RuleInfo("chain-long", "chain.long", "ChainAnalysis"),
    )
}
BUILTIN = {
    "default": b'[rules.cert-old]\nseverity = "warning"\n[rules.chain-long]\nseverity = "error"\n',
    "lenient": b'[rules.chain-long]\nseverity = "off"\n',
    "hard": b'[rules.cert-old]\nseverity = "error"\n',
}
FILES = {
    "/repo/shared.toml": b'exclude = ["vendor/**"]\n[rules.cert-old]\nseverity = "note"\n',
    "/repo/own.toml": b'[rules.cert-old]\nseverity = "note"\n',
    "/repo/certs/near.toml": b'[rules.chain-long]\nseverity = "note"\n',
    "/else/near.toml": b'[rules.chain-long]\nseverity = "note"\n',
    "/repo/circle.toml": b'extends = "./circle.toml"\n',
}


def read(path: str, base: str) -> tuple[bytes, str]:
    full = f"{base}/{path}".replace("/./", "/")
    try:
        return FILES[full], full.rpartition("/")[0]
    except KeyError:
        message = f"'{path}': no such file"
        raise ConfigurationError(message) from None


def parse(text: str, path: str = "pemlint.toml") -> Configuration:
    return config.parse(text.encode(), path, "/repo", KNOWN, read)


def grades(text: str, path: str, *, forced: tuple[str, ...] = (), bundle: tuple[str, ...] = ()) -> list[str]:
    """``profile: cert-old chain-long`` for each policy in force."""
    loader = Loader(KNOWN, BUILTIN.get, lambda: tuple(BUILTIN), read)
    plan = Plan(loader, parse(text), root="/repo", profiles=forced)
    return [
        " ".join((f"{policy.name}:", *(policy.settings[rule_id].severity.label for rule_id in KNOWN)))
        for policy in plan.policies(path, bundle)
    ]


OVERRIDES = """
profile = "hard"
[rules.chain-long]
severity = "note"
[[override]]
paths = ["tests/**"]
profile = "lenient"
[[override]]
paths = ["tests/keep/**"]
rules = { cert-old = "off" }
"""


def test_without_a_configuration_default_is_in_force() -> None:
    assert grades("", "a.pem") == ["default: warning error"]


def test_the_strongest_profile_wins_and_every_table_is_laid_over_it() -> None:
    assert grades(OVERRIDES, "a.pem") == ["hard: error note"]
    assert grades(OVERRIDES, "tests/a.pem") == ["lenient: warning note"]
    assert grades(OVERRIDES, "tests/keep/a.pem") == ["lenient: off note"]
    assert grades(OVERRIDES, "tests/keep/a.pem", bundle=("default",)) == ["default: off note"]
    assert grades(OVERRIDES, "tests/keep/a.pem", bundle=("default",), forced=("hard",)) == ["hard: off note"]


def test_several_profiles_at_once() -> None:
    assert grades("", "a.pem", forced=("default", "hard")) == ["default: warning error", "hard: error error"]


def test_a_profile_file_is_relative_to_what_names_it() -> None:
    assert grades('profile = "./own.toml"\n', "a.pem") == ["./own.toml: note error"]
    assert grades("", "certs/a.bundle.toml", bundle=("near.toml",)) == ["near.toml: warning note"]


def test_extends_a_built_in_profile() -> None:
    assert grades('extends = "hard"\n[rules.chain-long]\nseverity = "off"\n', "a.pem") == ["hard: error off"]


def test_extends_another_configuration() -> None:
    parsed = parse('extends = "shared.toml"\nexclude = ["build"]\n[rules.chain-long]\nseverity = "off"\n')
    assert parsed.exclude == ("vendor/**", "build")
    assert grades('extends = "shared.toml"\n', "a.pem") == ["default: note error"]
    assert grades('extends = "shared.toml"\nprofile = "hard"\n', "a.pem") == ["hard: note error"]


def test_the_table_of_a_pyproject() -> None:
    parsed = parse('[project]\nname = "x"\n[tool.pemlint]\nprofile = "hard"\n', "sub/pyproject.toml")
    assert parsed.profiles == ("hard",)


def test_bundles_are_handed_on_as_they_are() -> None:
    assert parse('[[bundle]]\ncertificate = "a.crt"\n').bundles == ({"certificate": "a.crt"},)
    assert parse('[bundle]\ncertificate = "a.crt"\n').bundles == ({"certificate": "a.crt"},)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profil = "x"\n', "unknown key 'profil'; did you mean 'profile'?"),
        ("[[override]]\n", "[[override]] needs 'paths'"),
        ('[[override]]\npath = ["x"]\n', "unknown key 'path'; did you mean 'paths'?"),
        ("override = 1\n", "'override' is an array of tables: [[override]]"),
        ('[[ignore]]\nrules = ["cert-old"]\n', "[[ignore]] needs a 'reason'"),
        ('[[ignore]]\nreason = "why not"\n', "it would ignore everything"),
        ('[[ignore]]\nreason = "x"\nrules = ["cert-odl"]\n', "unknown rule or group 'cert-odl'; did you mean"),
        ('[[ignore]]\nreason = "x"\nspki = "00"\n', "unknown key 'spki'; did you mean 'spki-sha256'?"),
        ("profile = 1\n", "'profile' must be a string or a list of strings"),
        ('extends = "hard"\nprofile = "lenient"\n', "both name a built-in profile"),
        ('extends = "./circle.toml"\n', "is it a circle"),
        ('extends = "./nowhere.toml"\n', "no such file"),
        ("profile = \n", "pemlint.toml: not valid TOML: Invalid value (at line 1, column 11)"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        parse(text)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_pyproject_whose_table_is_none() -> None:
    with pytest.raises(ConfigurationError, match=r"\[tool.pemlint\] must be a table"):
        parse("[tool]\npemlint = 1\n", "pyproject.toml")


def test_selectors_are_ids_groups_or_everything() -> None:
    assert exemptions.selectors(["cert"], KNOWN, "--select") == {"cert-old"}
    assert exemptions.selectors(["chain-long"], KNOWN, "--select") == {"chain-long"}
    assert exemptions.selectors(["ALL"], KNOWN, "--select") == set(KNOWN)


def test_an_unknown_profile_says_which_there_are() -> None:
    with pytest.raises(ConfigurationError, match="unknown profile 'hrd'; did you mean 'hard'"):
        grades('profile = "hrd"\n', "a.pem")


def test_severities_compare() -> None:
    assert Severity.ERROR > Severity.WARNING > Severity.NOTE > Severity.OFF


def test_a_table_of_tools_that_is_none() -> None:
    none = parse("tool = 1\n", "pyproject.toml")._replace(texts=())
    assert none == Configuration("pyproject.toml", "/repo", rules=({},))


def test_a_key_to_ignore_is_named_as_in_a_manifest() -> None:
    (ignore,) = parse(f'[[ignore]]\nreason = "x"\nspki-sha256 = "{":".join(["AB"] * 32)}"\n').ignores
    assert ignore.spki_sha256 == {"ab" * 32}
    with pytest.raises(ConfigurationError, match="must be the SHA-256 of a public key"):
        parse('[[ignore]]\nreason = "x"\nspki-sha256 = "nonsense"\n')


def test_a_manifest_outside_of_the_root_names_profiles_beside_itself() -> None:
    assert grades("", "/else/a.bundle.toml", bundle=("near.toml",)) == ["near.toml: warning note"]


@pytest.mark.parametrize(
    "text",
    [
        'exclude = ["a/*.pem"{}]\n',
        '[[override]]\npaths = ["a/*.pem"{}]\nprofile = "hard"\n',
        'extends = "half.toml"\n[[override]]\npaths = ["a/*.pem"{}]\nprofile = "hard"\n',
        '[[ignore]]\nrules = ["cert-old"]\nreason = "r"\npaths = ["a/*.pem"{}]\n',
    ],
)
def test_the_patterns_of_a_configuration_are_bounded(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "MOST_PATTERNS", 3)
    half = b'exclude = ["a", "b"]'
    more = ', "*/b"' * (0 if "extends" in text else 2)

    def parsed(patterns: str) -> Configuration:
        return config.parse(text.format(patterns).encode(), "p.toml", "/repo", KNOWN, lambda _, base: (half, base))

    assert parsed(more).path == "p.toml"
    with pytest.raises(ConfigurationError, match=r"^p\.toml: more than 3 patterns of paths"):
        parsed(f'{more}, "*/c"')
