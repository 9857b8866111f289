.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
export CONSILIA_LOCALE ?= en-GB
SETTINGS ?= $(firstword $(wildcard consilia.env ../consilia.env))

.PHONY: help setup run test check fix bench backup lock

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

setup:  ## Make .venv from the lock files
	@scripts/setup.sh dev

run:  ## Start the demonstration: environment, database, sample content, index, server
	@scripts/setup.sh run
	@CONSILIA_DEMO=1 .venv/bin/consilia demo

test:  ## Everything CI runs; installs what it needs
	@scripts/test.sh

check: setup  ## What one runs all day: linters, types, walls, unit and spec tests
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@$(PY) -m mypy consilia
	@$(PY) -m pytest tests/unit tests/spec -q -n 2

fix: setup  ## Let the linter mend what it can
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

bench: setup  ## Measure quality and speed; needs the optional test data
	@$(PY) -m benchmarks

backup:  ## Write a backup; settings from the environment, or from consilia.env here or one folder up
	@scripts/setup.sh run
	@set -a; $(if $(SETTINGS),. "$(abspath $(SETTINGS))";) set +a; \
	  if [ -z "$$CONSILIA_SECRET_KEY$$CONSILIA_SECRET_KEY_FILE" ] && [ -f "$${CONSILIA_DATA_DIR:-data}/demo-secret-key" ]; \
	  then export CONSILIA_DEMO=1; fi; .venv/bin/consilia backup

lock:  ## Renew the lock files
	@uv pip compile --generate-hashes --python-version 3.11 -q pyproject.toml -o requirements/run.txt
	@uv pip compile --generate-hashes --python-version 3.11 -q pyproject.toml --group dev -o requirements/dev.txt
