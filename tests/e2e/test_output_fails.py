"""Where the output cannot go: exit status 2, one line, no traceback, and files as they were."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.e2e.support import NOW, Workspace, one_line
from tests.project import environment

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPIRED = builder.server(not_after=builder.NOW - timedelta(days=1)).pem
#: what standard output is for a shell
CLOSED = "exec >&-; "
FULL = "exec >/dev/full; "
GONE = "exec > >(exec true); sleep 0.2; "


def shell(script: str, workspace: Workspace, *arguments: str) -> tuple[int, str, str]:
    """The exit status, standard output and standard error of pemlint, after a line of Bash."""
    done = subprocess.run(
        ["bash", "-c", f'{script} exec "$@"', "-", sys.executable, "-m", "pemlint", *arguments],
        cwd=workspace.path,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


# -- the standard streams ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "arguments", "said"),
    [
        (FULL, ("check",), "standard output: no space left on device"),
        (FULL, ("--version",), "standard output: no space left on device"),
        (FULL, ("check", "--help"), "standard output: no space left on device"),
        (GONE, ("chain",), "standard output: broken pipe"),
        (CLOSED, ("check", "--output-format", "sarif"), "standard output is closed"),
        ("exec <&-; ", ("check", "-"), "standard input is closed"),
        ("exec 0>/dev/null; ", ("check", "-"), "standard input: bad file descriptor"),
    ],
)
def test_a_stream_that_does_not_work(workspace: Workspace, script: str, arguments: tuple[str, ...], said: str) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    workspace.write("a.crt", EXPIRED)
    status, _, err = shell(script, workspace, *arguments)
    assert (status, one_line(err)) == (2, said)


@pytest.mark.parametrize("script", ["exec 2>/dev/full; ", "exec 2>&-; "])
def test_what_cannot_be_said_does_not_change_the_verdict(workspace: Workspace, script: str) -> None:
    workspace.write("a.crt", EXPIRED)
    status, out, _ = shell(
        script, workspace, "check", "missing.crt", "a.crt", "--now", NOW, "--output-format", "concise"
    )
    assert status == 2
    assert out.startswith("a.crt:1:1: error cert-expired")


def test_a_report_needs_no_standard_output(workspace: Workspace) -> None:
    workspace.write("a.crt", EXPIRED)
    status, _, err = shell(CLOSED, workspace, "check", "--now", NOW, "--output-file", "report.txt")
    assert (status, err) == (1, "")
    assert (workspace.path / "report.txt").read_text().startswith("a.crt:1:1: error cert-expired")


# -- files ------------------------------------------------------------------------------------------------------------


def refused(workspace: Workspace, report: str) -> str:
    """Why a report is not written, for each command that writes one."""
    workspace.write("a.crt", EXPIRED)
    said = set()
    for command in ("check", "chain", "list"):
        outcome = workspace.run(command, "--now", NOW, "a.crt", "--output-file", report)
        assert (outcome.status, outcome.out) == (2, "")
        said.add(one_line(outcome.err))
    (only,) = said
    return only


def test_a_device_that_is_full(workspace: Workspace) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    assert refused(workspace, "/dev/full") == "/dev/full: cannot be written: no space left on device"


def test_a_disk_that_is_full(workspace: Workspace) -> None:
    """By the limit on the size of files that a shell can set, which stops a write as a full disk does."""
    report = workspace.write("report.txt", "an older report\n")
    workspace.write("a.crt", EXPIRED)
    status, out, err = shell("ulimit -f 0; ", workspace, "check", "--output-file", "report.txt")
    assert (status, out, one_line(err)) == (2, "", "report.txt: cannot be written: file too large")
    assert report.read_text() == "an older report\n"
    assert sorted(os.listdir(workspace.path)) == ["a.crt", "report.txt"]


@pytest.fixture
def mounted(workspace: Workspace) -> Iterator[Workspace]:
    """A file system of 64 KiB in the folder ``small``, where we may mount one."""
    folder = workspace.path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can mount a file system")
    yield workspace
    subprocess.run(["umount", str(folder)], check=True)


def test_a_file_system_without_room(mounted: Workspace) -> None:
    mounted.write("small/report.txt", "an older report\n")
    with open(mounted.path / "small/ballast", "wb", buffering=0) as file:
        while file.tell() < 1 << 20:
            try:
                file.write(b"x" * 4096)
            except OSError:
                break
    said = refused(mounted, "small/report.txt")
    assert said == "small/report.txt: cannot be written: no space left on device"
    assert sorted(os.listdir(mounted.path / "small")) == ["ballast", "report.txt"]
    os.unlink(mounted.path / "small/ballast")
    assert mounted.run("check", "--now", NOW, "a.crt", "--output-file", "small/report.txt").status == 1


def test_a_file_system_that_is_read_only(mounted: Workspace) -> None:
    mounted.write("small/report.txt", "an older report\n")
    subprocess.run(["mount", "-o", "remount,ro", str(mounted.path / "small")], check=True)
    assert refused(mounted, "small/report.txt") == "small/report.txt: cannot be written: read-only file system"
    assert refused(mounted, "small/new.txt") == "small/new.txt: cannot be written: read-only file system"
    assert (mounted.path / "small/report.txt").read_text() == "an older report\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write to any folder")
def test_a_folder_that_is_read_only(workspace: Workspace) -> None:
    workspace.write("reports/old.txt", "an older report\n")
    (workspace.path / "reports").chmod(0o500)
    try:
        assert refused(workspace, "reports/old.txt") == "reports/old.txt: cannot be written: permission denied"
        assert refused(workspace, "reports/new.txt") == "reports/new.txt: cannot be written: permission denied"
    finally:
        (workspace.path / "reports").chmod(0o700)
    assert os.listdir(workspace.path / "reports") == ["old.txt"]


def test_places_that_are_none(workspace: Workspace) -> None:
    workspace.git("init", "--quiet")
    workspace.write("../outside.txt", "an older report\n")
    (workspace.path / "link.txt").symlink_to("../outside.txt")
    os.mkfifo(workspace.path / "pipe")
    for name, why in (
        ("missing/report.txt", "no such file or directory"),
        ("a.crt/report.txt", "not a directory"),
        (".", "is a directory"),
        ("link.txt", "is a symbolic link that leads out of its repository"),
        ("pipe", "no such device or address"),
    ):
        assert refused(workspace, name) == f"{name}: cannot be written: {why}"
    assert (workspace.path / "../outside.txt").read_text() == "an older report\n"
