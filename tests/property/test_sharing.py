"""However a run is shared out, it finds the same: over trees whose files have to do with each other across folders."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.reporters import render
from tests import builder
from tests.property import sharing

if TYPE_CHECKING:
    from pemlint.plan import Plan

FOLDERS = ("", "a/", "a/c/", "b/", "d/")
NAMES = ("server.crt", "server.key", "chain.pem", "ca.pem", "other.pem", "cert.pem", "readme.md")
MANIFEST = """
[bundle]
name = "site"
profile = "emqx-cloud"
certificate = "{}server.crt"
chain = "{}chain.pem"
private-key = "server.key"
hosts = ["mqtt.example.com"]
"""
#: each part of a tree its own profiles, numbers, and what somebody has accepted
CONFIGURATION = """
profile = ["default", "webpki"]
rules.key-primes-composite = "off"
[[override]]
paths = ["a/**"]
profile = ["strict", "default"]
[[override]]
paths = ["b/**"]
rules.cert-expires-soon = { severity = "error", days = 400 }
[[ignore]]
paths = ["d/**"]
rules = ["cert", "key-unencrypted-in-repository"]
reason = "said before"
"""


@cache
def contents() -> tuple[bytes, ...]:
    """What the files of a tree may hold."""
    root, intermediate, leaf = builder.root(), builder.intermediate(), builder.server()
    other = builder.server(subject="other.example.com", key="other", not_after=builder.NOW)
    ec = builder.self_signed(key="p256", subject="ec.example.com")
    return (
        leaf.pem,
        leaf.pem + intermediate.pem,
        root.pem + intermediate.pem + leaf.pem,
        intermediate.pem + root.pem,
        intermediate.pem + other.pem,
        root.pem,
        other.pem + other.pem,
        ec.pem + builder.private_pem("p256"),
        builder.private_pem("server"),
        builder.private_pem("other"),
        builder.private_pem("intermediate"),
        builder.public_pem("server"),
        builder.block("CERTIFICATE REQUEST", builder.request()),
        leaf.pem.replace(b"-----END", b"----END"),
        leaf.pem + leaf.pem.replace(b"M", b"!", 1),
        b"nothing\n",
    )


@cache
def plan() -> Plan:
    return sharing.plan(CONFIGURATION)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, bytes]:
    paths = draw(st.lists(st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES)), min_size=2, max_size=12))
    tree = {folder + name: draw(st.sampled_from(contents())) for folder, name in paths}
    for folder in draw(st.sets(st.sampled_from(FOLDERS[1:]), max_size=2)):
        elsewhere = draw(st.sampled_from(("", "../b/", "../a/c/")))
        tree[f"{folder}site.bundle.toml"] = MANIFEST.format(elsewhere, elsewhere).encode()
    return tree


@settings(derandomize=True, deadline=None, max_examples=25)
@given(trees(), st.integers(1, 5), st.integers(2, 4))
def test_a_run_that_is_shared_finds_what_one_finds(tree: dict[str, bytes], shards: int, processes: int) -> None:
    batch = sharing.batch(tree)
    alone = sharing.judged(batch, plan())
    assert sharing.judged(batch, plan(), processes) == alone
    assert sharing.merged(batch, plan(), shards) == {kind: render(alone, kind) for kind in sharing.KINDS}
