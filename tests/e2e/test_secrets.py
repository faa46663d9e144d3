"""A private key that somebody pasted into the wrong place gets into no output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pemlint.cli import main
from tests import builder

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

PEM = builder.private_pem("server").decode()
LINES = PEM.splitlines()[1:-1]
FORMS = {
    "escaped": PEM.replace("\n", "\\n"),
    "body": "".join(LINES),
    "line": LINES[7],
    "file": f"{LINES[7].replace('/', '_')}.toml",
}
#: shorter pieces say next to nothing, and are found in anything
WINDOW = 16

MANIFEST = '[bundle]\nname = "a"\ncertificate = "server.crt"\nprivate-key = "server.key"\n'
PLACES = {
    "name": ("m.bundle.toml", MANIFEST.replace('"a"', "{}")),
    "certificate": ("m.bundle.toml", MANIFEST.replace('"server.crt"', "{}")),
    "private-key": ("m.bundle.toml", MANIFEST.replace('"server.key"', "{}")),
    "profile of a bundle": ("m.bundle.toml", MANIFEST + "profile = {}\n"),
    "hosts": ("m.bundle.toml", MANIFEST + "hosts = [{}]\n"),
    "key": ("m.bundle.toml", MANIFEST + "{} = 1\n"),
    "profile": ("pemlint.toml", "profile = {}\n"),
    "extends": ("pemlint.toml", "extends = {}\n"),
    "override": ("pemlint.toml", '[[override]]\npaths = ["**"]\nprofile = {}\n'),
    "option": ("pemlint.toml", '[rules.cert-key-algorithm-not-allowed]\nseverity = "error"\nallow = [{}]\n'),
    "why": ("pemlint.toml", '[rules.chain-missing]\nseverity = "error"\nwhy = {}\n'),
    "severity": ("pemlint.toml", "[rules]\nchain-missing = {}\n"),
    "rule": ("pemlint.toml", '[rules.{}]\nseverity = "error"\n'),
    "reason": ("pemlint.toml", '[[ignore]]\nrules = ["key"]\nreason = {}\n'),
}
COMMANDS = [
    *(("check", "--output-format", form) for form in ("text", "concise", "json", "sarif")),
    *(("chain", "--output-format", form) for form in ("text", "json")),
    *(("list", "--output-format", form) for form in ("table", "json", "csv")),
]


def leaks(text: str) -> list[str]:
    """The pieces of the key in a text, however it is wrapped."""
    whole = "".join(LINES)
    flat = "".join(character for character in text if character.isalnum() or character in "+/")
    return [whole[at : at + WINDOW] for at in range(len(whole) - WINDOW) if whole[at : at + WINDOW] in flat]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", PLACES)
def test_a_key_in_a_manifest_or_a_configuration(
    workspace: Workspace, capfd: pytest.CaptureFixture[str], place: str, form: str
) -> None:
    workspace.write("server.crt", builder.server().pem)
    workspace.write("server.key", builder.private_pem("other"))
    name, text = PLACES[place]
    workspace.write(name, text.format(f'"{FORMS[form]}"'))
    for command in COMMANDS:
        main([*command, "--now", "2026-06-01", "."])
        out, err = capfd.readouterr()
        assert leaks(out + err) == [], command
        assert out or err


@pytest.mark.parametrize("form", ["escaped", "body", "line"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--profile", "{}"),
        ("check", "--config", "{}"),
        ("check", "--now", "{}"),
        ("check", "--select", "{}"),
        ("check", "--fail-on", "{}"),
        ("check", "--output-file", "{}/x"),
        ("check", "--{}"),
        ("check", "./{}"),
        ("explain", "{}"),
        ("{}",),
    ],
)
def test_a_key_on_the_command_line(
    workspace: Workspace, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], form: str
) -> None:
    workspace.write("server.crt", builder.server().pem)
    main([argument.format(FORMS[form]) for argument in arguments])
    out, err = capfd.readouterr()
    assert leaks(out + err) == []
    assert out or err
