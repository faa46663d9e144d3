"""A hook runs on every commit: what a run does not need it does not import."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pemlint import registry, rules
from pemlint.cli import settings
from tests import builder
from tests.project import environment

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

#: each costs milliseconds at every start, and a plain check has no use for it
DEAR = (
    "asyncio",
    "cryptography",
    "dataclasses",
    "email",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "ipaddress",
    "logging",
    "pathlib",
    "pemlint.looking",
    "rich",
    "tempfile",
    "tomli",
    "typing",
    "typing_extensions",
)

#: ``-S`` keeps away what an editable install loads by itself, and with it the way to ``pemlint.rules``
PROGRAM = """
import sys
before = set(sys.modules)
import pemlint
pemlint.rules = sys.modules["pemlint.rules"] = type(sys)("pemlint.rules")
pemlint.rules.__file__ = sys.argv[1]
from pemlint.cli import main
status = main(sys.argv[2:])
import json
print(json.dumps([status, sorted(set(sys.modules) - before)]), file=sys.stderr)
"""


def modules(workspace: Workspace, *arguments: str) -> tuple[int, set[str]]:
    """The exit status of a run, and the modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM, str(rules.__file__), *arguments],
        cwd=workspace.path,
        env=environment(PYTHONPATH=":".join(filter(None, sys.path))),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    status, loaded = json.loads(done.stderr.splitlines()[-1])
    return status, set(loaded)


def dear(loaded: set[str]) -> set[str]:
    """Those of the modules that are dear, or part of what is."""
    return {name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in DEAR)}


def folder_without_tls(workspace: Workspace) -> None:
    workspace.write("readme.txt", "nothing here\n")
    workspace.write("src/main.py", "print()\n")


def lone_certificate(workspace: Workspace) -> None:
    workspace.write("server.crt", builder.server().pem)


def several_certificates(workspace: Workspace) -> None:
    workspace.write("a/server.crt", builder.server().pem)
    workspace.write("b/client.crt", builder.client().annotated)


def broken_blocks(workspace: Workspace) -> None:
    workspace.write("a.pem", builder.server().pem.replace(b"-----END", b"----END"))
    workspace.write("b.pem", builder.server().der)


@pytest.mark.parametrize("make", [folder_without_tls, lone_certificate, several_certificates, broken_blocks])
@pytest.mark.parametrize("profile", ["default", "emqx-cloud"])
@pytest.mark.parametrize("repository", [False, True])
def test_no_signature_to_verify_no_cryptography(
    workspace: Workspace, make: object, profile: str, repository: bool
) -> None:
    assert callable(make)
    make(workspace)
    if repository:
        workspace.git("init", "--quiet")
    status, loaded = modules(workspace, "check", "--profile", profile)
    assert status == int(make is broken_blocks)
    assert ("pemlint.engine" in loaded) == (make is not folder_without_tls), "it is for what there is to judge"
    # profiles are TOML; the one under all others is there as Python too
    assert {name.partition(".")[0] for name in dear(loaded)} == ({"tomli"} if profile != "default" else set())


def test_one_certificate_named_as_by_a_hook(workspace: Workspace) -> None:
    lone_certificate(workspace)
    workspace.git("init", "--quiet")
    status, loaded = modules(workspace, "check", "server.crt")
    assert status == 0
    assert dear(loaded) == set()


def test_only_the_rules_that_have_a_subject_are_imported(workspace: Workspace) -> None:
    folder_without_tls(workspace)
    status, loaded = modules(workspace, "check")
    assert status == 0
    assert {name for name in loaded if name.startswith("pemlint.checks.")} == set()
    lone_certificate(workspace)
    _, loaded = modules(workspace, "check")
    imported = {name for name in loaded if name.startswith("pemlint.checks.") and name.count(".") == 3}
    infos = registry.infos().values()
    assert imported == {
        f"pemlint.checks.{info.module}"
        for info in infos
        if info.subject in {"File", "Certificate"} and settings.loader().policy("default").settings[info.id].active
    }, "others are off in the default profile"


def test_one_format_is_imported(workspace: Workspace) -> None:
    lone_certificate(workspace)
    _, loaded = modules(workspace, "check", "--output-format", "concise")
    formats = {"text", "json_", "sarif", "concise"}
    assert {name.rpartition(".")[2] for name in loaded if name.startswith("pemlint.reporters.")} & formats == {
        "concise"
    }


def test_help_imports_next_to_nothing(workspace: Workspace) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pemlint", "--help"],
        cwd=workspace.path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "pemlint.cli.arguments" in loaded
    assert {name for name in loaded if name.startswith("pemlint.")} <= {
        "pemlint.__main__",
        "pemlint.circumstances",
        "pemlint.cli",
        "pemlint.cli.arguments",
        "pemlint.cli.askers",
        "pemlint.cli.streams",
        "pemlint.cli.usage",
        "pemlint.cli.writers",
        "pemlint.model",
        "pemlint.policy",
        "pemlint.quoting",
        "pemlint.record",
        "pemlint.reporters",
        "pemlint.rule",
        "pemlint.suggest",
        "pemlint.views",
    }


def test_a_chain_is_verified_without_the_slow_half_of_the_library(workspace: Workspace) -> None:
    workspace.write("site.pem", builder.server().pem + builder.intermediate().pem + builder.root().pem)
    status, loaded = modules(workspace, "check")
    assert status == 0
    assert "cryptography.hazmat.primitives.asymmetric.rsa" in loaded
    assert "cryptography.x509" not in loaded
    assert "cryptography.hazmat.primitives.serialization" not in loaded
