# The words of this repository: run, test, check, bench. `make help` explains each of them.
#
# Everything is installed into $(VENV), from the locks, with every hash checked. Two stamps in it remember
# what was installed, so that `make run` on an installed checkout starts at once.

VENV ?= .venv
# The first Python that is new enough; choose another one with `make run PYTHON=python3.13`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALLED := $(VENV)/.installed
DEVELOPING := $(VENV)/.developing
ISLANDS := $(wildcard hatch_build.py groundup/web/styles/*.css $(addprefix groundup/web/islands/,*.ts *.mjs *.json))
ADDRESS ?= 127.0.0.1:8000
ARGS ?=
# Universal: one lock for every system and every Python from 3.11; markers say what differs.
UV ?= uv
LOCK := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --quiet --upgrade \
  --no-header --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help install run test test-torch check quality freshness bench soak lock clean

help: ## Say what each target does.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Install groundup and all it needs into .venv, nothing outside it.

run: $(INSTALLED) ## Install if needed, then open the app on http://127.0.0.1:8000.
	@$(BIN)/groundup run --address $(ADDRESS) $(ARGS)

test: $(DEVELOPING) ## Run the tests. Says what it leaves out where there is no Chromium or bubblewrap.
	@$(BIN)/python -m pytest $(ARGS)

test-torch: $(DEVELOPING) ## Compare labs with PyTorch as well; installs torch 2.13.0 first.
	@$(BIN)/python -c 'import torch' 2>/dev/null || $(PIP) install torch==2.13.0
	@$(BIN)/python -m pytest -m torch $(ARGS)

check: $(DEVELOPING) ## Lint, format, types, import directions, and the contract over all content.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/groundup content check

quality: $(DEVELOPING) ## Measure all content: mutants that checks kill, families, times. Some 20 minutes.
	@$(BIN)/groundup content quality --write docs/content-quality.md $(ARGS)

freshness: $(DEVELOPING) ## Check all content on the oldest and newest NumPy, SciPy and scikit-learn.
	@$(BIN)/python -m benchmarks.freshness --write docs/freshness.md $(ARGS)

bench: $(DEVELOPING) ## Print every benchmark beside its anchors. docs/performance.md explains them.
	@for one in engine learner placement plan forecast lives content audit portfolio storage web; do \
	  echo "benchmarks.$$one"; $(BIN)/python -m benchmarks.$$one $(ARGS) || exit 1; done

soak: $(DEVELOPING) ## Attacks among honest submissions for half an hour: every verdict right, nothing left behind.
	@$(BIN)/python -m benchmarks.soak $(ARGS)

lock: ## Write the locks anew from pyproject.toml (for maintainers; needs uv).
	@$(LOCK) pyproject.toml --output-file requirements.lock
	@$(LOCK) pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(LOCK) --group build --output-file requirements-build.lock
	@$(LOCK) --group node --output-file requirements-node.lock

clean: ## Remove .venv and the built islands; the workspace is never touched.
	rm -rf $(VENV) groundup/web/static/built

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "groundup needs Python 3.11 or newer. Install one, or name it: make PYTHON=/path/to/python run"; exit 5; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 5; }

# Where the machine has no Node.js that is new enough, the build takes it from a wheel.
$(INSTALLED): $(BIN)/python pyproject.toml requirements.lock requirements-build.lock requirements-node.lock $(ISLANDS)
	@echo "Installing into $(VENV) (a few minutes the first time)"
	@$(PIP) install --require-hashes -r requirements-build.lock -r requirements.lock
	@{ command -v npm && node -e 'process.exit(parseInt(process.versions.node) < 18)'; } >/dev/null 2>&1 \
	  || $(PIP) install --require-hashes -r requirements-node.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q groundup
	@touch $@

$(DEVELOPING): $(INSTALLED) requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
