"""A Ray of this machine, for the tests that need one."""

from collections.abc import Iterator
from typing import Any

import pytest

SETTINGS: dict[str, Any] = {
    "num_cpus": 3,
    "include_dashboard": False,
    "object_store_memory": 500_000_000,
    "log_to_driver": False,
    "logging_level": "ERROR",
}


@pytest.fixture(scope="package")
def ray() -> Iterator[Any]:
    """Ray, with room for two actors and for reading."""
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    ray.init("local", **SETTINGS)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()
