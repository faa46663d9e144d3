"""What the guides tell people to write and to run is what the project takes."""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
import yaml

from pemlint import __version__, files
from pemlint.cli import main
from pemlint.registry import infos
from pemlint.reporters import FORMATS
from tests import builder
from tests.project import ROOT, done, tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("adopting", "configuration", "suppression", "formats", "pre-commit", "github", "gitlab", "plain")
CONFIGURATION = jsonschema_rs.Draft7Validator(json.loads(files.schema("pemlint")))
GUIDES = {name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in NAMES}
#: the schema of what a guide shows, by the name of the file in its first line
SCHEMAS = {
    "# .github/workflows/": "vendor.github-workflows",
    "# .gitlab-ci.yml": "vendor.gitlab-ci",
    "# azure-pipelines.yml": "vendor.azure-pipelines",
}
LINK = re.compile(r"\[[^\]]+\]\(([^)#:]+)\)")


def blocks(guide: str, language: str) -> list[str]:
    """The blocks in a language, those apart that a mark has executed."""
    text = re.sub(r"<!-- output: .*?<!-- /output -->", "", GUIDES[guide], flags=re.DOTALL)
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands() -> Iterator[str]:
    """Every command of pemlint that a guide shows, as far as the shell hands it to pemlint."""
    for guide in GUIDES:
        for language in ("console", "yaml"):
            for block in blocks(guide, language):
                yield from re.findall(r"(?:^\$ |: |- )(pemlint (?!\d)[^|\n]*)", block, re.MULTILINE)


def settings(guide: str) -> list[Any]:
    return [yaml.safe_load(block) for block in blocks(guide, "yaml")]


@pytest.mark.parametrize("command", sorted({*commands()}))
def test_a_command_does_its_job(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    done("git", "init", "--quiet", cwd=tmp_path)
    (tmp_path / "certs").mkdir()
    (tmp_path / "certs" / "server.pem").write_bytes(builder.intermediate().pem + builder.server().pem)
    monkeypatch.chdir(tmp_path)
    main(["check", "--write-baseline", "pemlint-baseline.json", "."])
    status = main(shlex.split(command)[1:])
    sys.stdout.flush()
    assert status in {0, 1}, capfd.readouterr().err


def test_there_are_commands_in_every_guide_but_that_of_the_hooks() -> None:
    assert len({*commands()}) > 10


@pytest.mark.parametrize("guide", GUIDES)
def test_files_for_others_are_valid(guide: str, tmp_path: Path) -> None:
    for block in blocks(guide, "yaml"):
        schema = next((schema for start, schema in SCHEMAS.items() if block.startswith(start)), "")
        if schema:
            (tmp_path / "shown.yml").write_text(block, "utf-8")
            done(tool("check-jsonschema"), "--builtin-schema", schema, str(tmp_path / "shown.yml"), cwd=tmp_path)


def test_the_hooks_are_those_that_there_are() -> None:
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    whole, _ = settings("pre-commit")
    assert {hook["id"] for hook in whole["repos"][0]["hooks"]} == offered
    assert set(re.findall(r"^\| `(.+?)` \|", GUIDES["pre-commit"], re.MULTILINE)) == offered
    for each in settings("pre-commit"):
        (repo,) = each["repos"]
        assert repo["rev"] == f"v{__version__}"
        for hook in repo["hooks"]:
            assert hook["id"] == "pemlint-all" or hook.get("args", ["--"])[-1] == "--"


def test_a_repository_is_adopted_as_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (configuration,) = blocks("adopting", "toml")
    (comment,) = blocks("adopting", "text")
    written = [command for block in blocks("adopting", "console") for command in re.findall(r"pemlint .+", block)]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pemlint.toml").write_text(configuration, "utf-8")
    for name in ("server.pem", "tests/old.pem"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(builder.server(not_after=builder.NOW - timedelta(days=9)).pem)
    run = [(command, main(shlex.split(command)[1:])) for command in written]
    assert run == [(command, 0) for command in written]
    said = capfd.readouterr().out
    assert "server.pem:1:1: error cert-expired" in said
    assert "tests/old.pem:1:1: error cert-expired" not in said

    (tmp_path / "new.pem").write_bytes(builder.client(not_after=builder.NOW - timedelta(days=9)).pem)
    assert main(shlex.split(written[-1])[1:]) == 1
    (tmp_path / "new.pem").write_bytes(
        comment.partition("\n")[0].encode() + b"\n" + (tmp_path / "new.pem").read_bytes()
    )
    assert main(shlex.split(written[-1])[1:]) == 0


@pytest.mark.parametrize("text", [text for name in ("configuration", "suppression") for text in blocks(name, "toml")])
def test_a_configuration_can_be_used(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    done("git", "init", "--quiet", cwd=tmp_path)
    folder = tmp_path / "services" / "mail"
    folder.mkdir(parents=True)
    (tmp_path / "pemlint.toml").write_text("", "utf-8")
    (folder / "pemlint.toml").write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    assert main(["config"]) == 0, capfd.readouterr().err
    assert CONFIGURATION.is_valid(json.loads(json.dumps(tomllib.loads(text), default=str)))


def test_what_guides_say_of_ignores_is_all_there_is() -> None:
    rules = re.findall(r"^\| \[`(ignore-.+?)`\]", GUIDES["suppression"], re.MULTILINE)
    assert sorted(rules) == [rule_id for rule_id in infos() if rule_id.startswith("ignore-")]


def test_inputs_and_outputs_of_the_action_are_listed_with_their_defaults() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    listed = dict(re.findall(r"^\| `([a-z-]+)` \|(?: (?:`(.*?)` )?\|)? .+ \|$", GUIDES["github"], re.MULTILINE))
    assert listed == {
        **{name: each["default"] for name, each in action["inputs"].items()},
        **dict.fromkeys(action["outputs"], ""),
    }
    used = settings("github")[0]["jobs"]["pemlint"]["steps"][-1]
    assert used["uses"] == f"pemlint/pemlint@v{__version__}"
    assert set(used["with"]) <= set(action["inputs"])


def test_every_format_has_its_section() -> None:
    assert re.findall(r"^## (.+)$", GUIDES["formats"], re.MULTILINE) == [*FORMATS]
    assert re.findall(r"^\| \[`(.+?)`\]\(#\1\) \|", GUIDES["formats"], re.MULTILINE) == [*FORMATS]


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_somewhere_and_the_readme_leads_here(guide: str) -> None:
    assert [path for path in LINK.findall(GUIDES[guide]) if not (ROOT / "docs" / path).is_file()] == []
    assert f"(docs/{guide}.md)" in (ROOT / "README.md").read_text("utf-8")
