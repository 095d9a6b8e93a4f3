# 寄り添い: 六つの命令 / six commands
#   make install   .venv と全部の部品(ハッシュで確かめる)     sets up .venv from the hashed lock file
#   make run       デモの市で起動する                          starts the demo city, prints the address
#   make test      このコンピューターでできる検査を全部         every test this computer can run
#   make check     書き方・型・依存の検査のあと make test       lint, types, import contracts, then the tests
#   make bench     速さを測る                                  measures
#   make docs      用語集・指標・できることの一覧・スキーマ     glossary, indicators, coverage and schemas
# 追加の引数 / further arguments: make run ARGS="--port 8001"

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
ARGS ?=
# SLOW=1: 長い検査も行う(.ci/run) / the slow tests too
SLOW ?=
# WORKERS=0: 一つずつ順に / one after the other. A file's tests stay together: they share what they set up.
WORKERS ?= auto
# mypy --strict judges what ships; tests prove themselves by running
TYPED := $(wildcard events services deploy bench)

.PHONY: help install run test check bench docs
.DEFAULT_GOAL := help

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

install: $(STAMP)
	@echo "準備ができています。次は make run（デモの市で起動） / Ready. Next: make run (starts the demo city)"

# Written last: an installation that was interrupted is done again. Nothing is done while both files are older.
$(STAMP): requirements-dev.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python がありません。/ Python is missing: sudo apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 以上が要ります。/ Python 3.11 or newer is needed: $$($(PYTHON) --version). make PYTHON=python3.11 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "venv がありません。/ venv is missing: sudo apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "部品を入れています(初めは1〜2分)… / installing from the lock file (a minute or two the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-index --no-deps --no-build-isolation -e .
	@touch $(STAMP)

run: $(STAMP)
	@exec $(BIN)/yorisoi run --demo $(ARGS)

test: $(STAMP)
	@slow=0; $(if $(SLOW),$(BIN)/python -m pytest -m slow $(ARGS) || slow=$$?;) \
	$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder -m "not slow" $(ARGS) && exit $$slow

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict $(TYPED)
	$(BIN)/lint-imports
	@$(BIN)/python -m tests.architecture.sizes
	@$(MAKE) --no-print-directory test

bench: $(STAMP)
	@exec $(BIN)/yorisoi bench $(ARGS)

docs: $(STAMP)
	@$(BIN)/python -m deploy.documents
