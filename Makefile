# The entry for people. It needs Python 3.11 or newer, with its venv module, and make; it works in .venv and nowhere else.
#
#   make check                 lint the examples: what pemlint finds in good and in broken bundles
#   make check PATHS=certs/    lint your own files; fails when pemlint does
#   make test                  run the test suite
#   make bench                 measure how fast pemlint is; ARGS="--section start-up", see docs/benchmarks.md
#
# PYTHON=python3.13 chooses the interpreter that .venv is made with; ARGS="…" is handed on to the command.

PYTHON ?= python3
PATHS  ?=
ARGS   ?=

# What is measured on is generated once and kept: about 1 GB, outside of any repository.
SCRATCH ?= $(or $(TMPDIR),/tmp)/pemlint-benchmarks

VENV   := .venv
BIN    := $(VENV)/bin
USABLE := $(VENV)/.usable
DEV    := $(VENV)/.dev
FUZZ   := $(VENV)/.fuzz

# The time against which the examples are judged, so that what they show does not change with the calendar.
EXAMPLES_NOW := 2026-06-01T00:00:00Z

.DEFAULT_GOAL := help
.PHONY: help check test fuzz bench lint format types docs docs-check package clean

help: ## show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

check: $(USABLE) ## lint examples/, or your own files with PATHS=certs/
ifeq ($(strip $(PATHS)),)
	$(BIN)/pemlint check --now $(EXAMPLES_NOW) --exit-zero $(ARGS) examples
else
	@$(BIN)/pemlint check $(ARGS) -- $(PATHS)
endif

# Without bytecode every process of the tests would compile everything, and take its asserts apart, again.
test: export PYTHONDONTWRITEBYTECODE =
test: $(DEV) ## run the test suite on all cores
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

fuzz: $(FUZZ) ## show damaged examples to every reader; ARGS="x509 --executions 100000" for one of them
	$(BIN)/python -m fuzz $(ARGS)

bench: $(USABLE) ## measure pemlint beside a bare script and its peers; SCRATCH=folder keeps what is generated
	@$(BIN)/python -m benchmarks "$(SCRATCH)" $(ARGS)

lint: $(DEV) ## style of the code, and the files that other tools read
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml
	$(BIN)/pre-commit validate-config .pre-commit-config.yaml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline --no-progress --quiet --collect=all action.yml .github/workflows .pre-commit-hooks.yaml

format: $(DEV) ## mend the style of the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(DEV) ## check the types
	$(BIN)/mypy

docs: $(DEV) ## write what is generated: pages of the rules, the output in README.md
	$(BIN)/python docs/generate.py

docs-check: $(DEV) ## fail when what is generated is not up to date
	$(BIN)/python docs/generate.py --check

package: $(DEV) ## build the sdist, and the wheel from the sdist, into dist/
	rm -rf dist
	$(BIN)/python -m build --quiet --outdir dist

clean: ## remove .venv and whatever was built
	rm -rf $(VENV) build dist *.egg-info .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache

# setuptools says of every editable installation that a folder may shadow the package; pip would show it.
INSTALL := PYTHONWARNINGS='ignore:Editable installation' $(BIN)/python -m pip install \
  --quiet --disable-pip-version-check --editable

# Stamps: while pyproject.toml is unchanged, a second call installs nothing.
$(USABLE): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'pemlint needs Python 3.11 or newer; name one: make PYTHON=python3.13 …' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo 'installing pemlint into $(VENV) …'
	@$(INSTALL) .
	@touch $@

$(DEV): $(USABLE)
	@echo 'installing the tools of development into $(VENV) …'
	@$(INSTALL) '.[dev]'
	@touch $@

$(FUZZ): $(DEV)
	@echo 'installing the fuzzer into $(VENV) …'
	@$(INSTALL) '.[fuzz]'
	@touch $@
