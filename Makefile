# What a person runs. Every target sets up first: a virtual environment, uv, and the locked versions; what only tests
# need is left out until a target needs it.
PYTHON ?= python3
CASE ?= data/sample
REPORT ?= report/$(notdir $(patsubst %/,%,$(CASE)))
SECONDS ?= 600
TIMES ?= 200
BIN := .venv/bin
UV := $(or $(shell command -v uv),$(BIN)/uv)

.PHONY: help setup tools report lab test lint notebooks validate bench fuzz faults audit environment clean
.DEFAULT_GOAL := help

help: ## list what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'
	@echo '  (CASE=path/to/folder gives report and lab another folder of articles)'

setup: $(BIN)/.ready ## make the virtual environment with the locked versions

$(BIN)/.ready: uv.lock pyproject.toml
	@echo 'Setting up .venv with the locked versions; the first time, this loads them.'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	@$(UV) sync --quiet --frozen --inexact --all-extras --no-dev
	@touch $@

tools: $(BIN)/.tools ## add what only tests and checks need

$(BIN)/.tools: $(BIN)/.ready
	@$(UV) sync --quiet --frozen --inexact --all-extras
	@touch $@

report: setup ## build the report of the sample case, and say where it is
	@$(BIN)/workbench report "$(CASE)" -o "$(REPORT)" || test $$? -eq 1

lab: setup ## open the notebooks in JupyterLab
	@$(BIN)/workbench lab "$(CASE)"

test: tools lint ## pass every test
	@$(BIN)/python -m pytest

lint: tools ## check style and types
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && $(BIN)/mypy

validate: setup ## re-run the committed notebooks and compare their outputs
	@$(BIN)/workbench validate

notebooks: setup ## re-run the committed notebooks and store their outputs
	@$(BIN)/python -c 'from workbench.report.committed import refresh_notebooks; refresh_notebooks()'

bench: setup ## measure speed and memory beside the peers, in one run (FULL=1: up to a million articles)
	@$(UV) sync --quiet --frozen --inexact --all-extras --group bench
	@$(BIN)/python benchmarks/run.py $(if $(FULL),--full)

fuzz: setup ## look for inputs that break something (SECONDS=600)
	@$(UV) sync --quiet --frozen --inexact --all-extras --group fuzz
	@$(BIN)/python -m fuzz.patterns
	@$(BIN)/python -m fuzz.memory
	@$(BIN)/python -m fuzz.run --seconds $(SECONDS)

faults: tools ## kill writers at random moments and look at what is left (TIMES=200)
	@$(BIN)/python benchmarks/faults.py --times $(TIMES)

audit: setup ## look for known weaknesses in the locked versions
	@mkdir -p build
	@$(UV) export --quiet --frozen --no-dev --all-extras --no-emit-project --output-file build/locked.txt
	@if $(BIN)/python -c "import urllib.request as r; r.urlopen('https://pypi.org/simple/pip/', timeout=10)" 2>/dev/null; \
	  then $(UV) tool run pip-audit --disable-pip --require-hashes -r build/locked.txt; \
	  else echo 'NOT AUDITED: the index that knows of weaknesses cannot be reached from here.'; fi

environment: setup ## write environment.yml anew from the lock file
	@sed '/^  - pip:$$/q' environment.yml > environment.new
	@$(UV) export --quiet --frozen --no-hashes --no-dev --no-annotate --no-header --all-extras --no-emit-project \
	  | sed 's/^/      - "/; s/$$/"/' >> environment.new
	@echo '      - -e .' >> environment.new
	@mv environment.new environment.yml

clean: ## delete what the other targets made
	rm -rf .venv report build dist .pytest_cache .mypy_cache .ruff_cache
