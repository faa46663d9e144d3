"""Neither a difference nor a mended file has a piece of a private key that was not there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint.pem import parse
from tests import builder
from tests.builder import keys
from tests.e2e import key_damage
from tests.e2e.leaks import Secrets, numbers
from tests.e2e.support import NOW

if TYPE_CHECKING:
    from tests.e2e.support import Workspace

#: of none of these is there a certificate, whose public numbers would be in the difference
KEYS = (("other", "pkcs8"), ("p256", "encrypted"), ("ed25519", "pkcs8"))
LEAF, MIDDLE = builder.server().annotated, builder.intermediate().pem
ALL = "pem,chain"


def test_keys_damaged_in_every_way_beside_what_can_be_mended(workspace: Workspace) -> None:
    secrets, private = [], []
    for name, form in KEYS:
        private += numbers(name)
        block = builder.private_pem(name, form=form)
        der = parse(block).blocks[0].der or b""
        secrets += [der, keys.pkcs8(name)]
        for at, (file, data) in enumerate(key_damage.files(block, der)):
            mixed = (MIDDLE + data + b"\n" + LEAF, data + b"\n" + MIDDLE + LEAF, MIDDLE + MIDDLE + LEAF + data)
            workspace.write(f"{name}-{form}/{at}-{file}", mixed[at % 3])
    before = {path: path.read_bytes() for path in workspace.path.rglob("*") if path.is_file()}
    shown = workspace.run("check", "--now", NOW, "--diff", "--unsafe-fixes", "--select", ALL, ".")
    assert shown.out.count("--- ") > len(before) // 2
    found = Secrets(secrets, private)
    # how every key of a kind begins, in public too
    usual = set(found.found_in((LEAF + MIDDLE).decode()))
    assert set(found.found_in(shown.out + shown.err)) - usual == set()
    assert {path: path.read_bytes() for path in before} == before
    done = workspace.run("check", "--now", NOW, "--unsafe-fixes", "--select", ALL, "--output-format", "json", ".")
    assert set(found.found_in(done.out + done.err)) - usual == set()
    for path, data in before.items():
        lines = {line for line in data.splitlines() if line} - {*LEAF.splitlines(), *MIDDLE.splitlines()}
        assert lines - set(path.read_bytes().splitlines()) - {b"\xef\xbb\xbf"} == set(), path.name
