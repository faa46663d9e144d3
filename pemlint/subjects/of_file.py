"""What a file gives to judge: itself, its certificates and keys, and the chain or the pairs that stand in it."""

from __future__ import annotations

from pemlint import chains, pairs, x509
from pemlint.material import Certificate, RevocationList
from pemlint.roles import role_and_leaves
from pemlint.subjects.facts import lone_leaves
from pemlint.subjects.records import Subject
from pemlint.subjects.uses import distinct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pemlint.chains import ChainAnalysis
    from pemlint.material import PrivateKey
    from pemlint.policy import Policy
    from pemlint.store import File
    from pemlint.subjects.facts import Facts
    from pemlint.subjects.of_keys import KeySubjects
    from pemlint.subjects.uses import Use, Uses

__all__ = ["FileSubjects"]

#: parts whose order is judged with the bundle, or does not matter
_JUDGED_IN_BUNDLE = ("server", "chain", "roots", "client-ca")
#: parts that hold CAs, whatever else their certificates say of themselves
_AUTHORITIES = ("chain", "client-ca", "roots")


class FileSubjects:
    """Gives the subjects of one file after the other."""

    __slots__ = ("_facts", "_keys", "_leaves", "_revocations", "_stems", "_uses")

    def __init__(self, facts: Facts, uses: Uses, keys: KeySubjects) -> None:
        self._facts = facts
        self._keys = keys
        self._uses = uses
        self._stems = keys.stems
        #: made where there is a revocation list
        self._revocations = _revocations(facts)
        #: by folder, the leaves that stand alone in a file, by issuer
        self._leaves: dict[str, dict[bytes, list[Certificate]]] = {}

    def of(self, file: File, policies: tuple[Policy, ...]) -> list[Subject]:
        """Every subject of one file; ``policies`` are in force where no bundle names it."""
        uses = self._uses.of(file.source.repo_path)
        role, leaves = role_and_leaves(file.certificates)
        elsewhere: tuple[str, ...] = ()
        if uses:
            policies = self._uses.policies(file.source.repo_path, policies)
            elsewhere = () if any(use.deployed for use in uses) else ("not-deployed",)
            subjects = [Subject(file, policies, (*elsewhere, "bundle-part"))]
        else:
            policies = distinct(policies) if len(policies) > 1 else policies
            subjects = [Subject(file, policies, (role,))]
        # what is not verified is told of the file for which it was asked, whatever was asked before
        refused = self._facts.links.refused
        refused.clear()
        analysed = self._chains(file, role, leaves, uses, policies) if len(file.certificates) > 1 else []
        surplus = {der for subject in analysed for der in subject.value.not_needed}
        unasked = [one._replace(value=each) for one in analysed for each in one.value.unasked]
        subjects += self._certificates(file, role, uses, policies, surplus)
        subjects += analysed
        subjects += unasked
        if file.keys:
            subjects += self._keys.of(file, policies, named=bool(uses), of_file=elsewhere)
        if not file.flawless:  # that holds nothing but certificates and keys
            subjects += self._others(file, policies)
        if refused:
            subjects += self._unverified(file, role, policies, {subject.value.child.der for subject in unasked})
        paired = uses and any(use.bundle.private_key is not None for use in uses)
        if file.certificates and not paired:
            subjects += self._pairings(file, policies)
        return subjects

    def _unverified(self, file: File, role: str, policies: tuple[Policy, ...], told: set[bytes]) -> Iterator[Subject]:
        """What was not verified for a file, but for those that chains have ``told`` of by their DER."""
        silent = [each for der, each in self._facts.links.refused.items() if der not in told]
        silent.sort(key=lambda each: each.place.source is not file.source)
        # for a list it is always asked when its own file is judged
        silent = [each for each in silent if each.place.source is file.source or isinstance(each, Certificate)]
        if silent:
            yield Subject(chains.Unasked(silent[0], None, "slow", len(silent) - 1), policies, (role,))

    def _pairings(self, file: File, policies: tuple[Policy, ...]) -> Iterator[Subject]:
        """The certificates of a file with the key beside each, in the file or in one of its name."""
        for group in file.groups:
            for pairing in pairs.in_tree(group, self._stems):
                if pairing.key is None or pairing.origin == "same-file" or not self._is_used(pairing.key):
                    yield Subject(pairing, policies, (pairing.origin,))

    def _others(self, file: File, policies: tuple[Policy, ...]) -> Iterator[Subject]:
        """The requests and revocation lists of a file."""
        for request in file.requests:
            kept = ("key-too",) if self._facts.store.holders.keys(request.identity) else ()
            verified = self._facts.links.affords(request, request)
            yield Subject(request, policies, kept if verified else (*kept, "unverified"))
        for revocation_list in file.revocation_lists:
            yield Subject(revocation_list, policies)
            authority = self._facts.unproved(revocation_list)
            if authority is not None:
                yield Subject(chains.RevocationSignature(revocation_list, authority), policies)
        for pairing in pairs.requests_in_tree(file, self._stems):
            yield Subject(pairing, policies, (pairing.origin,))

    def _is_used(self, key: PrivateKey) -> bool:
        """Whether a manifest names the file of a key, and so says what it belongs to."""
        return bool(self._uses.of(key.place.source.repo_path))

    def _certificates(
        self,
        file: File,
        role: str,
        uses: Sequence[Use],
        policies: tuple[Policy, ...],
        surplus: set[bytes],
    ) -> Iterator[Subject]:
        """Each certificate once per role and policy in which somebody uses it; ``surplus``: no client needs them."""
        bundled = ("trust-bundle",) if role == "trust-bundle" else ()
        for certificate in file.certificates:
            extra = ("not-needed",) if certificate.der in surplus else ()
            if uses:
                judged = _judged_in_bundles(certificate, role, uses, extra)
            else:
                judged = {(*extra, *bundled, certificate.x509.role): policies}
            self_issued = certificate.x509.self_issued
            unverified = self_issued and not self._facts.links.affords(certificate, certificate)
            for roles, of_role in judged.items():
                yield Subject(certificate, of_role, (*roles, "unverified") if unverified else roles)
            if self_issued and self._facts.damaged_self_signature(certificate):
                yield Subject(chains.SelfSignature(certificate), policies, next(iter(judged)))
            revocation = self._revocations.of(certificate) if self._revocations else None
            if revocation is not None:
                yield from (Subject(revocation, of_role, roles) for roles, of_role in judged.items())

    def _chains(
        self,
        file: File,
        role: str,
        leaves: Sequence[Certificate],
        uses: Sequence[Use],
        policies: tuple[Policy, ...],
    ) -> list[Subject]:
        """The chains in a file that no bundle judges."""
        if uses and any(use.role in _JUDGED_IN_BUNDLE for use in uses):
            return []
        found = []
        for group in file.groups:
            if group is not file:
                role, leaves = role_and_leaves(group.certificates)
            if role == "served-chain":
                analysis = self._analysed(role, leaves[0], group.certificates, ())
                found.append(Subject(analysis, policies, (role,)))
            elif role == "ca-chain" and not uses:
                found += self._of_authorities(group, role, policies)
        return found

    def _of_authorities(self, file: File, role: str, policies: tuple[Policy, ...]) -> Iterator[Subject]:
        """The chain in a file of CAs, where a leaf beside it hangs on one of them."""
        leaf_below = self._leaf_below(file)
        if leaf_below is not None:
            analysis = self._analysed(role, leaf_below, (), file.certificates)
            yield Subject(analysis, policies, (role,), frozenset((file.source.path, leaf_below.place.source.path)))

    def _analysed(
        self, origin: str, leaf: Certificate, head: Sequence[Certificate], tail: Sequence[Certificate]
    ) -> ChainAnalysis:
        facts = self._facts
        return chains.analyse(
            origin, leaf, head, tail, roots=None, links=facts.links, elsewhere=facts.elsewhere, now=facts.now
        )

    def _leaf_below(self, file: File) -> Certificate | None:
        """A leaf, alone in a file of the same folder, that one of the CAs in this file signed."""
        leaves = self._leaves.get(file.folder)
        if leaves is None:
            leaves = self._leaves[file.folder] = lone_leaves(self._facts.store.in_folder(file.folder))
        for authority in file.certificates:
            subject = authority.x509.subject
            if isinstance(subject, x509.Name):
                for leaf in leaves.get(subject.key, ()):
                    if self._facts.links.signed(leaf, authority):
                        return leaf
        return None


