"""From a certificate upwards: in its own chain, then in the other files of the tree, then among the public roots."""

from __future__ import annotations

from pemlint.authorities import key_identifier
from pemlint.chains.search import Search
from pemlint.frames import issuer_name, subject_name
from pemlint.looking.facts import key_label, spot, validity
from pemlint.looking.records import KeyMark, Node
from pemlint.record import NamedTuple
from pemlint.store import Authorities, nearest_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from pemlint.looking.marks import Remarks
    from pemlint.material import Certificate, PrivateKey
    from pemlint.subjects.facts import Facts

__all__ = ["Climber"]

#: a path that is longer is cut, as is a drawing with more certificates: real ones have a handful
_MAX_HEIGHT = 12
_MAX_NODES = 64
#: of all drawings together; beyond it each gets no more than a short path
_MAX_NODES_IN_ALL = 20_000
_SHORT = 4
#: identifiers are hashes of 20 or 32 bytes; anything longer is cut
_MAX_IDENTIFIER = 32
_OUTSIDE, _PUBLIC = "not in the chain", "public root"
_UNSIGNED = "has the name, but its key did not sign"
_ROLES = {"ca": "intermediate", "other": "leaf", "unknown": "leaf"}
#: rules whose findings say that an issuer is absent: they are said where it is absent
_ABSENCE = frozenset({"chain-issuer-missing", "chain-missing"})


class _Way(NamedTuple):
    """What is used on the way up."""

    company: Authorities
    #: DER of the one whose issuer should be in the company and is not
    gap: bytes
    #: DER of what is on the way already
    below: frozenset[bytes] = frozenset()

    def after(self, certificate: Certificate) -> _Way:
        """The way behind a certificate."""
        return self._replace(below=self.below | {certificate.der})

    def outside(self) -> _Way:
        """The way outside of the chain, where no gap is expected."""
        return self._replace(gap=b"")


class Climber:
    """Draws what is above a certificate."""

    __slots__ = ("_facts", "_left", "_left_in_all", "_now", "_remarks", "_search")

    def __init__(self, facts: Facts, remarks: Remarks, now: datetime) -> None:
        self._facts = facts
        self._remarks = remarks
        self._now = now
        self._search = Search(facts.links, facts.elsewhere)
        #: how many nodes the drawing at hand may still have
        self._left = 0
        self._left_in_all = _MAX_NODES_IN_ALL

    def tree(
        self,
        leaf: Certificate,
        company: Iterable[Certificate],
        *,
        keys: tuple[KeyMark, ...] | None = None,
        gap: bytes = b"",
        role: str = "",
    ) -> Node:
        """A certificate with everything above it.

        ``gap`` is the DER of the one whose issuer should be among them and is not. With ``keys`` of None those that
        belong to the leaf are looked for in the tree.
        """
        self._left = allowed = min(_MAX_NODES, max(self._left_in_all, _SHORT))
        node = self._up(leaf, _Way(Authorities(company), gap))
        self._left_in_all -= allowed - self._left
        return node._replace(keys=self._keys(leaf) if keys is None else keys, role=role or node.role)

    def alone(self, certificate: Certificate, *words: str) -> Node:
        """A certificate without what is above it."""
        remarks = self._remarks.of(certificate)
        return self._node(certificate)._replace(words=() if remarks else words, remarks=remarks)

    def key(self, key: PrivateKey, certificate: Certificate | None) -> KeyMark:
        """A private key, and whether it belongs to a certificate."""
        comparable = certificate is not None and certificate.spki_sha256 and key.spki_sha256
        belongs = bool(certificate and certificate.spki_sha256 == key.spki_sha256) if comparable else None
        return KeyMark(spot(key), bool(key.encryption), belongs, self._remarks.of(key))

    def _keys(self, certificate: Certificate) -> tuple[KeyMark, ...]:
        """The private keys of a certificate: those in its file, else those in its folder, else the nearest."""
        if not certificate.spki_sha256:
            return ()
        keys = nearest_first(self._facts.store.keys_with(certificate.spki_sha256), certificate)
        path = certificate.place.source.repo_path
        beside = [key for key in keys if key.place.source.repo_path == path]
        folder = path.rpartition("/")[0]
        near = beside or [key for key in keys if key.place.source.repo_path.rpartition("/")[0] == folder]
        return tuple(self.key(key, certificate) for key in near or keys[:1])

    def _node(self, certificate: Certificate, origin: str = "") -> Node:
        role = certificate.x509.role
        fields = certificate.x509
        return Node(
            name=subject_name(certificate),
            role=_ROLES.get(role, role),
            key=key_label(fields.public_key),
            validity=validity(fields.not_before, fields.not_after, self._now),
            spot=None if origin == _PUBLIC else spot(certificate),
            origin=origin,
        )

    def _up(self, certificate: Certificate, way: _Way, origin: str = "") -> Node:
        self._left -= 1
        remarks = self._remarks.of(certificate) if origin != _PUBLIC else ()
        issuers = self._issuers(certificate, way.after(certificate))
        if any(issuer.missing for issuer in issuers):
            absence = tuple(remark for remark in remarks if remark.rule in _ABSENCE)
            issuers = tuple(issuer._replace(remarks=absence) if issuer.missing else issuer for issuer in issuers)
            remarks = tuple(remark for remark in remarks if remark.rule not in _ABSENCE)
        return self._node(certificate, origin)._replace(remarks=remarks, issuers=issuers)

    def _issuers(self, child: Certificate, way: _Way) -> tuple[Node, ...]:
        if self._facts.links.self_signed(child):
            return ()
        if self._left <= 0 or len(way.below) > _MAX_HEIGHT:
            return (Node("...", "and further up"),)
        if child.der == way.gap:
            return (self._missing(child, way),)
        own, proved = self._inside(child, way)
        if not own:
            return () if child.x509.self_issued else self._outside(child, way.outside())
        nodes = [self._up(issuer, way) for issuer in own[: max(self._left, 1)]]
        words = () if proved else (_UNSIGNED,)
        return tuple(node._replace(words=words) for node in nodes)

    def _inside(self, child: Certificate, way: _Way) -> tuple[list[Certificate], bool]:
        """The certificates of the CA that signed it, and whether it did: else the likeliest one of its name."""
        signer = self._facts.links.authority(child, way.company.candidates(child))
        if signer is not None:
            return [holder for holder in signer if holder.der not in way.below], True
        named = (holder for candidate in way.company.candidates(child) for holder in candidate)
        likely = next((holder for holder in named if holder.der not in way.below), None)
        return [likely] if likely is not None else [], False

    def _outside(self, child: Certificate, way: _Way) -> tuple[Node, ...]:
        """The issuer in another file, or among the public roots."""
        held = self._search.tree(child)
        if held is not None:
            return (self._up(held, way, _OUTSIDE),) if held.der not in way.below else ()
        public = self._search.issuer(child)
        return (self._up(public, way, _PUBLIC) if public is not None else self._missing(child, way),)

    def _missing(self, child: Certificate, way: _Way) -> Node:
        """The place of an issuer that is not there, and what is above it where that is known."""
        identifier = key_identifier(child)
        words = (f"key identifier {identifier[:_MAX_IDENTIFIER].hex(':').upper()}",) if identifier else ()
        node = Node(issuer_name(child), "", missing=True, words=words)
        held = self._search.tree(child)
        if held is None or held.der in way.below:
            return node
        return node._replace(spot=spot(held), issuers=self._issuers(held, way.outside().after(held)))
