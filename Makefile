# Everything that a fresh machine with Python 3.11, pip and make needs in order to run and to test.
#
#   make run    sets up, builds the database from data/ and serves it at http://127.0.0.1:8050 (DATA, PORT, HOST)
#   make demo   the same strategy with made-up figures that show every state, at http://127.0.0.1:8051 (PORT, HOST)
#   make test   sets up, then checks style, types and architecture and runs every test (needs Chromium and Pango, finds or installs them)
#   make verify the slow matrix: every page by language, width, medium and keyboard; our files in LibreOffice (10-20 minutes on two free cores)
#   make check  the static checks alone
#   make pytest the tests alone
#   make mutate changes the code a little and names every change that the tests miss (SEED, EACH of an area; half an hour)
#   make sheet  draws every chart of the real data and of the demo on a page a language, in build/sheets, to be looked through
#   make bench  measures speed side by side with a floor (ROWS rows in the made-up folder)
#   make bench-large  the same for a file of LARGE rows (ten million): import and build beside DuckDB's read_csv
#   make audit  asks for known faults of the packages that we use; fails where it could not ask
#   make requirements   compiles requirements*.txt anew from pyproject.toml
#   make clean  removes .venv, build and every cache

help:
	@sed -n 's/^#   make/make/p' $(firstword $(MAKEFILE_LIST))

HOST ?= 127.0.0.1
PORT ?= 8050
DATA ?= $(or $(TYOPOYTA_DATA),data)
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

# The same plotly.js as plotly 7.1.0 carries, with the traces we draw alone: a tenth of the bytes. A test holds the two equal.
PLOTLY_BUNDLE := plotly.js-basic-dist-min@4.1.1

export HOST PORT
.DELETE_ON_ERROR:
.PHONY: help setup run demo test check pytest verify mutate sheet bench bench-large requirements audit clean

setup: .venv/.runtime build/.plotly

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; $(PYTHON) is older. Try: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	$(PIP) install -r requirements.txt
	@touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	$(PIP) install -r requirements-dev.txt
	@touch $@

# An optional part: without npm, or without a network, pages load the bundle that plotly ships.
build/.plotly: Makefile
	@mkdir -p build
	@if command -v npm >/dev/null && npm install --prefix build/npm --no-save --no-audit --no-fund --ignore-scripts \
	    --fetch-retries=1 --fetch-timeout=30000 --silent "$(PLOTLY_BUNDLE)" \
	  && cp build/npm/node_modules/plotly.js-basic-dist-min/plotly-basic.min.js build/; \
	then echo "Plotly's basic bundle is in build/."; \
	else echo "npm gave no basic bundle of Plotly; the one that plotly ships is served instead (larger, same charts)."; fi
	@touch $@

run: setup
	$(BIN)/python -m etl build --data "$(DATA)"
	TYOPOYTA_RELEASES="$(DATA)/releases" exec $(BIN)/python -m dashboard serve

# A folder, releases and a port of its own, so that made-up figures never stand where real ones are served.
demo: PORT := $(if $(filter file,$(origin PORT)),8051,$(PORT))
demo: setup
	$(BIN)/python -m demo --data "$(DATA)"
	$(BIN)/python -m etl meeting seal 2021-12-13 --data build/demo/data
	$(BIN)/python -m etl build --data build/demo/data --out build/demo/releases
	TYOPOYTA_RELEASES=build/demo/releases exec $(BIN)/python -m dashboard serve

# Where no secret can stand: hashes of packages and of files, and figures.
NO_SECRETS := ':!requirements*.txt' ':!data/histories' ':!tests/fixtures/*/histories' ':!tests/dashboard/exports/held'

check: .venv/.development build/.scanned
	$(BESIDE) $(BIN)/ruff check .
	$(BESIDE) $(BIN)/mypy
	$(BESIDE) $(BIN)/lint-imports
	@git -c core.quotePath=false ls-files -- $(NO_SECRETS) >build/.names
	@git hash-object --stdin-paths <build/.names | paste - build/.names | sort >build/.scanning
	@comm -13 build/.scanned build/.scanning | cut -f 2 | tr '\n' '\0' | $(BESIDE) xargs -0 $(BIN)/detect-secrets-hook
	@mv build/.scanning build/.scanned

# The files in which the last look for secrets found none, each with its hash: they are not read again until they change.
build/.scanned: .venv/.development Makefile
	@mkdir -p build
	@: >$@

# The checks run beside the tests and take the processor time that these leave. Bytecode is kept even where the environment
# says otherwise: without it every process compiles anew the tests and all of ours that it imports.
test pytest: export PYTHONDONTWRITEBYTECODE :=
test: setup .venv/.development
	@$(BIN)/python -m tests.browser.chromium --install
	@$(BIN)/python -m tests.dashboard.exports.pango --install
	@$(MAKE) --no-print-directory --jobs=2 --keep-going BESIDE=nice check pytest

pytest: setup .venv/.development
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

ROWS ?= 200000
bench: setup
	$(BIN)/python -m benchmarks --rows $(ROWS)

LARGE ?= 10000000
bench-large: setup
	$(BIN)/python -m benchmarks --large $(LARGE)

EACH ?= 40
mutate: setup .venv/.development
	$(BIN)/python -m mutation --each $(EACH) $(if $(SEED),--seed $(SEED))

verify: setup .venv/.development
	@$(BIN)/python -m tests.browser.chromium --install
	@$(BIN)/python -m tests.verify.libreoffice --install
	@$(BIN)/python -m tests.verify.poppler --install
	$(BIN)/python -m pytest -m verify tests/verify --verbose -n auto

SHEET := $(BIN)/python -m tests.dashboard.charts.sheet
sheet: setup .venv/.development
	$(BIN)/python -m etl build --data "$(DATA)" --out build/sheets/releases
	$(BIN)/python -m demo --data "$(DATA)" --out build/sheets/data
	$(BIN)/python -m etl build --data build/sheets/data --out build/sheets/demo
	for lang in fi sv en; do \
	  $(SHEET) build/sheets/releases $$lang build/sheets/$$lang.html && $(SHEET) build/sheets/demo $$lang build/sheets/demo-$$lang.html || exit 1; \
	done

COMPILE := $(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --generate-hashes --allow-unsafe
requirements: export CUSTOM_COMPILE_COMMAND := make requirements
requirements: .venv/.development
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

# Fails where it finds something, and also where it could not ask: a silent audit looks like a clean one.
audit: .venv/.development
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.txt -r requirements-dev.txt

clean:
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
