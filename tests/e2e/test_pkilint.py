"""The rules that ask pkilint: with it, without it, and with one that fails."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from pemlint import opinions
from pemlint.files import profile_names
from tests import builder
from tests.builder import der, names
from tests.e2e.support import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.support import Workspace

BARE = builder.server(subject_key_identifier=False)
CODE = "pkix.certificate_skid_end_entity_missing"


def _forget() -> None:
    """Nothing is kept of what was said, or of who was asked."""
    opinions.opinions.cache_clear()
    opinions._linter.cache_clear()


@pytest.fixture
def no_pkilint(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    _forget()
    monkeypatch.setitem(sys.modules, "pkilint", None)
    for name in [name for name in sys.modules if name.startswith("pkilint.")]:
        monkeypatch.delitem(sys.modules, name)
    yield
    _forget()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """A pkilint that fails at every certificate, with the bytes that it was asked about."""
    _forget()
    asked: list[bytes] = []

    def fail(data: bytes) -> object:
        asked.append(data)
        message = f"cannot decode {data!r}"
        raise RecursionError(message)

    with monkeypatch.context() as patched:
        patched.setattr(opinions, "_linter", lambda _name: fail)
        yield asked
    _forget()


def test_its_code_stands_at_the_file_and_line(workspace: Workspace) -> None:
    pytest.importorskip("pkilint")
    data = builder.root().annotated + BARE.annotated
    workspace.write("a.pem", data)
    outcome = workspace.check("--profile", "pkilint-pkix", "a.pem")
    finding = outcome.finding("cert-pkilint-warning")
    assert (finding["path"], finding["line"]) == ("a.pem", data[: data.rindex(b"-----BEGIN")].count(b"\n") + 1)
    assert CODE in finding["message"]
    assert finding["severity"] == "warning"


def test_the_certificate_decides_what_serverauth_judges_it_by(workspace: Workspace) -> None:
    pytest.importorskip("pkilint")
    workspace.write_all({"root.crt": builder.root().annotated, "server.crt": builder.server().annotated})
    report = workspace.check("--profile", "pkilint-serverauth").report
    said = {
        (one["path"], one["message"].partition(": ")[2].split(".")[2])
        for one in report["findings"]
        if "cabf.server" in one["message"]
    }
    assert {path for path, _ in said} >= {"server.crt"}
    assert ("server.crt", "subscriber") in said
    assert ("root.crt", "subscriber") not in said


@pytest.mark.usefixtures("no_pkilint")
def test_without_it_the_command_that_installs_it_is_named(workspace: Workspace) -> None:
    workspace.write("a.crt", BARE.pem)
    outcome = workspace.check("--profile", "pkilint-pkix")
    assert outcome.status == 2
    assert {line.partition(" needs ")[2] for line in outcome.err.splitlines()} == {
        "what is not installed: pip install 'pemlint[pkilint]'"
    }


@pytest.mark.usefixtures("no_pkilint")
def test_without_the_rules_nobody_misses_it(workspace: Workspace) -> None:
    workspace.write("a.crt", BARE.pem)
    for profile in profile_names():
        if not profile.startswith("pkilint-"):
            assert workspace.check("--profile", profile).err == "", profile


def test_a_linter_that_it_does_not_have_is_no_fault_of_the_certificate(workspace: Workspace) -> None:
    workspace.write_all(
        {"a.crt": BARE.pem, "pemlint.toml": '[rules.cert-pkilint-error]\nseverity = "error"\nlinter = "x509"\n'}
    )
    outcome = workspace.check()
    assert outcome.status == 2
    assert one_line(outcome.err) == (
        "rule 'cert-pkilint-error' knows no linter 'x509': pkilint has pkix, serverauth, etsi"
    )


def test_whatever_it_raises_is_told_without_what_it_read(workspace: Workspace, answers: list[bytes]) -> None:
    workspace.write("a.crt", BARE.pem)
    outcome = workspace.check("--profile", "pkilint-pkix")
    assert outcome.status == 1
    finding = outcome.finding("cert-pkilint-error")
    assert finding["message"] == "'CN=server.example.com': pkilint cannot read the certificate"
    assert answers == [BARE.der], "the three rules ask once"


def test_a_certificate_of_any_size_takes_no_time_without_end(workspace: Workspace, answers: list[bytes]) -> None:
    large = names.extension("1.3.6.1.4.1.32473.1", der.octet_string(bytes(17_000)))
    workspace.write("a.crt", builder.server(extensions=(large,)).pem)
    finding = workspace.check("--profile", "pkilint-pkix").finding("cert-pkilint-note")
    assert "too large for pkilint" in finding["message"]
    assert answers == []


def test_what_fails_inside_of_it_is_not_put_on_the_certificate(
    workspace: Workspace, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pkilint")
    # a permitted address without its mask is more than one of its validators can take
    permitted = names.extension("2.5.29.30", der.sequence(der.explicit(0, der.sequence(der.implicit(7, b"\x01")))))
    workspace.write("a.crt", builder.intermediate(extensions=(permitted,)).pem)
    outcome = workspace.check("--profile", "pkilint-serverauth")
    assert outcome.status in {0, 1}
    assert "Traceback" not in outcome.err + capfd.readouterr().err
    assert all("unhandled_exception" not in one["message"] for one in outcome.report["findings"])
