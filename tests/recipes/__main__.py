"""``python -m tests.recipes``: write the examples; ``--check`` says what is not as the recipes make it, and fails."""

from __future__ import annotations

import sys

from tests.recipes import FOLDER, files, rule_ids


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print("usage: python -m tests.recipes [--check]", file=sys.stderr)
        return 2
    check = bool(arguments)
    wanted = {FOLDER / rule_id / path: data for rule_id in rule_ids() for path, data in files(rule_id).items()}
    present = {path for path in FOLDER.rglob("*") if path.is_file()}
    stale = 0
    for path in sorted(wanted.keys() | present):
        if path in present and path.read_bytes() == wanted.get(path):
            continue
        stale += 1
        print(f"{'stale' if check else 'wrote' if path in wanted else 'removed'}: {path.relative_to(FOLDER.parent)}")
        if check:
            continue
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path])
        else:
            path.unlink()
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
