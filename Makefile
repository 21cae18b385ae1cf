# Every target goes through bootstrap.py, which makes .venv/ when needed.
# Pass more arguments with ARGS, e.g.: make test ARGS="-k calendar"
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) bootstrap.py
DEV = $(BOOTSTRAP) --dev run
# One version of each package for every Python and system: a page must not depend on either.
COMPILE = $(BOOTSTRAP) --uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes \
	--python-version 3.11.2 --only-binary :all: --annotation-style line --custom-compile-command "make lock" $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-long bench bench-check bench-cluster bench-hostile bench-pages lint format accept lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

site: ## build the website
	$(BOOTSTRAP) build $(ARGS)

serve: ## preview the website, rebuilt on every change
	$(BOOTSTRAP) serve $(ARGS)

check: ## check the sources and build nothing
	$(BOOTSTRAP) check $(ARGS)

test: lint ## lint, then run all tests
	$(DEV) pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

test-long: ## the property tests many times over, 100,000 generated years of grades among them: half an hour
	JIANGPU_LONG=1 $(DEV) pytest tests/property tests/browser/test_hostile.py tests/browser/test_access.py tests/browser/test_look.py \
		tests/browser/test_search.py tests/diagnostics/test_fingerprint.py tests/website/test_difference.py tests/website/test_search.py \
		tests/commands/test_build.py::test_a_build_killed_at_any_moment_never_leaves_a_mixed_site -m "long or not long" $(ARGS)

bench: ## how long builds of 12,000 pages take, beside Hugo, MkDocs with Material, Zensical and Pagefind: half an hour
	$(DEV) python benchmarks/build.py $(ARGS)

bench-check: ## how long check takes, against a bare parse of the same files
	$(DEV) python benchmarks/check.py $(ARGS)

bench-cluster: ## whether a cluster of two workers gives the same site, and how long it takes
	$(DEV) python benchmarks/cluster.py $(ARGS)

bench-hostile: ## how long hostile studios take, and what they cost the others: some minutes
	$(DEV) python benchmarks/hostile.py $(ARGS)

bench-pages: ## what a first visit to a page weighs, and what Lighthouse says of it where it is found
	$(DEV) python benchmarks/pages.py $(ARGS)

lint: ## check style, types and who imports whom
	$(DEV) ruff check
	$(DEV) ruff format --check
	$(DEV) mypy
	$(DEV) lint-imports --no-logo

format: ## format the code and mend what can be mended
	$(DEV) ruff check --fix
	$(DEV) ruff format

accept: ## rewrite the golden files from what the tests get now; review the diff
	$(DEV) pytest --accept $(ARGS)

lock: ## recompile requirements/ (newer versions: make lock ARGS=--upgrade)
	$(COMPILE) pyproject.toml --group dev --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --group build --constraints requirements/dev.txt --output-file requirements/runtime.txt
	$(COMPILE) --group uv --output-file requirements/uv.txt
	$(COMPILE) --group bench --constraints requirements/dev.txt --output-file requirements/bench.txt

clean: ## remove what was built and the caches, but not .venv/
	rm -rf site dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +
