"""Web services to compare with: one that returns its input, and one that calls sumy.

usage: python -m benchmarks.systems.peers.web_services PORT
"""

from __future__ import annotations

import sys

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Text(BaseModel):
    """The body of a request."""

    text: str


@app.post("/floor")
def repeat(body: Text) -> dict[str, str]:
    """Return the text."""
    return {"summary": body.text}


@app.post("/sumy")
def summarize(body: Text) -> dict[str, str]:
    """Return a summary by sumy's TextRank."""
    from benchmarks.systems.peers import sumy_textrank

    return {"summary": str(sumy_textrank.summarize(body.text))}


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning")
