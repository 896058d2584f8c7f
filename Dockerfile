# syntax=docker/dockerfile:1
# Extractive summaries of files and texts; docs/containers.md says how to run it.
ARG PYTHON=3.11

FROM python:${PYTHON}-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE constraints.txt ./
COPY summarize summarize
RUN python -m venv /opt/summarize \
    && /opt/summarize/bin/pip install --no-cache-dir --constraint constraints.txt '.[readers,segmentation,serve]'

FROM python:${PYTHON}-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin summarize
COPY --from=build /opt/summarize /opt/summarize
ENV PATH="/opt/summarize/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /data
ENTRYPOINT ["summarize"]
CMD ["--help"]
