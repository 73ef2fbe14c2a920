# Docent's one-word commands. `make` alone lists them.
#
# Everything made here stays in this folder: .venv (libraries, and a browser where none is installed), .venv-lock,
# .venv-benchmarks, caches.
# A proxy or mirror from your pip configuration is used; no other setting of it matters, and no address is named here,
# because the hashes in requirements*.txt decide what may be installed, wherever it comes from.

PYTHON ?= python3
UV     := 0.13.9
# More for pytest, for instance: make test ARGS="-k definition -x"
ARGS   ?=

BIN       := .venv/bin
INSTALLED := .venv/.installed
READY     := .venv/.ready
CODE      := bot handlers tests
PIP        = $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet

export PIP_USER := 0
export PIP_REQUIRE_HASHES := 0
export PIP_REQUIRE_VIRTUALENV := 0
export PLAYWRIGHT_BROWSERS_PATH := $(CURDIR)/.venv/browsers
unexport PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT PIP_REQUIREMENT

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help install run dev check test format lock benchmarks clean plan browser FORCE

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

install: $(INSTALLED) ## set up Docent in .venv
	@echo 'Docent is ready: $(BIN)/docent'

run: $(INSTALLED) ## set up and start Docent
	@exec $(BIN)/docent run

dev: plan $(READY) browser ## set up what the checks and tests need as well

check: $(READY) ## lint, format, types and import rules
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy $(CODE)
	$(BIN)/lint-imports --no-logo

test: dev check ## set up, check, and run every test: what CI runs
	$(BIN)/python -m pytest $(ARGS)

format: $(READY) ## put the code in shape and mend what can be mended by itself
	$(BIN)/python -m ruff check --fix-only --quiet .
	$(BIN)/python -m ruff format .

# Versions stay as they are unless a .in file asks otherwise; `make lock UPGRADE=--upgrade` takes the newest of all.
lock: .venv-lock/.uv-$(UV) ## write requirements*.txt anew from requirements*.in
	@for name in requirements requirements-semantic requirements-dev requirements-benchmarks; do \
		.venv-lock/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
			--no-header $(UPGRADE) $$name.in -o $$name.txt || exit 1; \
	done
	@git diff --stat -- 'requirements*.txt' 2>/dev/null || true

benchmarks: .venv-benchmarks/.ready ## install what the benchmarks compare with

clean: ## remove all that make made; what Docent keeps in var/ stays
	rm -rf .venv .venv-lock .venv-benchmarks build dist docent.egg-info \
		.hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment works only where it was made. After the folder was moved or copied, or when its Python is gone,
# it is made anew.
ifneq ($(shell [ "$$(cat .venv/.place 2>/dev/null)" = "$$(pwd)" ] && $(BIN)/python -c 'print("works")' 2>/dev/null),works)
$(INSTALLED): FORCE
endif

$(INSTALLED): requirements.txt requirements.in pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
		echo 'Docent needs Python 3.11 or newer, and there is no $(PYTHON) here. Name yours: make PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Docent needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name a newer one: make PYTHON=python3.12"; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv'; exit 1; }
	@echo 'Installing the libraries of requirements.txt into .venv (about a minute the first time)'
	@if [ -e .venv/.place ] && [ "$$(cat .venv/.place)" != "$$(pwd)" ]; then rm -rf .venv; fi
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@pwd > .venv/.place
	@touch $@

$(READY): $(INSTALLED) requirements-dev.txt
	@echo 'Installing the tools of requirements-dev.txt into .venv'
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

.venv-lock/.uv-$(UV):
	@echo 'Installing uv $(UV), which works out the versions, into .venv-lock'
	@$(PYTHON) -m venv --clear .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check --no-input install --quiet uv==$(UV)
	@touch $@

.venv-benchmarks/.ready: requirements.txt requirements-semantic.txt requirements-benchmarks.txt
	@echo 'Installing Docent'\''s libraries, and those it is measured beside (requirements-benchmarks.txt), into .venv-benchmarks'
	@$(PYTHON) -m venv --clear .venv-benchmarks
	@.venv-benchmarks/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes \
		$(addprefix -r ,$^)
	@touch $@
	@echo 'Ready: .venv-benchmarks/bin/python -m benchmarks.answering'

# A name on PATH is not enough: on some systems it is only a note about where to get the browser.
HAS_BROWSER = for name in chromium chromium-browser google-chrome; do \
		$$name --version >/dev/null 2>&1 && exit 0; \
	done; \
	ls -d .venv/browsers/chromium*/INSTALLATION_COMPLETE >/dev/null 2>&1
AS_ROOT = [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null

plan:
	@$(MAKE) --question --no-print-directory $(READY) 2>/dev/null \
		|| echo 'Will install into .venv: Docent, its libraries (requirements.txt), and the tools for checks and tests (requirements-dev.txt).'
	@( $(HAS_BROWSER) ) || { \
		if $(AS_ROOT); then echo 'Will install on this system, with apt-get: chromium.'; \
		else echo 'Will download into .venv, with playwright: chromium.'; fi; \
		echo 'The tests open the web page in a real browser, and no Chromium or Chrome is on PATH.'; }

browser: $(READY)
	@( $(HAS_BROWSER) ) && exit 0; \
	if $(AS_ROOT); then \
		echo 'Installing chromium with apt-get'; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null; \
		( $(HAS_BROWSER) ) && exit 0; \
		echo 'apt-get brought no chromium that starts.'; \
	fi; \
	echo 'Downloading chromium with playwright'; \
	$(BIN)/python -m playwright install chromium || { \
		echo 'There is no browser for the tests. Install Chromium or Chrome, then run make again.'; exit 1; }
