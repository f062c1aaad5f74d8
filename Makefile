# The few commands a newcomer needs. Each sets up its own .venv first.
PYTHON ?= python3
VENV := .venv
RIVALS := .venv-bench
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup demo run test lint check pictures safety-report mutations bench limits cluster kills backlog reminders faults hours weather stops fuzz sabotage machine audit coverage clean

help:  ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Lumbo needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements/run.txt
	$(PIP) install --require-hashes --no-deps -r requirements/run.txt
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.txt
	$(PIP) install --require-hashes --no-deps -r requirements/dev.txt
	@touch $@ $(VENV)/.run $(VENV)/.drawing

$(VENV)/.drawing: $(BIN)/python requirements/drawing.txt
	$(PIP) install --require-hashes --no-deps -r requirements/drawing.txt
	@touch $@

setup: $(VENV)/.dev  ## everything for working on the code

demo: $(VENV)/.run  ## chat with the bot in a local page; no token needed
	$(BIN)/python -m bot demo

run: $(VENV)/.run  ## the bot on Telegram; needs TELEGRAM_BOT_TOKEN in .env
	$(BIN)/python -m bot run

check: $(VENV)/.run  ## validate content, texts and pictures
	$(BIN)/python -m bot check

test: $(VENV)/.dev  ## every test, PostgreSQL included
	$(BIN)/python -m pytest

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

pictures: $(VENV)/.drawing  ## draw again the pictures whose poses changed
	$(BIN)/python -m content.drawing

$(RIVALS)/.done: $(BIN)/python requirements/bench.txt
	$(BIN)/python -m venv $(RIVALS)
	$(RIVALS)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps -r requirements/bench.txt
	@touch $@

bench: $(VENV)/.dev $(RIVALS)/.done  ## how fast Lumbo is beside the alternatives; about ten minutes
	$(BIN)/python -m bench $(BENCH)

safety-report: $(VENV)/.run  ## let 1,000 simulated people live a year against the safety rules
	$(BIN)/python -m bot.simulation --people 1000 --days 365 --out docs/safety-report.md

mutations: $(VENV)/.dev  ## plant faults in the rules, one at a time, and show who notices
	$(BIN)/python -m tests.planted_faults mutations --out docs/planted-faults.md

cluster: $(VENV)/.dev  ## two web, two workers, PostgreSQL on this machine; one of each is killed and comes back
	$(BIN)/python -m bench.cluster

limits: $(VENV)/.dev  ## a crowded minute and 200 hold timers under Telegram's limits
	$(BIN)/python -m bench.limits

kills: $(VENV)/.dev  ## kill the bot while people chat: nothing lost, nothing twice
	$(BIN)/python -m bench.campaigns.kills

backlog: $(VENV)/.dev  ## 5,000 updates waited, pain reports last of all: each takes effect once, nobody hurt is invited
	$(BIN)/python -m bench.campaigns.backlog

fuzz: $(VENV)/.dev  ## 50,000 forged taps and 20,000 hostile updates: nothing of others changes
	$(BIN)/python -m tests.hostile

sabotage: $(VENV)/.dev  ## break the machine room, one fault at a time, and show who notices
	$(BIN)/python -m tests.planted_faults sabotage --out docs/planted-faults.md

machine: $(VENV)/.dev  ## 5,000 random histories of 100 steps: every promise holds after each
	$(BIN)/python -m tests.machine

reminders: $(VENV)/.dev  ## kill and freeze bots while reminders are due: none lost, none thrice
	$(BIN)/python -m bench.campaigns.reminders

faults: $(VENV)/.dev  ## fail every commit, call and crash point of the core stories, one by one
	$(BIN)/python -m bench.campaigns.nth

hours: $(VENV)/.dev  ## every minute around every change of clocks in every zone for three years
	$(BIN)/python -m bench.campaigns.hours

weather: $(VENV)/.dev  ## 20,000 reminders among 403s, 429s, server errors and lost replies
	$(BIN)/python -m bench.campaigns.weather

stops: $(VENV)/.dev  ## end the bot in the middle of its work, 50 times: in time, nothing twice
	$(BIN)/python -m bench.campaigns.stops

audit: $(VENV)/.dev  ## known weaknesses in what the running bot depends on
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements/run.txt

coverage: $(VENV)/.dev  ## branch coverage of the rules
	$(BIN)/python -m pytest --cov=bot/domain --cov-branch --cov-report=term-missing tests/domain

clean:  ## remove the environment and scratch data
	rm -rf $(VENV) $(RIVALS) .pytest_cache .mypy_cache .ruff_cache
