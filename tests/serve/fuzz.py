"""Requests made of the OpenAPI document by schemathesis: no status that is not in it, and no 5xx.

usage: python -m tests.serve.fuzz CASES URL
"""

import sys
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@schemathesis.serializer("application/x-ndjson")
def lines(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def try_requests(url: str, n_cases: int) -> dict[int, int]:
    """Send about so many requests, half of them wrong on purpose; return how often each status came."""
    load_all_checks()
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
    statuses: dict[int, int] = {}
    operations = [found.ok() for found in schema.get_all_operations()]
    n_with_body = sum(bool(operation.body) for operation in operations)
    for operation in operations:
        n_each = max(1, n_cases // (2 * n_with_body)) if operation.body else 1
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            if operation.body or mode is GenerationMode.POSITIVE:  # else nothing can be wrong
                _try_operation(operation, mode, n_each, statuses)
    return statuses


def _try_operation(operation: Any, mode: GenerationMode, n_cases: int, statuses: dict[int, int]) -> None:
    @settings(
        max_examples=n_cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        response = case.call(timeout=60)
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        case.validate_response(response, checks=CHECKS)

    send()


if __name__ == "__main__":
    sys.stdout.write(str(try_requests(sys.argv[2].rstrip("/"), int(sys.argv[1]))) + "\n")
