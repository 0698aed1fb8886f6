# make site   check the records and build the site into site/
# make serve  look at it, with live reload
# make test   linters, types, import floors, all tests, browser tests too
# make accept accept a change of the example site's expected tree
# make docs   write docs/rules.md and the data dictionary anew
# make bench  time gongkai and its peers side by side
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: site serve test check docs accept bench browser screenshot lock clean

site: $(READY)
	$(BIN)/gongkai check
	$(BIN)/gongkai build

serve: $(READY)
	$(BIN)/gongkai serve

check: $(READY)
	$(BIN)/gongkai check

$(READY): requirements-dev.lock pyproject.toml scripts/prepare.sh
	sh scripts/prepare.sh environment "$(PYTHON)" "$(VENV)"
	touch $@

browser: $(READY)
	sh scripts/prepare.sh browser "$(BIN)"

test: $(READY) browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto -m "not browser"
	$(BIN)/pytest -m browser

docs: $(READY)
	$(BIN)/python scripts/write_docs.py

accept: $(READY)
	$(BIN)/python -m tests.example_site

screenshot: $(READY) browser
	$(BIN)/python scripts/screenshot.py

bench: $(READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m benchmarks

lock: $(READY)
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header -o requirements-dev.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra bench --universal --python-version 3.11 --generate-hashes --no-header -o requirements-bench.lock

clean:
	rm -rf build dist .gongkai .mypy_cache .ruff_cache .pytest_cache
