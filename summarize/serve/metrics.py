"""Metrics of requests for Prometheus: numbers only, nothing of the texts."""

from __future__ import annotations

import time
from collections import Counter, defaultdict

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """Requests by route and status, their durations, and how many are in progress."""

    def __init__(self) -> None:
        self.in_work = 0
        self._requests: Counter[tuple[str, int]] = Counter()
        self._within: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(BUCKETS))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests[route, status] += 1
        self._seconds[route] += seconds
        for number, bound in enumerate(BUCKETS):
            self._within[route][number] += seconds <= bound

    def to_text(self) -> str:
        """Return the numbers in the text format of Prometheus.

        >>> metrics = Metrics()
        >>> metrics.count("/v1/summaries", 200, 0.02)
        >>> 'summarize_requests_total{route="/v1/summaries",status="200"} 1' in metrics.to_text()
        True
        """
        lines = ["# TYPE summarize_requests_total counter"]
        for (route, status), n in sorted(self._requests.items()):
            lines.append(f'summarize_requests_total{{route="{route}",status="{status}"}} {n}')
        lines.append("# TYPE summarize_request_seconds histogram")
        for route in sorted(self._within):
            n = sum(count for (counted, _), count in self._requests.items() if counted == route)
            bounds = [*map(str, BUCKETS), "+Inf"]
            for bound, within in zip(bounds, [*self._within[route], n], strict=True):
                lines.append(f'summarize_request_seconds_bucket{{route="{route}",le="{bound}"}} {within}')
            lines.append(f'summarize_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}')
            lines.append(f'summarize_request_seconds_count{{route="{route}"}} {n}')
        lines += ["# TYPE summarize_requests_in_work gauge", f"summarize_requests_in_work {self.in_work}"]
        return "\n".join(lines) + "\n"


class Counting:
    """Counts the requests to an application.

    Args:
        app: the application.
        metrics: where they are counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and count it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = time.perf_counter(), 499  # unless a response begins, the client has gone away

        async def _note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, _note_status)
        finally:
            self._metrics.count(_route_of(scope), status, time.perf_counter() - start)


def _route_of(scope: Scope) -> str:
    """Return the path of the route that answered; never the path of the request, which may be anything."""
    route = scope.get("route")
    return str(getattr(route, "path", "other"))
