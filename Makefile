# `make demo` and `make test` do everything on a fresh Debian machine with Python 3.11 or newer.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/.stamps
SHELL  := /bin/bash

.PHONY: demo test lint types imports unit lab bench fuzz clean servers

demo: $(STAMPS)/run
	$(BIN)/python -m tlswhy lab demo

test: $(STAMPS)/dev servers lint types imports unit

lint: $(STAMPS)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMPS)/dev
	$(BIN)/mypy

imports: $(STAMPS)/dev
	$(BIN)/lint-imports

unit: $(STAMPS)/dev
	$(BIN)/pytest -q -n 2 --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --include="src/tlswhy/wire/*,src/tlswhy/hops/*,src/tlswhy/causes/*,src/tlswhy/engine/*" --skip-covered --fail-under=100

lab: $(STAMPS)/dev servers
	$(BIN)/python -m tlswhy lab run --all

bench: $(STAMPS)/dev $(STAMPS)/bench
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/peers.py
	$(BIN)/python bench/logs.py
	$(BIN)/python bench/chains.py

fuzz: $(STAMPS)/dev
	$(BIN)/python tools/fuzz.py

# The servers the tests run against. Without root they are skipped, each with its reason; in CI a
# missing one is a failure.
servers: $(STAMPS)/mitmproxy
	tools/install-servers

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tlswhy needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: apt-get install python3-venv" >&2; exit 1; }

$(STAMPS)/run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: $(STAMPS)/run
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	touch $@

# sslyze needs an older cryptography than ours, so it has an environment of its own.
$(STAMPS)/bench: $(STAMPS)/dev
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install -q sslyze==6.3.1
	touch $@

# So does mitmproxy, for the lab.
$(STAMPS)/mitmproxy: $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/mitmproxy
	$(VENV)/mitmproxy/bin/python -m pip install -q mitmproxy==11.0.2
	mkdir -p $(STAMPS) && touch $@
