"""The steps that bring a chain into order, in words."""

from __future__ import annotations

import pytest

from pemlint import chains, frames
from pemlint.checks.chain.out_of_order import out_of_order
from pemlint.store import Links
from tests import builder
from tests.unit import chaining, judging

UPPER = builder.intermediate(path_length=None)
LOWER = builder.intermediate(subject="Lower CA", key="intermediate2", issuer=UPPER, path_length=None)
#: from the leaf upwards
CHAIN = (builder.server(issuer=LOWER), LOWER, UPPER, builder.root())


def analyse(order: str, *, split: bool = False) -> chains.ChainAnalysis:
    """A chain that stands in this order; ``split``: the first block in a file of its own."""
    blocks = [CHAIN[int(number)].pem for number in order]
    files = {"server.crt": blocks[0], "chain.pem": b"".join(blocks[1:])} if split else {"all.pem": b"".join(blocks)}
    store = judging.store(files)
    head, *tail = (file.certificates for file in store.files.values())
    leaf = next(one for one in (*head, *(tail[0] if tail else ())) if one.der == CHAIN[0].der)
    nowhere = chains.Elsewhere(lambda _: (), lambda _: (), store.nearest)
    rest = tail[0] if tail else ()
    return chains.analyse("bundle", leaf, head, rest, roots=None, links=Links(), elsewhere=nowhere)


@pytest.mark.parametrize(
    ("order", "message", "steps"),
    [
        ("10", "block 2 is the server certificate", "move block 2 to the front"),
        ("102", "block 2 is the server certificate", "move block 2 to the front"),
        ("120", "block 3 is the server certificate", "move block 3 to the front"),
        ("021", "block 2, 'CN=Example Intermediate CA', is out of order", "move block 2 behind block 3"),
        ("0312", "block 2, 'CN=Example Root CA', is out of order", "move block 2 behind block 4"),
        ("3012", "block 2 is the server certificate", "move block 1 behind block 4"),
        (
            "2031",
            "block 2 is the server certificate",
            "move block 2 to the front, then block 4 behind block 2",
        ),
        ("210", "block 3 is the server certificate", "reverse the order of the blocks"),
        ("3210", "block 4 is the server certificate", "reverse the order of the blocks"),
        (
            "0321",
            "block 3, 'CN=Example Intermediate CA', is out of order",
            "reverse the order of the blocks after the first",
        ),
    ],
)
def test_the_steps_in_one_file(order: str, message: str, steps: str) -> None:
    (finding,) = judging.findings(out_of_order, analyse(order))
    assert finding.message.startswith(message)
    assert finding.help == steps


def test_the_steps_in_two_files() -> None:
    assert frames.steps(analyse("021", split=True)) == "move block 1 behind block 2"
    assert frames.steps(analyse("0321", split=True)) == "reverse the order of the blocks"
    assert frames.steps(analyse("102", split=True)) == "move block 1 of chain.pem to the front"


def test_nothing_is_said_of_a_chain_in_order() -> None:
    assert judging.findings(out_of_order, analyse("0123")) == []
    assert analyse("0123").moves == ()


@pytest.mark.parametrize(
    ("standing", "roots", "steps"),
    [
        ("02", "1", 0),
        ("03", "12", 0),
        ("013", "2", 0),
        ("023", "1", 0),
        ("032", "1", 1),
        ("031", "2", 1),
    ],
)
def test_what_stands_above_a_declared_root_is_in_order(standing: str, roots: str, steps: int) -> None:
    """The certificate between the two is only among the roots: the rule failed, having no step to tell."""
    chain = chaining.analyse([CHAIN[int(each)] for each in standing], [CHAIN[int(each)] for each in roots])
    assert (chain.out_of_order, len(chain.moves)) == (steps > 0, steps)
    assert len(judging.findings(out_of_order, chain)) == steps
