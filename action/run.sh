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

version="${PEMLINT_ACTION_VERSION:-}"
[[ "${version}" =~ ^([0-9][0-9A-Za-z.!+]*)?$ ]] || fail "'${version}' is no version, such as 0.1.0."
what="${version:+pemlint==${version}}"

# One environment for each pemlint that a job uses.
venv="${RUNNER_TEMP}/pemlint-$(printf '%s' "${GITHUB_ACTION_PATH} ${version}" | cksum | tr -c '0-9\n' '-')"
if [[ ! -e "${venv}/complete" ]]; then
  "${python}" -I -m venv --clear "${venv}" || fail 'the virtual environment could not be made.'
fi
bin="${venv}/bin"
[[ -d "${bin}" ]] || bin="${venv}/Scripts"
if [[ ! -e "${venv}/complete" ]]; then
  "${bin}/python" -I -m pip install --quiet --disable-pip-version-check "${what:-${GITHUB_ACTION_PATH}}" \
    || fail "pemlint ${version:+${version} }could not be installed."
  touch "${venv}/complete"
fi

# --- check -------------------------------------------------------------------------------------------------------------
options=(--fail-on "${PEMLINT_ACTION_FAIL_ON:-error}")
[[ -z "${PEMLINT_ACTION_CONFIG:-}" ]] || options+=(--config "${PEMLINT_ACTION_CONFIG}")
split "${PEMLINT_ACTION_PROFILE:-}"
for profile in ${lines[@]+"${lines[@]}"}; do options+=(--profile "${profile}"); done
split "${PEMLINT_ACTION_ARGS:-}"
options+=(${lines[@]+"${lines[@]}"})
split "${PEMLINT_ACTION_PATHS:-}"
paths=("${lines[@]:-.}")

sarif="${PEMLINT_ACTION_SARIF_FILE:-${RUNNER_TEMP}/pemlint.sarif}"
commands="${RUNNER_TEMP}/pemlint-commands.txt"
summary="${RUNNER_TEMP}/pemlint-summary.md"
rm -f -- "${sarif}" "${commands}" "${summary}"

# One run: text for the log, SARIF for code scanning, annotations for the change, a table for the summary of the job.
status=0
"${bin}/pemlint" check "${options[@]}" --output-format text --output-format "sarif=${sarif}" \
  --output-format "github=${commands}" --output-format "markdown=${summary}" -- "${paths[@]}" </dev/null || status=$?

# --- hand on -----------------------------------------------------------------------------------------------------------
# Of the annotations only the commands: the lines for people are in the log already.
if [[ "${PEMLINT_ACTION_ANNOTATIONS:-true}" == true && -s "${commands}" ]]; then
  grep '^::' -- "${commands}" || true
fi
if [[ "${PEMLINT_ACTION_SUMMARY:-true}" == true && -s "${summary}" && -n "${GITHUB_STEP_SUMMARY:-}" ]]; then
  cat -- "${summary}" >>"${GITHUB_STEP_SUMMARY}"
fi
output exit-status "${status}"
if [[ -s "${sarif}" ]]; then
  output sarif-file "${sarif}"
  output findings "$("${bin}/python" -I -c '
import json, sys
with open(sys.argv[1], encoding="utf-8") as file:
    print(sum(len(run["results"]) for run in json.load(file)["runs"]))
' "${sarif}")"
fi
