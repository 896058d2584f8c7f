"""Requests at the same time: what ends the thread that they run in ends the wait for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from summarize.abstractive.budget import Budget
from summarize.abstractive.engines.base import Request
from summarize.abstractive.engines.http.concurrently import Emit, concurrently
from summarize.abstractive.output import Output

REQUESTS = [Request("It rained.", 3, Budget(1, 9))] * 3


async def answer(client: str, request: Request, _: Emit) -> Output:
    return Output(f"{client}: {request.content}", True)


@asynccontextmanager
async def client() -> AsyncIterator[str]:
    yield "client"


@asynccontextmanager
async def broken_client() -> AsyncIterator[str]:
    raise OSError("no certificates")
    yield


def no_client() -> None:
    raise ImportError("no package for the proxy")


def test_each_has_its_number() -> None:
    found = sorted(concurrently(REQUESTS, client, answer), key=lambda result: result[0])
    assert found == [(number, Output("client: It rained.", True)) for number in range(3)]


@pytest.mark.parametrize(("make", "error"), [(broken_client, OSError), (no_client, ImportError)])
def test_a_client_that_cannot_be_made_is_an_error(make: object, error: type[Exception]) -> None:
    with pytest.raises(error, match="^no "):
        list(concurrently(REQUESTS, make, answer))
