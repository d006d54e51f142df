# Every path is relative and every script is called by sh, so that a clone works in any folder.
.DEFAULT_GOAL := help
.PHONY: help run test check screenshots bench venv lock clean

BIN := .venv/bin
# The tests start hundreds of processes: each would compile the whole house again.
unexport PYTHONDONTWRITEBYTECODE
QUIET := QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 20

run: ## set up, then the sample desk: in a window, or without a screen the main job from end to end
	@sh scripts/set-up run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/tipdesk demo; \
	else $(QUIET) $(BIN)/tipdesk demo --headless; fi

test: ## set up, then the whole suite, offscreen
	@sh scripts/set-up test
	$(QUIET) $(BIN)/python -m pytest

check: ## style, types, imports between rooms, sizes; seconds
	@sh scripts/set-up test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/architecture/test_sizes.py

screenshots: ## pictures of the window, light and dark, into out/screenshots
	@sh scripts/set-up run
	rm -rf out/sample out/screenshots
	$(QUIET) $(BIN)/tipdesk demo --headless --into out/sample --screenshots out/screenshots

bench: ## the budgets, measured on this machine
	@sh scripts/set-up test
	@sh scripts/system-packages bench
	$(QUIET) $(BIN)/python -m pytest -m bench -o faulthandler_timeout=0

venv: ## .venv with everything that developing needs
	@sh scripts/set-up test

lock: ## write requirements*.txt from pyproject.toml; with UPGRADE=1 newer versions
	@sh scripts/set-up test
	sh scripts/lock $(if $(UPGRADE),--upgrade)

clean: ## remove what the other commands made
	rm -rf .venv out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
