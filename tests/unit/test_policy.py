"""Profiles and the tables laid over them."""

from __future__ import annotations

import pytest

from pemlint.model import Severity
from pemlint.policy import ConfigurationError, Entry, Loader, Policy, overlay
from pemlint.registry import OptionInfo, RuleInfo
from pemlint.rule import Setting

KNOWN = {
    info.id: info
    for info in (
        RuleInfo("cert-old", "cert.old", "Certificate", (OptionInfo("days", "int", 30),)),
        RuleInfo(
            "key-kind",
            "key.kind",
            "PrivateKey",
            (OptionInfo("allow-these", "list of str", ()), OptionInfo("loud", "bool", default=False)),
        ),
    )
}
DEFAULT = b"""
title = "base"
[rules.cert-old]
severity = "warning"
by-role = { root = "note", client = "error" }
why = "because"
source = "https://example.com/"
[rules.key-kind]
severity = "off"
when-selected = "note"
"""


def loader(**profiles: bytes) -> Loader:
    known = {"default": DEFAULT, **{name.replace("_", "-"): data for name, data in profiles.items()}}

    def read(path: str, base: str) -> tuple[bytes, str]:
        try:
            return known[f"{base}/{path}".lstrip("/")], "folder"
        except KeyError:
            message = f"'{path}': there is no such file"
            raise ConfigurationError(message) from None

    return Loader(KNOWN, known.get, lambda: tuple(sorted(known)), read)


def entry(severity: Severity | None = None, by_role: dict[str, Severity] | None = None) -> Entry:
    return Entry(severity, {}, by_role or {}, None, None, None)


def test_a_profile_extends_default_without_saying_so() -> None:
    policy = loader(mine=b"[rules.cert-old]\ndays = 7\n").policy("mine")
    setting = policy.settings["cert-old"]
    assert (setting.severity, setting.options, setting.why) == (Severity.WARNING, {"days": 7}, "because")


def test_extends_goes_through_several_files_relative_to_each() -> None:
    profiles = loader(
        **{"top.toml": b'extends = "middle.toml"\n', "folder/middle.toml": b'[rules.cert-old]\nseverity = "error"\n'}
    )
    assert profiles.policy("top.toml").settings["cert-old"].severity is Severity.ERROR


def test_a_circle_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="is it a circle"):
        loader(a=b'extends = "b"\n', b=b'extends = "a"\n').policy("a")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[rules.cert-odl]\n", "unknown rule 'cert-odl'; did you mean 'cert-old'?"),
        (b"[rules.cert-old]\ndasy = 1\n", "unknown key 'dasy'; did you mean 'days'?"),
        (b"[rules.cert-old]\ndays = true\n", "'days' must be of type int, not True"),
        (b'[rules.cert-old]\ndays = "7"\n', "'days' must be of type int, not '7'"),
        (b'[rules.key-kind]\nallow-these = "x"\n', "'allow-these' must be of type list of str"),
        (b"[rules.key-kind]\nallow-these = [1]\n", "'allow-these' must be of type list of str"),
        (b"[rules.cert-old]\ndays = 1000000000000000000\n", "'days' is a number of more than 18 digits"),
        (b"[rules.cert-old]\ndays = 0x" + b"f" * 9_000, "'days' is a number of more than 18 digits"),
        (b"[rules.cert-old]\ndays = " + b"1" * 5_000, "not valid TOML: a number has too many digits"),
        (b'[rules.cert-old]\nseverity = "fatal"\n', "severity must be one of error, note, off, warning, not 'fatal'"),
        (b'[rules.cert-old]\nby-role = "x"\n', "by-role is a table"),
        (b'[rules.cert-old]\nby-role = { cleint = "note" }\n', "unknown role or circumstance 'cleint'; did you mean"),
        (b"[rules.cert-old]\nwhy = 1\n", "'why' must be a string"),
        (b"rules = 1\n", "'rules' is a table of tables"),
        (b"[rules]\ncert-old = 1\n", "must be a table, or a severity"),
        (b"extend = 1\n", "unknown key 'extend'; did you mean 'extends'?"),
        (b'extends = "defalt"\n', "unknown profile 'defalt'; did you mean 'default'?"),
        (b'extends = "./other.toml"\n', "there is no such file"),
        (b"extends = [\n", "profile 'mine': "),
        (b"\xff", "not UTF-8 text (at line 1)"),
        (b"#" * ((1 << 20) + 1), "larger than"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        loader(mine=data).policy("mine")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_severity_alone_may_stand_for_the_table() -> None:
    assert loader(mine=b'[rules]\ncert-old = "error"\n').policy("mine").settings["cert-old"].severity is Severity.ERROR


def test_options_become_parameters() -> None:
    policy = loader(mine=b'[rules.key-kind]\nallow-these = ["RSA 2048"]\nloud = true\n').policy("mine")
    assert policy.settings["key-kind"].options == {"allow_these": ("RSA 2048",), "loud": True}


def test_a_milder_severity_caps_the_grades_by_role_below_it() -> None:
    below = Setting(Severity.WARNING, by_role={"root": Severity.NOTE, "client": Severity.ERROR})
    assert overlay(below, entry(Severity.WARNING)).by_role == {"root": Severity.NOTE, "client": Severity.WARNING}
    assert not overlay(below, entry(Severity.OFF)).active
    assert overlay(below, entry(Severity.OFF, {"client": Severity.NOTE})).by_role["client"] is Severity.NOTE
    assert overlay(below, entry()).by_role == below.by_role


def test_the_first_circumstance_that_the_profile_names_decides() -> None:
    setting = Setting(Severity.ERROR, by_role={"root": Severity.NOTE, "client": Severity.WARNING})
    assert setting.grade(("client", "root")) is Severity.WARNING
    assert setting.grade(("other", "root")) is Severity.NOTE
    assert setting.grade(("other",)) is Severity.ERROR
    assert setting.grade(()) is Severity.ERROR


def selected(policy: Policy, chosen: set[str] | None, ignored: set[str]) -> dict[str, Severity]:
    result = policy.selected(None if chosen is None else frozenset(chosen), frozenset(ignored))
    return {rule_id: setting.severity for rule_id, setting in result.settings.items() if setting.active}


def test_select_and_ignore() -> None:
    policy = loader().policy("default")
    assert selected(policy, None, set()) == {"cert-old": Severity.WARNING}
    assert selected(policy, None, {"cert-old"}) == {}
    assert selected(policy, {"key-kind"}, set()) == {"key-kind": Severity.NOTE}
    assert selected(policy, {"cert-old", "key-kind"}, {"key-kind"}) == {"cert-old": Severity.WARNING}


def test_a_selected_rule_keeps_its_grades_by_role() -> None:
    roles = b'[rules.key-kind]\nby-role = { root = "off" }\n'
    setting = loader(mine=roles).policy("mine").selected(frozenset({"key-kind"}), frozenset()).settings["key-kind"]
    assert (setting.grade(()), setting.grade(("root",))) == (Severity.NOTE, Severity.OFF)
