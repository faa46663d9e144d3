"""`.pre-commit-hooks.yaml` says what the real tools read, and selects the files that pemlint judges."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from pemlint.files.naming import TLS_EXTENSIONS, is_tls
from tests.project import ROOT, done, tool

SELECTED = (
    "a.pem",
    "UP.PEM",
    "certs/server.crt",
    "certs/server.cer",
    "certs/server.cert",
    "certs/server.key",
    "a.csr",
    "a.req",
    "a.crl",
    "a.p7b",
    "a.p7c",
    "a.p7s",
    "a.der",
    "a.p12",
    "a.PFX",
    "a.p8",
    "a.jks",
    "java.keystore",
    "java.truststore",
    "site.ca-bundle",
    "ca-bundle",
    "etc/ssl/ca-bundle",
    "mqtt.bundle.toml",
    "certs/mqtt.bundle.toml",
    "pemlint.toml",
    "sub/.pemlint.toml",
    "--config=x.pem",
    "with space.pem",
)
PASSED_OVER = (
    "notes.txt",
    "values.yaml",
    "pem",
    "a.pem.txt",
    "apem",
    "bundle.toml",
    "mybundle.toml",
    "a.toml",
    "notpemlint.toml",
    "pyproject.toml",
    "camel-ca-bundle",
    "a.keys",
    "monkey",
)


@pytest.fixture(scope="module")
def hooks() -> dict[str, dict[str, Any]]:
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return {hook["id"]: hook for hook in offered}


@pytest.fixture(scope="module")
def hook(hooks: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return hooks["pemlint"]


def test_pre_commit_accepts_the_manifest() -> None:
    done(tool("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    done(tool("pre-commit"), "validate-config", ".pre-commit-config.yaml", cwd=ROOT)


@pytest.mark.parametrize("name", SELECTED)
def test_name_is_selected(hook: dict[str, Any], name: str) -> None:
    assert re.search(hook["files"], name)


@pytest.mark.parametrize("name", PASSED_OVER)
def test_name_is_passed_over(hook: dict[str, Any], name: str) -> None:
    assert not re.search(hook["files"], name)


@pytest.mark.parametrize("extension", sorted(TLS_EXTENSIONS))
def test_extension_that_pemlint_knows_is_selected(hook: dict[str, Any], extension: str) -> None:
    assert re.search(hook["files"], f"certs/a.{extension}")


def test_certificates_and_keys_are_those_that_a_walk_takes_for_tls_files() -> None:
    settings = re.compile(r"\.toml$")
    assert all(is_tls(name) for name in SELECTED if not settings.search(name))
    assert not any(is_tls(name) for name in PASSED_OVER)


def test_file_names_cannot_be_read_as_options(hooks: dict[str, dict[str, Any]]) -> None:
    for hook in hooks.values():
        assert not hook.get("pass_filenames", True) or hook["args"][-1] == "--"


def test_argv_split_over_several_processes_does_not_run_them_at_once(hooks: dict[str, dict[str, Any]]) -> None:
    """Where one process does not hold all names, the others wait for it: their output must not mix."""
    assert all(hook["require_serial"] for hook in hooks.values())


def test_what_is_mended_is_judged_too(hooks: dict[str, dict[str, Any]]) -> None:
    for name in (*SELECTED, *PASSED_OVER):
        if re.search(hooks["pemlint-fix"]["files"], name):
            assert name in SELECTED


def test_a_commit_that_only_deletes_runs_the_hook_for_the_whole_repository(hooks: dict[str, dict[str, Any]]) -> None:
    hook = hooks["pemlint-all"]
    assert (hook["always_run"], hook["pass_filenames"]) == (True, False)
    assert not {"files", "types", "types_or", "args"} & hook.keys()


def test_own_habits_select_the_same_files(hook: dict[str, Any]) -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    own = next(own for repo in config["repos"] for own in repo["hooks"] if own["id"] == "pemlint")
    for key in ("files", "types", "args", "require_serial"):
        assert own[key] == hook[key]
    assert own["entry"] == f".venv/bin/{hook['entry']}"
