# Needs Python 3.11 or newer, make and git; the first target that needs more brings it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin

# The stamps know the folder: a moved clone makes its environment anew, for it holds full paths.
HERE := $(shell pwd | cksum | cut -d ' ' -f 1)
LIBRARIES := .venv/libraries-$(HERE)
INSTALLED := .venv/installed-$(HERE)

ARGS ?=

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: $(INSTALLED) ## two phones to try at http://127.0.0.1:8000 (ARGS="--port 9000")
	@$(BIN)/solitexto demo $(ARGS)

.PHONY: test
test: $(INSTALLED) ## all tests; brings PostgreSQL, Redis and Chromium (ARGS="-k stop")
	@$(BIN)/python tests/programs.py
	@$(BIN)/pytest $(ARGS)

.PHONY: check
check: $(INSTALLED) ## format, lint, types, import rule, catalogues
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/test_rules.py

.PHONY: faults
faults: $(INSTALLED) ## break everything on purpose (ARGS="--scale 0.1 web_killed")
	@$(BIN)/python tests/programs.py
	@$(BIN)/python -m tests.faults $(ARGS)

.PHONY: chat
chat: $(INSTALLED) ## talk with it in this terminal
	@$(BIN)/solitexto chat $(ARGS)

.PHONY: bench
bench: $(INSTALLED) ## measure it on this machine
	@$(BIN)/solitexto bench $(ARGS)

.PHONY: serve
serve: $(INSTALLED) ## the web server, with the settings of .env
	@$(BIN)/solitexto serve $(ARGS)

.PHONY: worker
worker: $(INSTALLED) ## the background, with the settings of .env
	@$(BIN)/solitexto worker $(ARGS)

.PHONY: migrate
migrate: $(INSTALLED) ## bring the database up to date
	@$(BIN)/solitexto migrate $(ARGS)

.PHONY: lock
lock: ## resolve the libraries again (ARGS=--upgrade for the newest)
	@python=$$(sh .ci/python) && "$$python" .ci/lock.py $(ARGS)

.PHONY: clean
clean: ## remove what was made, but var/, where data and keys are
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -rf .import_linter_cache test-output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(LIBRARIES): requirements.lock .ci/environment.py
	@python=$$(sh .ci/python) && "$$python" .ci/environment.py
	@touch $@

$(INSTALLED): $(LIBRARIES) pyproject.toml
	@PIP_USER=0 $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@
