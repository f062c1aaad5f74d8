# Lumbo as one small image: docker build -t lumbo .
FROM python:3.11-slim-bookworm

# The pinned tzdata package is the one source of time zones; nothing is written beside the code.
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONTZPATH="" \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --require-hashes --no-deps -r requirements/run.txt

COPY bot bot
COPY handlers handlers
COPY content content
COPY db db
RUN python -m compileall -q bot handlers content db \
 && python -m bot check \
 && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin lumbo \
 && install -d -o lumbo -g lumbo -m 0700 /data

USER 10001:10001
VOLUME /data

ENV DATABASE_URL=sqlite:////data/lumbo.db \
    METRICS_LISTEN=127.0.0.1:9090

# Unhealthy when reminders no longer beat, Telegram no longer answers or the database cannot be written.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['METRICS_LISTEN'].rpartition(':')[2] + '/health', timeout=8)"]

# SIGTERM ends it gracefully within 10 seconds.
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
