"""``pemlint platforms``, and several profiles at once: who asked for what, and where a bundle could go."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from pemlint.checks.bundle import chain_apart
from tests import builder
from tests.e2e.support import NOW, one_line
from tests.platforms import contents
from tests.project import environment

if TYPE_CHECKING:
    from tests.e2e.support import Workspace


def standings(workspace: Workspace, *arguments: str) -> list[dict[str, Any]]:
    outcome = workspace.run("platforms", "--now", NOW, "--output-format", "json", *arguments)
    assert (outcome.status, outcome.err) == (0, "")
    bundles: list[dict[str, Any]] = outcome.report["bundles"]
    return bundles


def takes(bundle: dict[str, Any]) -> dict[str, str]:
    return {each["profile"]: each["takes"] for each in bundle["platforms"]}


def test_a_bundle_is_tried_on_every_platform_whatever_its_manifest_says(workspace: Workspace) -> None:
    workspace.write_all(contents("three-files"))
    manifest = (workspace.path / "site.bundle.toml").read_text()
    workspace.write("site.bundle.toml", f'{manifest}profile = "strict"\n')
    (bundle,) = standings(workspace)
    verdicts = takes(bundle)
    assert (verdicts["aws-acm"], verdicts["nginx"], verdicts["apache"]) == ("yes", "no", "with warnings")
    assert "strict" not in verdicts
    assert len(verdicts) >= 23
    (nginx,) = [each for each in bundle["platforms"] if each["profile"] == "nginx"]
    assert [(each["rule"], each["source"]) for each in nginx["reasons"]] == [
        ("bundle-chain-apart", "https://nginx.org/en/docs/http/configuring_https_servers.html")
    ]


def test_files_without_a_manifest_are_tried_with_what_belongs_to_them(workspace: Workspace) -> None:
    workspace.write("a/site.crt", builder.server().pem)
    workspace.write("a/ca.pem", builder.intermediate().pem)
    workspace.write("keys/site.key", builder.private_pem("server", form="encrypted"))
    workspace.write("b/full.pem", builder.server(subject="b.example.com").pem + builder.intermediate().pem)
    workspace.write("b/client.pem", builder.client().pem)
    split, full = sorted(standings(workspace), key=lambda each: each["name"], reverse=True)
    assert (split["name"], split["origin"], full["name"]) == ("site.crt", "files", "full.pem")
    assert (takes(split)["aws-acm"], takes(full)["aws-acm"]) == ("yes", "no")
    assert (takes(split)["nginx"], takes(full)["nginx"]) == ("no", "yes")


def test_a_key_that_is_there_counts_and_one_that_is_not_is_elsewhere(workspace: Workspace) -> None:
    workspace.write("site.pem", builder.server().pem + builder.intermediate().pem)
    assert takes(standings(workspace, "site.pem")[0])["emqx-cloud-byoc"] == "yes"
    workspace.write("site.key", builder.private_pem("server"))
    (bundle,) = standings(workspace, "site.pem")
    (byoc,) = [each for each in bundle["platforms"] if each["profile"] == "emqx-cloud-byoc"]
    assert [each["rule"] for each in byoc["reasons"]] == ["bundle-key-apart"]


def test_one_may_ask_about_some_and_about_a_profile_of_ones_own(workspace: Workspace) -> None:
    workspace.write_all(contents("three-files"))
    workspace.write(
        "ours.toml", 'extends = "aws-acm"\nplatform = "Ours"\n[rules.cert-san-missing]\nseverity = "error"\n'
    )
    (bundle,) = standings(workspace, "--profile", "nginx,./ours.toml", "--profile", "nginx")
    assert [(each["profile"], each["platform"]) for each in bundle["platforms"]] == [
        ("nginx", "nginx"),
        ("./ours.toml", "Ours"),
    ]


def test_nothing_found_is_said_and_a_wrong_path_is_not(workspace: Workspace) -> None:
    outcome = workspace.run("platforms", ".")
    assert outcome.status == 0
    assert "No bundle found" in outcome.out
    assert workspace.run("platforms", "nowhere").status == 2
    assert "unknown profile" in one_line(workspace.run("platforms", "--profile", "nginks").err)


def test_what_only_the_repository_minds_keeps_no_platform_from_taking_it(workspace: Workspace) -> None:
    workspace.write_all(contents("three-files"))
    workspace.git("init", "--quiet")
    workspace.git("add", "--all")
    assert [each.rule for each in workspace.check().of("warning")] == ["key-unencrypted-in-repository"]
    assert takes(standings(workspace)[0])["aws-acm"] == "yes"


def test_a_rule_that_fails_is_no_yes(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(chain_apart, "chain_apart", chain_apart.chain_apart._replace(check=fail))
    workspace.write_all(contents("three-files"))
    for command in (("platforms",), ("chain", "--config", "pemlint.toml")):
        workspace.write("pemlint.toml", 'profile = "nginx"\n')
        outcome = workspace.run(*command, "--now", NOW)
        assert outcome.status == 2
        assert "rule 'bundle-chain-apart' failed with ZeroDivisionError" in one_line(outcome.err)


def test_the_table_says_what_the_json_does(workspace: Workspace) -> None:
    workspace.write_all(contents("three-files"))
    shown = workspace.run("platforms", "--now", NOW, "--color", "never").out
    for profile, verdict in takes(standings(workspace)[0]).items():
        (line,) = [line for line in shown.splitlines() if line.removeprefix(verdict).split()[:1] == [profile]]
        assert line.startswith(verdict)


def test_a_finding_says_which_of_several_profiles_asked(workspace: Workspace) -> None:
    workspace.write_all(contents("rsa-4096"))
    for arguments in (("--profile", "emqx-cloud,nginx"), ("--profile", "emqx-cloud", "--profile", " nginx ")):
        outcome = workspace.check(*arguments)
        asked = {each["rule"]: each["profiles"] for each in outcome.report["findings"]}
        assert asked["cert-key-algorithm-not-allowed"] == ["emqx-cloud"]
        assert asked["bundle-chain-apart"] == ["nginx"]
    manifest = (workspace.path / "site.bundle.toml").read_text()
    workspace.write("site.bundle.toml", f'{manifest}profile = ["emqx-cloud", "emqx-cloud-byoc"]\n')
    finding = workspace.check().finding("cert-key-algorithm-not-allowed")
    assert finding["profiles"] == ["emqx-cloud", "emqx-cloud-byoc"]


def test_what_a_user_extends_holds_for_a_bundle(workspace: Workspace) -> None:
    workspace.write_all(contents("expired"))
    own = 'severity = "warning"\nsource = "https://wiki.example.com/tls"\n'
    workspace.write("ours.toml", f'extends = "aws-acm"\n[rules.cert-expired]\n{own}')
    outcome = workspace.check("--profile", "./ours.toml")
    finding = outcome.finding("cert-expired")
    assert (outcome.status, finding["source"]) == (0, "https://wiki.example.com/tls")
    assert finding["profiles"] == ["./ours.toml"]


def test_a_demand_that_can_never_be_met_is_one_finding(workspace: Workspace) -> None:
    workspace.write_all(contents("valid-for-twelve-days"))
    finding = workspace.check("--profile", "cloudflare-custom").finding("cert-expires-soon")
    assert "can never have 14 days left: it is valid for 12 days in all" in finding["message"]
    assert (finding["severity"], "use a CA that issues for longer" in finding["help"]) == ("error", True)


@pytest.mark.parametrize("profile", ["azure-app-service", "azure-app-gateway"])
def test_the_parts_of_a_container_are_judged_and_the_command_packs_them(workspace: Workspace, profile: str) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    workspace.write_all(contents("chain-with-its-root"))
    finding = workspace.check("--profile", profile).finding("bundle-container-needed")
    assert finding["severity"] == "note"
    command = finding["help"].splitlines()[-1].split()
    done = subprocess.run(
        [openssl, *command[1:], "-passout", "pass:secret"],
        cwd=workspace.path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    workspace.write("site.bundle.toml", '[bundle]\ncertificate = "server.pfx"\n')
    outcome = workspace.check("--profile", profile, "site.bundle.toml")
    assert [each.rule for each in outcome.found] == ["pem-not-pem-encoded"]
    assert (outcome.status, outcome.of("error"), outcome.of("warning")) == (0, [], [])


def test_profiles_are_listed_and_compared(workspace: Workspace) -> None:
    shown = workspace.run("profiles").out
    header = [line for line in shown.splitlines() if line.startswith(" 1  ")]
    assert header == [" 1  apache                      Apache HTTP Server"]
    assert max(map(len, shown.splitlines())) <= 120
    (row,) = [line for line in shown.splitlines() if line.startswith("bundle-container-needed ")]
    assert row.split()[1:].count("n") == 2
    compared = workspace.run("profiles", "emqx-cloud-dedicated", "emqx-cloud-byoc").out
    assert "  emqx-cloud-dedicated  error    60  short-lived: error\n" in compared
    # 30 days are those of default, too
    assert "  emqx-cloud-byoc       error    short-lived: error\n" in compared


def test_profiles_as_data_have_every_restriction_with_its_source(workspace: Workspace) -> None:
    listed = json.loads(workspace.run("profiles", "--output-format", "json").out)
    (acm,) = [each for each in listed if each["name"] == "aws-acm"]
    (size,) = [each for each in acm["restrictions"] if each["rule"] == "bundle-too-large"]
    assert size["options"] == {"max-certificate": 32768, "max-chain": 2097152, "max-key": 5120}
    assert all(each["source"].startswith("https://") for one in listed for each in one["restrictions"])
    assert workspace.run("profiles", "nginks").status == 2


def test_names_in_a_profile_of_ones_own_are_harmless(workspace: Workspace) -> None:
    why = json.dumps("\x1b[31mred ##[error]")
    workspace.write("odd.toml", f"[rules.cert-expired]\nwhy = {why}\n")
    shown = workspace.run("profiles", "./odd.toml").out
    assert "\x1b" not in shown
    assert "##[" not in shown
