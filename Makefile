# Two commands on a fresh machine (Python 3.11 or newer, make): `make run` and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run test check format clean

run: $(VENV)/.ready
	$(BIN)/python cli.py run data/raw --out data/processed

test: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

format: $(VENV)/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	$(BIN)/python -m compileall -q cli.py pipeline
	@touch $@

clean:
	rm -rf $(VENV) $(addprefix data/processed/,current CURRENT .snapshots .staging .lock)
