#!/usr/bin/env bash
# The way of a new user: from an empty repository to a hook that fails, one that passes, and a SARIF file.
#
#   new_user.sh PEMLINT URL REVISION LEAF CA     in an empty folder; pre-commit and git are on the PATH
#
# Each step says what it takes, in milliseconds, on standard output.
set -euo pipefail
pemlint="$1" url="$2" revision="$3" leaf="$4" ca="$5"

took() { printf '%s: %d ms\n' "$1" "$(($(date +%s%3N) - since))"; since="$(date +%s%3N)"; }
stop() { printf 'new user: %s\n' "$1" >&2; exit 1; }
since="$(date +%s%3N)"

git init --quiet
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: ${url}
    rev: ${revision}
    hooks:
      - id: pemlint
YAML
pre-commit install >/dev/null
git add .pre-commit-config.yaml
git commit --quiet --message 'start'
took 'the repository has the hook'

mkdir certs
cat "${ca}" "${leaf}" >certs/server.pem # the wrong way round
git add certs
if git commit --message 'certificates' >commit.log 2>&1; then stop 'a wrong order was committed'; fi
grep -q '^certs/server.pem:[0-9]*:1: error chain-out-of-order ' commit.log || stop 'the log does not say why'
took 'the hook fails'

if "${pemlint}" check --output-format sarif=failing.sarif .; then stop 'what the hook refuses passes a check'; fi
took 'what it found is SARIF'

cat "${leaf}" "${ca}" >certs/server.pem
git add certs
git commit --quiet --message 'certificates'
took 'the hook passes'

"${pemlint}" check --output-format sarif=passing.sarif --output-format concise .
took 'nothing is left but notes'
