"""A committed copy of the project, and repositories whose Git runs its hook through the real pre-commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.project import done, environment, needs_package_index, run, snapshot, tool

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


class Published(NamedTuple):
    """The project as a repository that can be cloned, at one revision."""

    path: Path
    revision: str

    @property
    def url(self) -> str:
        """Where Git clones it from."""
        return self.path.as_uri()


class Repository(NamedTuple):
    """Somebody's repository with the hook installed."""

    path: Path
    env: dict[str, str]

    def write(self, name: str, *blocks: bytes) -> None:
        """Write a file and stage it."""
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).write_bytes(b"".join(blocks))
        done("git", "add", "--", name, cwd=self.path, env=self.env)

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Commit what is staged, hooks included."""
        return run("git", "commit", "--quiet", "--message", "change", cwd=self.path, env=self.env)

    def use(self, hook: str, published: Published, *args: str) -> None:
        """Have this hook and no other, as the first commit if it is."""
        options = f", args: [{', '.join(args)}]" if args else ""
        text = f"repos: [{{repo: {published.url}, rev: {published.revision}, hooks: [{{id: {hook}{options}}}]}}]\n"
        self.write(".pre-commit-config.yaml", text.encode())

    def committed(self) -> None:
        """Commit what is staged as it is, without any hook."""
        done("git", "commit", "--quiet", "--no-verify", "--message", "before", cwd=self.path, env=self.env)

    def pre_commit(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run pre-commit here."""
        return run(tool("pre-commit"), *arguments, cwd=self.path, env={**self.env, **env})

    def commits(self) -> int:
        """How many commits there are."""
        return int(done("git", "rev-list", "--all", "--count", cwd=self.path, env=self.env))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    tree = snapshot(tmp_path_factory.mktemp("pemlint"))
    done("git", "init", "--quiet", cwd=tree)
    done("git", "add", "--all", "--force", cwd=tree)
    done("git", "commit", "--quiet", "--message", "snapshot", cwd=tree)
    return Published(tree, done("git", "rev-parse", "HEAD", cwd=tree).strip())


@pytest.fixture(scope="session")
def hook_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An empty store of hook environments of our own; nothing of the user's is read or written."""
    needs_package_index()
    store = str(tmp_path_factory.mktemp("store"))
    # What is installed is compiled when it is used: most of it never is.
    return environment(PRE_COMMIT_HOME=store, PREK_HOME=store, XDG_CACHE_HOME=store, PIP_NO_COMPILE="1")


@pytest.fixture
def repository(tmp_path: Path, published: Published, hook_environment: dict[str, str]) -> Repository:
    made = Repository(tmp_path, hook_environment)
    done("git", "init", "--quiet", cwd=tmp_path, env=hook_environment)
    made.use("pemlint", published)
    done(tool("pre-commit"), "install", cwd=tmp_path, env=hook_environment)
    return made
