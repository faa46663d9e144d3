"""Several processes give what one gives, to the byte; and no process is left, whatever happens to the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pemlint import engine, files
from pemlint.checks.cert.expired import expired
from pemlint.cli import reading
from pemlint.cli.arguments import parser
from pemlint.reporters import FORMATS
from tests import builder
from tests.e2e.support import NOW, one_line, program
from tests.project import ROOT, environment
from tests.property import sharing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pemlint.model import Finding, Report
    from tests.e2e.support import Workspace

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def report(found: reading.Reading, count: int) -> Report:
    return engine.run(
        found.batch,
        found.settings.plan,
        now=builder.NOW,
        public_roots=files.public_roots,
        detail=True,
        team=sharing.Turns(count) if count > 1 else None,
    )


@pytest.mark.parametrize("profiles", [("default", "strict"), ("emqx-cloud", "webpki")])
@pytest.mark.parametrize("folder", ["examples", "tests/examples"])
def test_a_shared_run_gives_the_same_report(folder: str, profiles: tuple[str, ...]) -> None:
    chosen = (f"--profile={name}" for name in profiles)
    found = reading.read(
        parser().parse_args(["check", "--isolated", "--ignore=key-primes-composite", *chosen, str(ROOT / folder)])
    )
    alone = report(found, 1)
    assert alone.findings
    assert alone.summary.bundles
    for count in (2, 5):
        assert report(found, count) == alone


def test_a_rule_that_fails_everywhere_is_told_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        workspace.write(f"{name}/server.crt", builder.server(subject=f"{name}.example.com").pem)

    def fail(*_: object) -> Iterator[Finding]:
        raise LookupError

    monkeypatch.setattr("pemlint.checks.cert.expired.expired", expired._replace(check=fail))
    found = reading.read(parser().parse_args(["check", "--isolated"]))
    assert [fault.message for fault in report(found, 3).faults] == [
        "rule 'cert-expired' failed with LookupError; please report it"
    ]
    assert report(found, 3) == report(found, 1)


def broken_tree(workspace: Workspace) -> None:
    """Findings within files, across files and across folders."""
    leaf, other = builder.server(), builder.server(subject="other.example.com", key="other")
    workspace.write("a/server.crt", leaf.pem)
    workspace.write("a/server.key", builder.private_pem("other"))
    workspace.write("b/chain.pem", builder.root().pem + builder.intermediate().pem + leaf.pem)
    workspace.write("c/other.crt", other.pem + other.pem)
    workspace.write("c/expired.crt", builder.server(key="spare").pem)
    workspace.write("d/odd.pem", builder.server().pem.replace(b"-----END", b"----END"))
    workspace.write("d/b.bundle.toml", '[bundle]\nname = "b"\ncertificate = "../b/chain.pem"\nchain = "none.pem"\n')


@needs_fork
def test_every_format_is_the_same_to_the_byte(workspace: Workspace) -> None:
    broken_tree(workspace)
    written = []
    for jobs in ("1", "3"):
        formats = (f"--output-format={kind}=../{jobs}.{kind}" for kind in FORMATS)
        arguments = ("check", "--isolated", "--profile=strict", "--now", NOW, *formats, "--jobs", jobs)
        assert program(*arguments, cwd=workspace.path) == (1, "", "")
        written.append({kind: (workspace.path.parent / f"{jobs}.{kind}").read_bytes() for kind in FORMATS})
    assert written[0] == written[1]


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "", "1.5", "²"])
def test_a_number_of_processes_is_a_number(workspace: Workspace, jobs: str) -> None:
    outcome = workspace.run("check", f"--jobs={jobs}")
    assert (outcome.status, outcome.out) == (2, "")
    assert one_line(outcome.err).startswith("argument --jobs: ")


#: the child does as it is told when its first subject is judged; the parent prints the number of its children
PROGRAM = """
import os, signal, sys, time
from pemlint.cli import entry, processes
from pemlint.judging import Judge

# a shell without job control starts what it leaves in the background deaf to interrupts
signal.signal(signal.SIGINT, signal.default_int_handler)
parent, judge = os.getpid(), Judge.judge

def doomed(*given, **more):
    if os.getpid() != parent:
        {does}
    return judge(*given, **more)

Judge.judge = doomed
try:
    entry()
finally:
    try:
        os.waitpid(-1, os.WNOHANG)
        print("a child is left")
    except ChildProcessError:
        pass
"""


def doomed(workspace: Workspace, does: str) -> tuple[int, str, str]:
    """How a run ends of which the child comes to an end."""
    broken_tree(workspace)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(does=does), "check", "--isolated", "--jobs", "2"],
        cwd=workspace.path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@needs_fork
@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "a process of the run was ended from outside"),
        ("os._exit(0)", "a process of the run was ended from outside"),
        ("raise MemoryError", "internal error, MemoryError; please report it"),
        ("sys.exit(0)", "internal error, SystemExit; please report it"),
    ],
)
def test_what_a_child_would_have_found_is_never_left_out(workspace: Workspace, does: str, said: str) -> None:
    status, out, err = doomed(workspace, does)
    assert (status, out) == (2, "")
    assert one_line(err).startswith(said)


@needs_fork
def test_an_interrupt_ends_all(workspace: Workspace, tmp_path: Path) -> None:
    broken_tree(workspace)
    marker = tmp_path / "child"
    does = f"open({str(marker)!r}, 'w').write(str(os.getpid())); time.sleep(50)"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(does=does), "check", "--isolated", "--jobs", "2"],
        cwd=workspace.path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while not marker.exists() or not marker.read_text():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (2, "")
    assert one_line(err) == "interrupted"
    with pytest.raises(ProcessLookupError):
        os.kill(int(marker.read_text()), 0)
