"""Path patterns: what they cover, what they leave alone, and that no pattern is slow."""

from __future__ import annotations

import subprocess
import time
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint import globs
from pemlint.globs import Patterns

if TYPE_CHECKING:
    from pathlib import Path

COVERED = [
    # a name at any depth, and everything below a folder of that name
    ("*.pem", "a.pem"),
    ("*.pem", "deep/er/a.pem"),
    ("*.pem", "folder.pem/readme"),
    ("node_modules", "node_modules/x/y.pem"),
    ("node_modules", "web/node_modules/y.pem"),
    ("tests/", "tests/a.pem"),
    ("tests/", "src/tests/a.pem"),
    # anchored at the root
    ("/old.pem", "old.pem"),
    ("./certs/a.pem", "certs/a.pem"),
    ("certs/*.pem", "certs/a.pem"),
    ("certs/old", "certs/old/deep/a.pem"),
    ("certs/old/", "certs/old/deep/a.pem"),
    ("tests/**", "tests/a.pem"),
    ("tests/**", "tests/deep/er/a.pem"),
    # any number of folders
    ("**/fixtures", "fixtures/a.pem"),
    ("**/fixtures/*.pem", "x/y/fixtures/a.pem"),
    ("a/**/b", "a/b"),
    ("a/**/b", "a/x/y/b"),
    ("a/**/b/**/c", "a/b/b/x/c"),
    ("**", "a"),
    # characters
    ("a?c.pem", "abc.pem"),
    ("a[bx-z]c", "ayc"),
    ("a[!b]c", "axc"),
    ("a[^b]c", "axc"),
    ("a[]]c", "a]c"),
    ("a[!]]c", "axc"),
    ("a[b-]c", "a-c"),
    ("a[b", "a[b"),
    ("\\*.pem", "*.pem"),
    ("\\[a]", "[a]"),
    ("!a.pem", "!a.pem"),
    ("a**c", "abbc"),
    ("*a*b*", "xxaxxbxx"),
    ("ключ*", "certs/ключ.pem"),
    ("a.pem", "./a.pem"),
]

LEFT_ALONE = [
    ("*.pem", "a.pem.txt"),
    ("*.pem", "a.PEM"),
    ("tests/", "tests"),
    ("/old.pem", "x/old.pem"),
    ("certs/*.pem", "certs/deep/a.pem"),
    ("certs/*.pem", "x/certs/a.pem"),
    ("tests/**", "tests"),
    ("tests/**", "src/tests/a.pem"),
    ("a/**/b", "a/xb"),
    ("a?c", "ac"),
    ("a?c", "a/c"),
    ("a[!b]c", "a/c"),
    ("a[bx-z]c", "aac"),
    ("a[!b]c", "abc"),
    ("\\*.pem", "a.pem"),
    ("", "a"),
    ("/", "a"),
    (".", "a"),
    ("*", ""),
]


@pytest.mark.parametrize(("pattern", "path"), COVERED)
def test_covered(pattern: str, path: str) -> None:
    assert Patterns((pattern,)).matches(path)


@pytest.mark.parametrize(("pattern", "path"), LEFT_ALONE)
def test_left_alone(pattern: str, path: str) -> None:
    assert not Patterns((pattern,)).matches(path)


def test_any_of_several_patterns_is_enough() -> None:
    patterns = Patterns(["*.key", "vendor/**"])
    assert patterns.matches("a.key")
    assert patterns.matches("vendor/b.pem")
    assert not patterns.matches("b.pem")


def test_where_no_pattern_begins_with_a_wildcard_the_first_folder_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = Patterns([f"folder-{number}/**/*.pem" for number in range(1_000)])
    compared, real = list[list[str]](), globs._match_parts

    def match(pattern: Any, parts: list[str]) -> bool:
        compared.append(parts)
        return real(pattern, parts)

    monkeypatch.setattr(globs, "_match_parts", match)
    assert not any(patterns.matches(f"other/{number}.pem") for number in range(1_000))
    assert compared == []
    assert patterns.matches("folder-7/a/b.pem")


def test_no_patterns_match_nothing() -> None:
    assert not Patterns(()).matches("a.pem")


def test_patterns_are_values() -> None:
    assert Patterns(["a"]) == Patterns(("a",))
    assert hash(Patterns(["a"])) == hash(Patterns(("a",)))
    assert Patterns(["a"]) != Patterns(["b"])
    assert repr(Patterns(["a"])) == "Patterns(('a',))"


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 200 + "b", "a" * 4000),
        ("**/a/" * 200 + "b", "a/" * 2000),
        ("[" * 5000, "[" * 4999),
        ("*" * 5000, "a" * 5000),
    ],
)
def test_no_pattern_is_slow(pattern: str, path: str) -> None:
    start = time.process_time()
    Patterns((pattern,)).matches(path)
    assert time.process_time() - start < 3


@given(st.text(max_size=30), st.text(max_size=30))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_any_text_is_a_pattern(pattern: str, path: str) -> None:
    assert Patterns((pattern,)).matches(path) in (True, False)


@pytest.mark.skipif(which("git") is None, reason="git is not installed")
def test_git_agrees(tmp_path: Path) -> None:
    """``git check-ignore`` covers the same paths, wherever a path can exist in a tree."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    cases = [
        (pattern, path)
        for pattern, path in COVERED + LEFT_ALONE
        if path and not path.startswith("./") and not pattern.startswith(("!", "./")) and pattern not in ("a[b", ".")
    ]
    for pattern, path in cases:
        (tmp_path / ".git" / "info" / "exclude").write_text(f"{pattern}\n", encoding="utf-8")
        command = ["git", "-C", str(tmp_path), "check-ignore", "-q", "--no-index", path]
        status = subprocess.run(command, check=False).returncode
        assert (status == 0) == Patterns((pattern,)).matches(path), (pattern, path)
