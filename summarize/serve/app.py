"""The application: which path does what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from summarize.checks import show
from summarize.errors import InvalidTypeError, MissingExtraError
from summarize.extras import install_command
from summarize.serve.settings import Settings
from summarize.version import __version__

try:
    import python_multipart as _forms  # noqa: F401 (which FastAPI imports once a form comes)
    from fastapi import FastAPI, Request
    from starlette.exceptions import HTTPException
    from starlette.responses import Response
except ImportError as error:
    raise MissingExtraError(f"a server needs packages: {install_command('serve')} ({error.name})") from error

from summarize.serve.admission import Admission
from summarize.serve.answers import Answers
from summarize.serve.bodies import Bodies, Forgetting
from summarize.serve.failures import Failures
from summarize.serve.guard import Guard
from summarize.serve.metrics import Counting, Metrics
from summarize.serve.openapi import describe_security
from summarize.serve.problems import Problem
from summarize.serve.routes import api, probes
from summarize.serve.site.pages import page

_ABOUT = """Summaries, keywords and checks of any text or document. `summarize serve` runs this server.

Errors are problem details (RFC 9457), whose `detail` is a sentence for people. Offsets count code points."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the application of a server, for any ASGI server.

    Its worker processes start with its lifespan, or with the first requests if it is mounted in another
    application, and end with it or with this process.

    Args:
        settings: models, permissions and limits; ``Settings()`` by default.

    Raises:
        InvalidTypeError: these are no settings.
        InvalidTypeError, InvalidValueError: what is to be a model is none.

    >>> from fastapi.testclient import TestClient
    >>> create_app(Settings(workers=1)).version == __version__
    True
    """
    if settings is None:
        settings = Settings()
    if not isinstance(settings, Settings):
        raise InvalidTypeError(f"settings must be Settings(...), got {show(settings)}")
    metrics, answers, bodies = Metrics(), Answers(settings), Bodies(settings)

    @asynccontextmanager
    async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
        answers.start()
        try:
            yield
        finally:
            await answers.end()

    app = FastAPI(
        title="summarize",
        version=__version__,
        description=_ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.metrics = metrics
    app.state.answers = answers
    app.state.bodies = bodies
    app.state.admission = Admission(settings.max_requests, metrics)
    for router in (api, probes, page):
        app.include_router(router)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http_problem)
    app.add_middleware(Forgetting, bodies=bodies)
    app.add_middleware(Failures)
    app.add_middleware(Guard, settings=settings)
    app.add_middleware(Counting, metrics=metrics)
    describe_security(app, has_token=settings.token is not None)
    return app


def _problem(_: Request, error: Exception) -> Response:
    return error.response() if isinstance(error, Problem) else Problem(500, type(error).__name__).response()


def _http_problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    described = f"{request.scope.get('root_path', '')}/openapi.json"
    detail = f"there is nothing at {show(request.url.path)}; the API is described at {described}"
    if status == 405:
        detail = f"{request.method} is not for {show(request.url.path)}; see {described}"
    return Problem(status, detail, headers=dict(getattr(error, "headers", None) or {})).response()
