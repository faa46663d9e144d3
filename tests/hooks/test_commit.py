"""The hook in a real repository: Git, the real pre-commit, an environment that pre-commit made from this tree."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests import builder
from tests.project import run, tool

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
