"""The short form of the machine; `make machine` runs the long one with these variables and a seed."""

import os

from hypothesis import HealthCheck, settings

from tests.machine.machine import Machine

RUNS, STEPS = "MACHINE_RUNS", "MACHINE_STEPS"

TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=int(os.environ.get(RUNS, "300")),
    stateful_step_count=int(os.environ.get(STEPS, "50")),
    derandomize=RUNS not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
