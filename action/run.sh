#!/usr/bin/env bash
# The Action's one script: install pemlint from the Action's own folder, check, write SARIF, hand the verdict on.
#
# It ends with 0 whatever pemlint found, so that the SARIF file can be uploaded; the Action's last step fails the job.
# The working directory is the tree under test, which may be somebody's pull request: nothing in it is imported (-I) and
# no input is read as shell.
set -euo pipefail

: "${GITHUB_ACTION_PATH:?}" "${GITHUB_OUTPUT:?}" "${RUNNER_TEMP:?}"

# output NAME VALUE: the delimiter cannot be guessed, so no value can set another output.
output() {
  local delimiter
  delimiter="ghadelimiter_$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
  printf '%s<<%s\n%s\n%s\n' "$1" "${delimiter}" "$2" "${delimiter}" >>"${GITHUB_OUTPUT}"
}

# split TEXT: the array `lines` holds the lines of the text that are not empty.
split() {
  local line
  lines=()
  while IFS= read -r line || [[ -n "${line}" ]]; do
    line="${line%$'\r'}"
    [[ -z "${line}" ]] || lines+=("${line}")
  done <<<"$1"
}

fail() {
  printf 'pemlint: %s\n' "$1" >&2
  output exit-status 2
  exit 0
}

# --- install -----------------------------------------------------------------------------------------------------------
python="${PEMLINT_ACTION_PYTHON:-python3}"
"${python}" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || fail 'Python 3.11 or newer is needed; run actions/setup-python before this Action.'

# One environment for each version of the Action that a job uses.
venv="${RUNNER_TEMP}/pemlint-$(printf '%s' "${GITHUB_ACTION_PATH}" | cksum | tr -c '0-9\n' '-')"
if [[ ! -e "${venv}/complete" ]]; then
  "${python}" -I -m venv --clear "${venv}" || fail 'the virtual environment could not be made.'
fi
bin="${venv}/bin"
[[ -d "${bin}" ]] || bin="${venv}/Scripts"
if [[ ! -e "${venv}/complete" ]]; then
  "${bin}/python" -I -m pip install --quiet --disable-pip-version-check "${GITHUB_ACTION_PATH}" \
    || fail 'pemlint could not be installed.'
  touch "${venv}/complete"
fi

# --- check -------------------------------------------------------------------------------------------------------------
# One time for both runs below; an option --now among the arguments comes later and wins.
options=(--now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --fail-on "${PEMLINT_ACTION_FAIL_ON:-error}")
[[ -z "${PEMLINT_ACTION_CONFIG:-}" ]] || options+=(--config "${PEMLINT_ACTION_CONFIG}")
split "${PEMLINT_ACTION_PROFILE:-}"
for profile in ${lines[@]+"${lines[@]}"}; do options+=(--profile "${profile}"); done
split "${PEMLINT_ACTION_ARGS:-}"
options+=(${lines[@]+"${lines[@]}"})
split "${PEMLINT_ACTION_PATHS:-}"
paths=("${lines[@]:-.}")

sarif="${PEMLINT_ACTION_SARIF_FILE:-${RUNNER_TEMP}/pemlint.sarif}"
rm -f -- "${sarif}"

status=0
"${bin}/pemlint" check "${options[@]}" --output-format sarif --output-file "${sarif}" -- "${paths[@]}" </dev/null || status=$?
# The same once more for people who read the log. Its faults are those above, which the log has already.
"${bin}/pemlint" check "${options[@]}" --output-format text --exit-zero -- "${paths[@]}" </dev/null 2>/dev/null || true

# --- hand on -----------------------------------------------------------------------------------------------------------
output exit-status "${status}"
if [[ -s "${sarif}" ]]; then
  output sarif-file "${sarif}"
  output findings "$("${bin}/python" -I -c '
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    print(sum(len(run["results"]) for run in json.load(file)["runs"]))
' "${sarif}")"
fi
