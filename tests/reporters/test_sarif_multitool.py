"""The SARIF validator of the standard's editors, with its rules for GitHub code scanning.

It comes from npm and is kept in the user's cache. Its exit status is 0 whatever it finds, so that its log is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from pemlint.model import Location, Report
from pemlint.reporters import render, sarif
from tests.reporters.samples import FULL, HOSTILE, REPORTS, infected

VERSION = "5.7.0"
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pemlint-tests" / f"sarif-multitool-{VERSION}"
)
#: names of the packages that hold the program itself; that of the main package would run it through a shell
PROGRAMS = {"Linux": "sarif-multitool-linux", "Darwin": "sarif-multitool-darwin"}


@pytest.fixture(scope="session")
def multitool() -> Path:
    """The program, installed at the first use."""
    package = PROGRAMS.get(platform.system())
    if package is None:
        pytest.skip(f"the SARIF multitool is not tried on {platform.system()}")
    program = CACHE / "@microsoft" / package / "Sarif.Multitool"
    if not program.exists():
        _install(package)
    if not program.exists():
        pytest.skip("npm installed no SARIF multitool for this machine")
    program.chmod(program.stat().st_mode | 0o100)
    return program


def _install(package: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not here: the SARIF multitool comes from it")
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE.parent) as scratch:
        # Tests may run in several processes: each installs for itself, and what is in use is never half written.
        options = ("--prefix", scratch, "--ignore-scripts", "--no-audit", "--no-fund")
        command = [npm, "install", *options, f"@microsoft/{package}@{VERSION}"]
        try:
            subprocess.run(command, capture_output=True, check=True, cwd=scratch, timeout=120)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            pytest.skip(f"npm could not install the SARIF multitool: {error}")
        with contextlib.suppress(OSError):
            Path(scratch, "node_modules").rename(CACHE)


def complaints(multitool: Path, folder: Path, log: str) -> list[str]:
    """What the validator has against a log, as ``rule level: message``."""
    (folder / "log.sarif").write_text(log, encoding="utf-8")
    options = ("--log", "ForceOverwrite", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning")
    subprocess.run(
        [str(multitool), "validate", "log.sarif", "-o", "out.sarif", *options],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    (run,) = json.loads((folder / "out.sarif").read_text(encoding="utf-8-sig"))["runs"]
    invocations = run.get("invocations", [])
    failures = [each for invocation in invocations for each in invocation.get("toolExecutionNotifications", [])]
    # SARIF 3.27.10: a result without a level is a warning.
    found = [
        (result["ruleId"], result.get("level", "warning"), result["message"])
        for result in run["results"]
        if result.get("level", "warning") in {"error", "warning"}
    ]
    return [f"{rule} {level}: {message}" for rule, level, message in found] + [str(each) for each in failures]


def hostile() -> Report:
    findings = tuple(
        infected(finding, text)._replace(
            rule=finding.rule,
            fingerprint=f"{at}-{finding.rule}",
            location=Location(f"certs/{text}", 1, 1, 1, 28),
            repo_path=f"certs/{text}",
        )
        for at, text in enumerate(HOSTILE)
        for finding in FULL.findings
    )
    return FULL._replace(findings=findings)


@pytest.mark.parametrize("name", [*REPORTS, "hostile"])
def test_the_multitool_has_no_error_and_no_warning(multitool: Path, tmp_path: Path, name: str) -> None:
    report = {**REPORTS, "hostile": hostile()}[name]
    assert complaints(multitool, tmp_path, render(report, "sarif", prefix="deploy")) == []


def test_the_multitool_takes_a_run_that_was_cut(
    multitool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    log = render(FULL._replace(faults=REPORTS["faulty"].faults), "sarif")
    assert "The 2 gravest of 3 results were written." in log
    assert complaints(multitool, tmp_path, log) == []


def test_the_multitool_would_complain(multitool: Path, tmp_path: Path) -> None:
    log = (
        render(FULL, "sarif").replace("certs/my%20chain", "certs/my chain").replace('"startLine": 31', '"startLine": 0')
    )
    assert any("SARIF1002 error" in each for each in complaints(multitool, tmp_path, log))
