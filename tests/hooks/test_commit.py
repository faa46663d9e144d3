"""The hook in a real repository: Git, the real pre-commit, an environment that pre-commit made from this tree."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pemlint.cli import main
from tests import builder, multitool
from tests.consumers import formats
from tests.project import done, run, tool

if TYPE_CHECKING:
    from tests.hooks.conftest import Published, Repository

# A hook has only the real clock, so that this material outlives the project.
LATE = datetime(2120, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def ca() -> bytes:
    return builder.intermediate(not_after=LATE).pem


@pytest.fixture(scope="module")
def leaf() -> bytes:
    return builder.server(issuer=builder.intermediate(not_after=LATE), not_after=LATE).pem


def test_leaf_after_its_ca_fails_the_commit_and_the_mended_file_passes(
    repository: Repository, ca: bytes, leaf: bytes
) -> None:
    repository.write("certs/server.pem", ca, leaf)
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout
    assert "certs/server.pem:" in refused.stdout
    assert "error chain-out-of-order" in refused.stdout
    assert repository.commits() == 0

    repository.write("certs/server.pem", leaf, ca)
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout
    assert repository.commits() == 1


def test_file_named_like_an_option_is_a_file(repository: Repository, ca: bytes, leaf: bytes) -> None:
    repository.write("--config=x.pem", ca, leaf)
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout
    assert "--config=x.pem:" in refused.stdout
    assert "error chain-out-of-order" in refused.stdout
    assert "exit code: 1" in refused.stdout

    repository.write("--config=x.pem", leaf, ca)
    assert repository.commit().returncode == 0


def test_the_fixing_hook_mends_the_file_and_the_next_commit_passes(
    repository: Repository, published: Published, ca: bytes, leaf: bytes
) -> None:
    repository.use("pemlint-fix", published)
    repository.write("server.pem", ca, leaf)
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout
    assert "files were modified by this hook" in refused.stdout
    assert (repository.path / "server.pem").read_bytes() == leaf + ca

    done("git", "add", "server.pem", cwd=repository.path, env=repository.env)
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout


def test_commit_without_tls_files_does_not_run_it(repository: Repository) -> None:
    repository.write("notes.txt", b"-----BEGIN NOTHING-----\n")
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout
    assert "(no files to check)Skipped" in accepted.stdout


def test_try_repo_runs_it_from_the_tree(repository: Repository, published: Published, ca: bytes, leaf: bytes) -> None:
    repository.write("server.pem", ca, leaf)
    command = (tool("pre-commit"), "try-repo", str(published.path), "pemlint", "--all-files")
    refused = run(*command, cwd=repository.path, env=repository.env)
    assert refused.returncode == 1, refused.stdout
    assert "error chain-out-of-order" in refused.stdout


def test_prek_runs_it_too(repository: Repository, ca: bytes, leaf: bytes) -> None:
    command = (tool("prek"), "run", "--all-files")
    repository.write("server.pem", ca, leaf)
    refused = run(*command, cwd=repository.path, env=repository.env)
    assert refused.returncode == 1, refused.stdout
    assert "error chain-out-of-order" in refused.stdout

    repository.write("server.pem", leaf, ca)
    accepted = run(*command, cwd=repository.path, env=repository.env)
    assert accepted.returncode == 0, accepted.stdout


def test_files_of_every_kind_are_picked_up(repository: Repository, ca: bytes, leaf: bytes) -> None:
    names = ["a.cer", "b.csr", "c.crl", "d.der", "e.p12", "UP.PEM"]
    for name in names:
        repository.write(name, ca, leaf)
    repository.write("mqtt.bundle.toml", b'[bundle]\nname = "mqtt"\nno-such-key = 1\n')
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout
    for name in names:
        assert re.search(rf"^{re.escape(name)}:\d+:1: error ", refused.stdout, re.MULTILINE), name
    assert "mqtt.bundle.toml:3:1: error bundle-manifest-invalid" in refused.stdout


def test_what_the_configuration_excludes_is_not_judged_though_the_hook_names_it(
    repository: Repository, ca: bytes, leaf: bytes
) -> None:
    repository.write("pemlint.toml", b'exclude = ["vendor/**"]\n')
    repository.write("vendor/server.pem", ca, leaf)
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout
    repository.write("server.pem", ca, leaf)
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout
    assert "vendor/" not in refused.stdout


@pytest.mark.parametrize("hook", ["pemlint", "pemlint-all"])
def test_renamed_and_deleted_files_do_not_stop_it(
    repository: Repository, published: Published, hook: str, ca: bytes, leaf: bytes
) -> None:
    repository.use(hook, published)
    repository.write("old name.pem", leaf, ca)
    repository.write("gone.cer", leaf, ca)
    repository.committed()
    done("git", "mv", "old name.pem", "new name.pem", cwd=repository.path, env=repository.env)
    done("git", "rm", "--quiet", "gone.cer", cwd=repository.path, env=repository.env)
    accepted = repository.commit()
    assert accepted.returncode == 0, accepted.stdout
    assert f"{'pemlint' if hook == 'pemlint' else 'pemlint (whole repository)'}." in accepted.stdout


def test_the_whole_repository_is_seen_by_a_commit_that_only_deletes(
    repository: Repository, published: Published, ca: bytes, leaf: bytes
) -> None:
    repository.use("pemlint-all", published, "--profile", "emqx-cloud")
    repository.write("server.crt", leaf)
    repository.write("chain.pem", ca)
    repository.write("b.bundle.toml", b'[bundle]\nname = "b"\ncertificate = "server.crt"\nchain = "chain.pem"\n')
    repository.committed()
    done("git", "rm", "--quiet", "chain.pem", cwd=repository.path, env=repository.env)
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout
    assert "b.bundle.toml:4:1: error bundle-file-missing" in refused.stdout
    assert "error bundle-part-missing" in refused.stdout, "its arguments are taken"


@pytest.mark.parametrize("color", ["never", "always"])
def test_captured_output_has_no_progress_bar_and_colour_only_for_a_terminal(
    repository: Repository, color: str, ca: bytes, leaf: bytes
) -> None:
    """With colour pre-commit gives its hooks a terminal, whatever reads what it captures."""
    repository.write("server.pem", ca, leaf)
    refused = repository.pre_commit("run", "--all-files", f"--color={color}", NO_COLOR="", TERM="xterm")
    assert "chain-out-of-order" in refused.stdout
    sequences = set(re.findall(r"\x1b\[[0-9;?]*[@-~]|\x1b[^\[]", refused.stdout))
    assert bool(sequences) == (color == "always")
    assert all(sequence.endswith("m") for sequence in sequences - {"\x1b[K"}), "colours alone"
    assert "\r" not in refused.stdout.replace("\r\n", "\n")


def four_thousand(ca: bytes, leaf: bytes) -> dict[str, bytes]:
    """Twenty folders; in each a wrong order, and what only two files together show, far apart in their order."""
    files = {f"{'long-name-' * 9}/{at // 200:02}/{at % 200:03}.crt": leaf for at in range(4_000)}
    for name in [*files]:
        if name.endswith("/007.crt"):
            files[name] = ca + leaf
        elif name.endswith("/009.crt"):
            files[name.replace(".crt", ".key")] = builder.private_pem("other")
    return files


def test_argv_split_over_processes_gives_the_verdicts_of_one_run(
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    ca: bytes,
    leaf: bytes,
) -> None:
    files = four_thousand(ca, leaf)
    for name, data in files.items():
        (repository.path / name).parent.mkdir(parents=True, exist_ok=True)
        (repository.path / name).write_bytes(data)
    done("git", "add", "--all", cwd=repository.path, env=repository.env)
    several = repository.pre_commit("run", "--all-files").stdout
    monkeypatch.chdir(repository.path)
    main(["check", "--force-exclude", "--", *files])
    alone = verdicts(capfd.readouterr().out)
    assert several.count(" Judged by ") > 2
    assert verdicts(several) == alone
    assert {"chain-out-of-order", "key-does-not-match-certificate"} <= {rule for _, rule in alone}
    assert len(alone) >= 40


def verdicts(output: str) -> set[tuple[str, str]]:
    """Where, and what."""
    return set(re.findall(r"^(\S+:\d+:\d+): (?:error|warning|note) (\S+) ", output, re.MULTILINE))


#: of new_user.sh, each of which says what it took
STEPS = (
    "the repository has the hook",
    "the hook fails",
    "what it found is SARIF",
    "the hook passes",
    "nothing is left but notes",
)


def test_from_an_empty_repository_to_a_passing_hook_and_valid_sarif(
    tmp_path: Path, published: Published, hook_environment: dict[str, str], ca: bytes, leaf: bytes
) -> None:
    (tmp_path / "ca.pem").write_bytes(ca)
    (tmp_path / "leaf.pem").write_bytes(leaf)
    folder = tmp_path / "new"
    folder.mkdir()
    beside = {str(Path(each).parent) for each in (tool("pre-commit"), tool("git"), sys.executable)}
    said = done(
        "bash",
        str(Path(__file__).with_name("new_user.sh")),
        tool("pemlint"),
        published.url,
        published.revision,
        str(tmp_path / "leaf.pem"),
        str(tmp_path / "ca.pem"),
        cwd=folder,
        env={**hook_environment, "PATH": os.pathsep.join([*sorted(beside), hook_environment["PATH"]])},
    )
    print(said)
    assert [line.partition(": ")[0] for line in said.splitlines() if line.endswith(" ms")] == [*STEPS]
    logs = {name: (folder / f"{name}.sarif").read_text("utf-8") for name in ("failing", "passing")}
    assert '"ruleId": "chain-out-of-order"' in logs["failing"]
    assert '"level": "error"' not in logs["passing"].partition('"results"')[2]
    for log in logs.values():
        formats.sarif(log)
    program = multitool.program()
    for log in logs.values():
        assert multitool.complaints(program, tmp_path, log) == []
