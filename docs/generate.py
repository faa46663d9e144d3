"""Write what is derived: the index of the rules, the default profile, schemas, pages, examples, tables, output.

``python docs/generate.py`` writes; with ``--check`` it only says what is not up to date, and fails.
"""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docs.defaults import defaults
from docs.examples import examples
from docs.schema import schemas
from pemlint import explain, files, registry
from pemlint.cli import settings
from pemlint.restrictions import restrictions, rules_of
from tests import platforms, recipes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pemlint.registry import RuleInfo
    from pemlint.restrictions import Restriction
    from pemlint.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "pemlint check --now 2026-06-01T00:00:00Z examples/wrong-order"
BEGIN, END = "<!-- output -->", "<!-- /output -->"


def index(found: list[tuple[RuleInfo, Rule]]) -> str:
    """The module ``pemlint.index``: what is known of each rule without importing it."""
    lines = [
        '"""The index of the rules, written by docs/generate.py: `make docs` after a rule was added or changed."""',
        "",
        "from __future__ import annotations",
        "",
        "from pemlint.registry import OptionInfo, RuleInfo",
        "",
        "RULES = (",
    ]
    for info, _ in found:
        lines.append("    RuleInfo(")
        lines.extend(f'        "{field}",' for field in (info.id, info.module, info.subject))
        if info.options:
            lines.append("        (")
            for name, kind, default in info.options:
                shown = repr(default).replace("'", '"')
                lines.append(f'            OptionInfo("{name}", "{kind}", default={shown}),')
            lines.append("        ),")
        if info.security:
            lines.append(f'        security="{info.security}",')
        lines.append("    ),")
    return "\n".join([*lines, ")", ""])


def rule_list(found: list[tuple[RuleInfo, Rule]]) -> str:
    """``docs/rules/README.md``: every rule in a line."""
    policy = settings.loader().policy("default")
    lines = ["# The rules", "", "| rule | in `default` | fault |", "|---|---|---|"]
    for info, rule in found:
        grade = policy.settings[info.id].severity.label
        lines.append(f"| [`{info.id}`]({info.id}.md) | {grade} | {explain.summary(rule)} |")
    return "\n".join([*lines, ""])


def profile_list() -> str:
    """``docs/profiles.md``: what every profile asks for, side by side, with each platform's reasons and sources."""
    loader = settings.loader()
    policies = [loader.policy(name) for name in files.profile_names()]
    platforms_ = [policy for policy in policies if policy.platform]
    others = [policy for policy in policies if not policy.platform]
    base = loader.policy("default")
    found = {policy.name: restrictions(policy, base) for policy in policies}
    lines = [
        "# The profiles",
        "",
        "Written by `make docs`; `pemlint profiles` shows the same.",
        "",
        "## For a purpose",
        "",
    ]
    lines += [f"- `{policy.name}`: {policy.title}. {policy.description}" for policy in others]
    lines += ["", "## For a platform", ""]
    lines += [f"- [`{one.name}`](#{one.name}): {one.platform}. {one.description}" for one in platforms_]
    lines += [
        "",
        "`pemlint platforms PATH…` says of each bundle which of them take it. What a platform asks for beyond",
        "`default`: E is an error; W a warning, where its own pages disagree; n a note; - turned off.",
        "",
        *_table(
            ["restriction", *(f"`{policy.name}`" for policy in platforms_)],
            (
                [_rule_link(rule_id), *(_letter(found[policy.name], rule_id) for policy in platforms_)]
                for rule_id in rules_of([found[policy.name] for policy in platforms_])
            ),
        ),
    ]
    for policy in platforms_:
        lines += ["", f"### {policy.name}", "", f"{policy.platform}. {policy.description}", ""]
        lines += _table(
            ["restriction", "severity", "values", "why"],
            (
                [_rule_link(one.rule), _grades(one), one.values, f"{one.why} ([source]({one.source}))"]
                for one in found[policy.name].values()
            ),
        )
    lines += ["", "## Every rule in the profiles for a purpose", ""]
    lines += _table(
        ["rule", *(f"`{policy.name}`" for policy in others)],
        (
            [_rule_link(rule_id), *(policy.settings[rule_id].severity.label for policy in others)]
            for rule_id in registry.infos()
        ),
    )
    return "\n".join([*lines, ""])


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|---{'|---' * (len(header) - 1)}|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _rule_link(rule_id: str) -> str:
    return f"[`{rule_id}`](rules/{rule_id}.md)"


