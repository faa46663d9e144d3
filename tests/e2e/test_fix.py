"""``--fix``, ``--unsafe-fixes`` and ``--diff``: what they change, what they leave alone, and what they say."""

from __future__ import annotations

import os
import ssl
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from pemlint.pem import parse
from tests import builder
from tests.e2e.support import NOW, Workspace
from tests.project import tool

if TYPE_CHECKING:
    from pathlib import Path

LEAF, MIDDLE, ROOT = builder.server(), builder.intermediate(), builder.root()
KEY = builder.private_pem("server")
GLUED = LEAF.pem.rstrip(b"\n") + MIDDLE.pem
ONE = "pemlint: Fixed 1 finding in 1 file"


def ders(data: bytes) -> list[bytes | None]:
    document = parse(data)
    assert document.readable
    return [block.der for block in document.blocks]


def loads(path: Path) -> int:
    """How many certificates OpenSSL finds in a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(path)
    return len(context.get_ca_certs()) + context.cert_store_stats()["x509"] - context.cert_store_stats()["x509_ca"]


@pytest.mark.parametrize(
    ("data", "options", "expected"),
    [
        (GLUED, [], LEAF.pem + MIDDLE.pem),
        (b"\xef\xbb\xbf" + LEAF.pem, [], LEAF.pem),
        (LEAF.pem.replace(b"\n", b"\n\n", 3), [], LEAF.pem),
        (LEAF.pem.replace(b"-----\n", b"-----\n# a comment\n", 1), [], b"# a comment\n" + LEAF.pem),
        (LEAF.pem.replace(b"-----\n", b"-----\nSubject: CN=a\n\n", 1), [], b"Subject: CN=a\n" + LEAF.pem),
        (LEAF.pem.replace(b"\n", b"\n  ").rstrip(), [], LEAF.pem),
        (MIDDLE.pem + LEAF.pem, [], LEAF.pem + MIDDLE.pem),
        (LEAF.pem + ROOT.annotated + MIDDLE.annotated, [], LEAF.pem + MIDDLE.annotated + ROOT.annotated),
        (MIDDLE.pem + LEAF.pem.rstrip(b"\n"), [], LEAF.pem + MIDDLE.pem),
        (b"# mine\n\n# its\n" + MIDDLE.pem + LEAF.pem, [], b"# mine\n\n" + LEAF.pem + b"# its\n" + MIDDLE.pem),
        (KEY + MIDDLE.pem + LEAF.pem, [], KEY + LEAF.pem + MIDDLE.pem),
        (LEAF.pem + MIDDLE.pem + MIDDLE.pem, ["--unsafe-fixes"], LEAF.pem + MIDDLE.pem),
        (LEAF.pem + 3 * MIDDLE.annotated, ["--unsafe-fixes"], LEAF.pem + MIDDLE.annotated),
    ],
)
def test_a_file_is_mended(workspace: Workspace, data: bytes, options: list[str], expected: bytes) -> None:
    path = workspace.write("full.pem", data)
    shown = workspace.run("check", "--now", NOW, "--diff", *options, "full.pem")
    assert (shown.status, path.read_bytes()) == (1, data)
    assert shown.out.startswith("--- full.pem\n+++ full.pem\n@@ -")
    fixed = workspace.check(*(options or ["--fix"]), "full.pem")
    assert path.read_bytes() == expected
    assert (fixed.status, fixed.of("error"), fixed.of("warning")) == (0, [], [])
    assert "pemlint: Fixed " in fixed.err
    assert loads(path) == len(set(ders(expected)) - {None}) - (KEY in data)
    again = workspace.run("check", "--now", NOW, "--diff", "--unsafe-fixes", "full.pem")
    assert (again.status, again.out, again.err) == (0, "", "pemlint: Would fix 0 findings in 0 files\n")


@pytest.mark.parametrize(
    ("word", "data", "expected"),
    [
        ("crlf", LEAF.pem.replace(b"\n", b"\r\n"), LEAF.pem),
        ("crlf", LEAF.pem.replace(b"\n", b"\r\n", 4), LEAF.pem),
        ("trailing-space", LEAF.pem.replace(b"\n", b" \t\n"), LEAF.pem),
        ("final-newline", LEAF.pem[:-1], LEAF.pem),
        (
            "line-length",
            b"".join(LEAF.pem.partition(b"-----\n")[:2]) + LEAF.pem.partition(b"-----\n")[2].replace(b"\n", b"", 5),
            LEAF.pem,
        ),
    ],
)
def test_layout_that_is_not_allowed(workspace: Workspace, word: str, data: bytes, expected: bytes) -> None:
    workspace.write("pemlint.toml", f'[rules.pem-layout-not-allowed]\nseverity = "error"\nforbid = ["{word}"]\n')
    path = workspace.write("a.pem", data)
    assert workspace.check("a.pem").status == 1
    assert workspace.check("--fix", "a.pem").status == 0
    assert path.read_bytes() == expected


def test_text_outside_of_blocks_is_deleted_only_on_demand(workspace: Workspace) -> None:
    workspace.write("pemlint.toml", '[rules.pem-layout-not-allowed]\nseverity = "error"\nforbid = ["text"]\n')
    path = workspace.write("a.pem", LEAF.annotated + MIDDLE.annotated)
    assert workspace.check("--fix", "a.pem").status == 1
    assert path.read_bytes() == LEAF.annotated + MIDDLE.annotated
    assert workspace.check("--unsafe-fixes", "a.pem").status == 0
    assert path.read_bytes() == LEAF.pem + MIDDLE.pem


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + KEY,
        KEY.rstrip(b"\n") + LEAF.pem,
        LEAF.pem.rstrip(b"\n") + KEY,
        KEY.replace(b"\n", b"\n\n", 2),
        KEY.replace(b"-----\n", b"-----\n# a comment\n", 1),
        LEAF.pem.replace(b"-----\n", b"-----\n!!!\n", 1),
        LEAF.pem[:200] + b"-----END CERTIFICATE-----\n",
        LEAF.pem.replace(b"END CERTIFICATE", b"END X509 CRL"),
        LEAF.pem.decode().encode("utf-16"),
        b"# Z\xfcrich\n" + MIDDLE.pem + LEAF.pem,
        MIDDLE.pem + b"\0" + LEAF.pem,
    ],
)
def test_what_could_touch_a_key_or_is_uncertain_is_left_alone(workspace: Workspace, data: bytes) -> None:
    workspace.write("pemlint.toml", '[rules.pem-layout-not-allowed]\nseverity = "error"\nforbid = ["final-newline"]\n')
    path = workspace.write("a.pem", data)
    before = workspace.check("a.pem")
    assert before.found
    assert workspace.check("--unsafe-fixes", "a.pem").out == before.out
    assert path.read_bytes() == data


def test_only_what_was_asked_about_is_changed(workspace: Workspace) -> None:
    chain = workspace.write("chain.pem", ROOT.pem + MIDDLE.pem)
    workspace.write("server.crt", LEAF.pem)
    assert "chain-out-of-order" in [each.rule for each in workspace.check("--fix", "server.crt").found]
    assert chain.read_bytes() == ROOT.pem + MIDDLE.pem
    workspace.check("--fix", "chain.pem")
    assert chain.read_bytes() == MIDDLE.pem + ROOT.pem


def test_a_block_in_another_text_is_left_alone(workspace: Workspace) -> None:
    data = b"pem: |\n" + b"".join(b"  " + line for line in (MIDDLE.pem + LEAF.pem).splitlines(keepends=True))
    path = workspace.write("values.yaml", data)
    assert workspace.check("--fix", "values.yaml").found
    assert path.read_bytes() == data


def test_several_faults_and_files_in_one_run(workspace: Workspace) -> None:
    one = workspace.write("a/full.pem", b"\xef\xbb\xbf" + MIDDLE.pem.rstrip(b"\n") + LEAF.pem)
    two = workspace.write("b/full.pem", GLUED)
    outcome = workspace.run("check", "--now", NOW, "--fix", ".")
    assert (outcome.status, outcome.err) == (0, "pemlint: Fixed 4 findings in 2 files\n")
    assert "Found 2 notes in 2 files" in outcome.out
    assert one.read_bytes() == two.read_bytes() == LEAF.pem + MIDDLE.pem


def test_what_remains_is_reported(workspace: Workspace) -> None:
    expired = builder.server(not_after=builder.NOW.replace(year=2025), not_before=builder.NOW.replace(year=2024))
    workspace.write("a.pem", MIDDLE.pem + expired.pem)
    outcome = workspace.check("--fix", "a.pem")
    assert outcome.status == 1
    assert [(each.rule, each.line) for each in outcome.of("error")] == [("cert-expired", 1)]


def test_mode_bits_stay_and_nothing_else_appears(workspace: Workspace) -> None:
    path = workspace.write("a.pem", GLUED)
    path.chmod(0o640)
    workspace.check("--fix", "a.pem")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(workspace.path) == ["a.pem"]


def test_a_file_that_cannot_be_written_is_a_fault(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workspace.write("a.pem", GLUED)

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    outcome = workspace.check("--fix", "a.pem")
    assert outcome.status == 2
    assert "a.pem: cannot be written: no space left on device" in outcome.err
    assert "Fixed 0 findings in 0 files" in outcome.err
    assert path.read_bytes() == GLUED
    assert "pem-glued-boundaries" in outcome.out


def test_a_file_that_changes_meanwhile_is_left_alone(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pemlint import fixer

    path = workspace.write("a.pem", GLUED)
    other = workspace.write("b.pem", GLUED)
    mend = fixer.mend

    def slowly(*arguments: object, **options: object) -> fixer.Mended:
        path.write_bytes(ROOT.pem)
        return mend(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(fixer, "mend", slowly)
    outcome = workspace.check("--fix", ".")
    assert (outcome.status, path.read_bytes(), other.read_bytes()) == (2, ROOT.pem, LEAF.pem + MIDDLE.pem)
    assert [str(each) for each in outcome.of("error")] == ["a.pem:21: error pem-glued-boundaries"]
    assert "pemlint: Fixed 1 finding in 1 file\n" in outcome.err
    assert "a.pem: cannot be mended: it has changed since it was read" in outcome.err


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes", "--diff"])
def test_standard_input_and_shards_are_refused(workspace: Workspace, option: str) -> None:
    assert workspace.check(option, "--shard", "1/2", ".").status == 2
    refused = workspace.check(option, "-")
    assert refused.status == 2
    assert "need files, not standard input" in refused.err


def test_the_difference_has_no_line_of_a_key_and_is_a_patch(workspace: Workspace) -> None:
    path = workspace.write("a.pem", MIDDLE.pem + KEY + LEAF.annotated + b"# \x1b[31m ##[error]\n")
    shown = workspace.run("check", "--now", NOW, "--diff", "a.pem")
    assert not [line for line in KEY.decode().splitlines()[1:-1] if line in shown.out]
    assert "\x1b" not in shown.out
    assert "##[" not in shown.out
    assert "(withheld)" not in shown.out
    workspace.write("a.pem", MIDDLE.pem + KEY + LEAF.annotated)
    plain = workspace.run("check", "--now", NOW, "--diff", "a.pem")
    subprocess.run(
        [tool("git"), "apply", "--unidiff-zero", "-p0", "-"], input=plain.out, text=True, cwd=workspace.path, check=True
    )
    assert path.read_bytes() == LEAF.annotated + KEY + MIDDLE.pem


def test_what_somebody_has_accepted_stays(workspace: Workspace) -> None:
    path = workspace.write("a.pem", GLUED)
    assert workspace.check("--write-baseline", "known.json", ".").status in {0, 1}
    outcome = workspace.check("--baseline", "known.json", "--fix", ".")
    assert (path.read_bytes(), outcome.of("error")) == (GLUED, [])


def test_a_difference_has_no_other_format(workspace: Workspace) -> None:
    workspace.write("a.pem", GLUED)
    assert "--diff is a format of its own" in workspace.check("--diff", "a.pem").err
    shown = workspace.run("check", "--now", NOW, "--diff", "--output-file", "a.patch", "a.pem")
    assert (shown.status, shown.out) == (1, "")
    assert (workspace.path / "a.patch").read_text().startswith("--- a.pem\n")
    assert workspace.run("check", "--now", NOW, "--diff", "--exit-zero", "a.pem").status == 0


def test_formats_say_what_can_be_mended(workspace: Workspace) -> None:
    workspace.write("a.pem", LEAF.pem + MIDDLE.pem + MIDDLE.pem)
    found = workspace.check("a.pem").finding("chain-duplicate-certificate")
    assert found["fix"] == {"title": "delete the second one", "applicability": "unsafe"}
    text = workspace.run("check", "--now", NOW, "a.pem").out
    assert "= fix: delete the second one (--unsafe-fixes)" in text
    assert "1 fixable with --unsafe-fixes." in text


def test_contradictory_rules_do_not_go_round_in_circles(workspace: Workspace) -> None:
    workspace.write(
        "pemlint.toml", '[rules]\nchain-root-missing.severity = "error"\nchain-contains-root.severity = "error"\n'
    )
    workspace.write_all(
        {
            "a.bundle.toml": '[bundle]\nname = "a"\ncertificate = "a.crt"\nchain = "chain.pem"\n'
            'private-key = "a.key"\nroots = "root.crt"\n',
            "a.crt": LEAF.pem,
            "chain.pem": MIDDLE.pem,
            "a.key": KEY,
            "root.crt": ROOT.pem,
        }
    )
    outcome = workspace.check("--unsafe-fixes", ".")
    assert outcome.status == 1
    assert "not fixed: chain.pem:" in outcome.err


def test_fixes_of_one_rule_that_get_into_each_others_way(workspace: Workspace) -> None:
    path = workspace.write("a.pem", LEAF.pem.replace(b"\n", b"\r\n")[:-2])
    outcome = workspace.check("--select", "pem-layout-not-allowed", "--fix", "a.pem")
    assert (outcome.status, path.read_bytes()) == (0, LEAF.pem)
    assert outcome.err == "pemlint: Fixed 2 findings in 1 file\n"


def test_a_server_starts_with_the_mended_file(workspace: Workspace) -> None:
    path = workspace.write("server.pem", KEY + MIDDLE.annotated.rstrip(b"\n") + LEAF.pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with pytest.raises(ssl.SSLError):
        context.load_cert_chain(path)
    assert workspace.check("--fix", "server.pem").of("error") == []
    context.load_cert_chain(path)
    assert path.read_bytes() == KEY + LEAF.pem + MIDDLE.annotated