def _revocations(facts: Facts) -> chains.Revocations | None:
    present = any(file.holds(RevocationList) for file in facts.store.files.values())
    return chains.Revocations(facts.store, facts.links) if present else None


def _judged_in_bundles(
    certificate: Certificate, role: str, uses: Sequence[Use], extra: tuple[str, ...]
) -> dict[tuple[str, ...], tuple[Policy, ...]]:
    """The roles of a certificate in the bundles that name its file, and who judges it in each."""
    judged: dict[tuple[str, ...], list[Policy]] = {}
    for use in uses:
        unneeded = ("not-needed",) if certificate.der in use.not_needed else extra
        judged.setdefault((*unneeded, *_roles_in_bundle(certificate, use, role)), []).extend(use.policies)
    return {roles: distinct(policies) for roles, policies in judged.items()}


def _roles_in_bundle(certificate: Certificate, use: Use, role: str) -> tuple[str, ...]:
    """The roles of a certificate in a bundle, most specific first."""
    if use.role == "server" and certificate is use.bundle.leaf:
        return ("server",)
    if use.role == "client" and any(certificate is client.leaf for client in use.bundle.clients):
        return ("client",)
    content = certificate.x509.role
    if content not in ("ca", "root") and use.role in _AUTHORITIES:
        content = "ca"
    declared = ("authority",) if use.role in _AUTHORITIES else ()
    bundled = ("trust-bundle",) if role == "trust-bundle" and use.role in ("roots", "client-ca") else ()
    return (*bundled, content, *declared)