def _letter(found: Mapping[str, Restriction], rule_id: str) -> str:
    return found[rule_id].letter if rule_id in found else ""


def _grades(one: Restriction) -> str:
    return "; ".join((one.severity.label, *(f"{role}: {grade.label}" for role, grade in one.by_role.items())))


def readme() -> str:
    """README.md with the real output of a run between its marks."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{shown(EXAMPLE)}{END}{after}"


def guide(path: Path) -> str:
    """A guide with the real output of each command that a mark in it names."""
    marks = re.compile(r"^(<!-- output: ([^\n]+) -->\n).*?^(<!-- /output -->)$", re.MULTILINE | re.DOTALL)
    return marks.sub(lambda found: f"{found[1]}{shown(found[2])}{found[3]}", path.read_text(encoding="utf-8"))


def shown(command: str) -> str:
    """A command and what it prints, run at the root of the repository, as a block of Markdown."""
    import contextlib
    import io
    import os

    from pemlint.cli import main as pemlint

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(out):
        os.environ["COLUMNS"] = "100"
        status = pemlint(command.split()[1:])
    if status not in {0, 1}:
        raise SystemExit(f"{command}: exit status {status}")
    out.seek(0)
    return f"```console\n$ {command}\n{out.read()}```\n"


def generated() -> Iterator[tuple[Path, bytes]]:
    """Every generated file and its content. The modules come first: the others read them."""
    found = sorted(registry.discover(), key=lambda pair: pair[0].id)
    yield ROOT / "pemlint" / "index.py", index(found).encode()
    yield ROOT / "pemlint" / "defaults.py", defaults().encode()
    for rule_id in recipes.rule_ids():
        for name, data in recipes.files(rule_id).items():
            yield recipes.FOLDER / rule_id / name, data
    for name, data in platforms.files():
        yield platforms.FOLDER / name, data
    for name, data in examples().items():
        yield ROOT / "examples" / name, data
    for name, text in schemas(found):
        yield ROOT / "pemlint" / name, text.encode()
    for path, text in pages(found):
        yield path, text.encode()


def pages(found: list[tuple[RuleInfo, Rule]]) -> Iterator[tuple[Path, str]]:
    """What people read."""
    loader = settings.loader()
    policies = [loader.policy(name) for name in files.profile_names()]
    for info, rule in found:
        yield ROOT / "docs" / "rules" / f"{info.id}.md", explain.markdown(info, rule, policies)
    yield ROOT / "docs" / "rules" / "README.md", rule_list(found)
    yield ROOT / "docs" / "profiles.md", profile_list()
    yield ROOT / "README.md", readme()
    for path in sorted((ROOT / "docs").glob("*.md")):
        if path.name != "profiles.md":
            yield path, guide(path)


#: folders that hold nothing but what is generated
WHOLE = (ROOT / "docs" / "rules", ROOT / "examples", recipes.FOLDER)


def main(arguments: list[str]) -> int:
    """Write or compare."""
    check = arguments == ["--check"]
    stale = 0
    made = set()
    for path, new in generated():
        made.add(path)
        old = path.read_bytes() if path.exists() else b""
        if old == new and path.exists():
            continue
        stale += 1
        if check:
            sys.stdout.writelines(_difference(path, old, new))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(new)
            print(f"wrote {path.relative_to(ROOT)}")
    for path in sorted(path for folder in WHOLE for path in folder.rglob("*") if path.is_file()):
        if path not in made:
            stale += 1
            if not check:
                path.unlink()
            print(f"{'left over' if check else 'removed'}: {path.relative_to(ROOT)}")
    return int(check and stale > 0)


def _difference(path: Path, old: bytes, new: bytes) -> Iterator[str]:
    before, after = (data.decode("utf-8", "backslashreplace").splitlines(keepends=True) for data in (old, new))
    return difflib.unified_diff(before, after, str(path.relative_to(ROOT)), "generated")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
