# Every command that people and .ci/run use. Python >= 3.11 is all that has to be there.
PYTHON ?= python3
BIN := .venv/bin
EVAL := $(or $(TIMELINE_EVAL),../shared/eval)

.PHONY: serve test check quality bench bucket lock clean faults fuzz soak

serve: .venv/installed ## reduce the drops in seeds/ and serve on http://127.0.0.1:8000
	@$(BIN)/timeline serve $(ARGS)

test: export PYTHONDONTWRITEBYTECODE = # children start in half the time where modules lie compiled
test: .venv/tested ## install what tests need and run them all
	$(BIN)/coverage erase
	$(BIN)/pytest --cov --cov-report= --cov-fail-under=0 $(ARGS)
	$(BIN)/coverage report

check: .venv/tested ## lint, format, types, import rule
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -q -n 0 tests/test_architecture.py

quality: .venv/tested ## extraction scores against the pinned floors
	TIMELINE_EVAL=$(EVAL) $(BIN)/python tests/quality.py

bench: .venv/tested ## ratios to a limit or a peer, in one run
	TIMELINE_EVAL=$(EVAL) $(BIN)/python tests/bench.py

faults: .venv/tested ## kill, crowd and starve the intake, and count what is lost or doubled
	$(BIN)/python tests/faults.py

fuzz: .venv/tested ## 20,000 generated drops against the reader (FUZZ=100000 for more), as many led by coverage with atheris, requests with schemathesis
	$(BIN)/python -m tests.fuzz
	$(BIN)/python -m tests.fuzz_coverage
	$(BIN)/python -m tests.fuzz_service

soak: .venv/tested ## ten minutes of drops, readers and kills (SOAK=60 for one)
	$(BIN)/python tests/soak.py
	$(BIN)/python tests/soak_steady.py

bucket: .venv-bucket/installed ## an environment with the extra `bucket`, and a server for its tests

lock: ## new versions and hashes (needs uv)
	uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 pyproject.toml --group build -o requirements/run.txt
	uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 pyproject.toml --group build --group test -c requirements/run.txt -o requirements/test.txt
	uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 pyproject.toml --extra bucket --group build --group bucket -o requirements/bucket.txt

clean:
	rm -rf .venv .venv-bucket var

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with: make PYTHON=python3.11")'
	@echo 'Installing into .venv, once; this takes half a minute …'
	@$(PYTHON) -m venv .venv

.venv/installed: requirements/run.txt pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/tested: requirements/test.txt .venv/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/test.txt
	@touch $@

.venv-bucket/installed: requirements/bucket.txt pyproject.toml
	@$(PYTHON) -m venv .venv-bucket
	@.venv-bucket/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/bucket.txt
	@.venv-bucket/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
