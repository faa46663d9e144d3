"""What the README tells people to write is what the project takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import tomli
import yaml

from pemlint import __version__, manifests
from tests import builder
from tests.project import ROOT, done, tool

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def yaml_with(key: str) -> Any:
    (found,) = [parsed for parsed in map(yaml.safe_load, blocks("yaml")) if key in parsed]
    return found[key]


def test_sections_stand_in_their_order() -> None:
    assert re.findall(r"^## (.+)$", README, re.MULTILINE) == [
        "What it says",
        "Two commands",
        "Looking",
        "Mending",
        "The hook",
        "The Action",
        "The manifest",
        "The profiles",
        "Exit status",
        "Large repositories",
        "More",
    ]


def test_place_of_the_output_is_marked_once() -> None:
    (marked,) = re.findall(r"^<!-- output -->$(.*?)^<!-- /output -->$", README, re.MULTILINE | re.DOTALL)
    assert "$ pemlint check " in marked


def test_hook_exists() -> None:
    ((repo,), offered) = yaml_with("repos"), yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in repo["hooks"]} == {hook["id"] for hook in offered}
    assert repo["rev"] == f"v{__version__}"


def test_inputs_of_the_action_exist() -> None:
    *_, step = yaml_with("steps")
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert step["uses"] == f"pemlint/pemlint@v{__version__}"
    assert set(step["with"]) <= set(action["inputs"])


def test_the_scheduled_workflow_is_one(tmp_path: Path) -> None:
    (text,) = [block for block in blocks("yaml") if "cron:" in block]
    (job,) = yaml.safe_load(text)["jobs"].values()
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert set(job["steps"][-1]["with"]) <= set(action["inputs"])
    workflow = tmp_path / "certificates.yml"
    workflow.write_text(text, "utf-8")
    done(tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(workflow), cwd=tmp_path)


def test_manifest_is_understood() -> None:
    (text,) = [block for block in blocks("toml") if "[bundle]" in block]
    manifest = manifests.parse(text.encode(), "certs/mqtt.bundle.toml")
    assert manifest.problems == ()
    assert set(manifest.paths) == {
        "cloud.crt",
        "chain.pem",
        "cloud.key",
        "client-ca.crt",
        "cloud-ca.crt",
        "client.crt",
        "client.key",
    }


def test_every_profile_is_listed_with_its_own_words() -> None:
    listed = dict(re.findall(r"^\| \[`([a-z-]+)`\]\(rules/\1\.toml\) \| (.+) \|$", README, re.MULTILINE))
    profiles = {path.stem: tomli.loads(path.read_text("utf-8")) for path in (ROOT / "rules").glob("*.toml")}
    assert listed == {name: one["description"] for name, one in profiles.items() if "platform" not in one}


def test_every_platform_is_in_the_list_that_it_leads_to() -> None:
    assert "(docs/profiles.md)" in README
    table = (ROOT / "docs" / "profiles.md").read_text("utf-8")
    for path in (ROOT / "rules").glob("*.toml"):
        if "platform" in tomli.loads(path.read_text("utf-8")):
            assert f"\n### {path.stem}\n" in table


@pytest.mark.parametrize("paper", sorted(path.name for path in ROOT.glob("*.md")))
def test_links_into_the_tree_lead_somewhere(paper: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / paper).read_text("utf-8")):
        assert (ROOT / target).exists(), target


def test_each_page_is_linked() -> None:
    linked = re.findall(r"\]\((docs/[^)#]+)", (ROOT / "README.md").read_text("utf-8").split("\n## More\n")[1])
    assert {page.name for page in (ROOT / "docs").glob("*.md")} == {
        target.removeprefix("docs/") for target in linked if target.endswith(".md")
    }


def test_configuration_is_understood(tmp_path: Path) -> None:
    (text,) = [block for block in blocks("toml") if "[[override]]" in block]
    (tmp_path / "pemlint.toml").write_text(text, "utf-8")
    (tmp_path / "server.pem").write_bytes(builder.server().pem)
    shown = done(tool("pemlint"), "check", "--now", "2026-06-01T00:00:00Z", "--fail-on", "never", ".", cwd=tmp_path)
    assert "Judged by emqx-cloud" in shown
