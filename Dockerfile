# docker build -t docent . && docker run -p 8080:8080 -v docent:/data docent

# The libraries, exactly as locked. Rebuilt only when requirements.txt changes.
FROM python:3.13-slim AS libraries
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/docent
ENV PATH=/opt/docent/bin:$PATH
WORKDIR /build
COPY requirements.txt ./
RUN pip install --require-hashes -r requirements.txt

# Docent itself, in a folder of its own: a change of code ships a few hundred kilobytes, not the libraries again.
FROM libraries AS program
COPY pyproject.toml requirements.in ./
COPY bot ./bot
COPY handlers ./handlers
RUN pip install --no-deps --no-build-isolation --prefix /program .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin docent \
    && install --directory --owner=docent --group=docent --mode=700 /data
ENV PATH=/opt/docent/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DOCENT_CONTENT=/srv/docent/content/iasp \
    DOCENT_DATA=/data \
    DOCENT_HOST=0.0.0.0 \
    DOCENT_PORT=8080
WORKDIR /srv/docent
COPY --from=libraries /opt/docent /opt/docent
COPY --from=program /program /opt/docent
USER docent
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ['DOCENT_PORT'] + '/health', timeout=4)"]
# Docent is process 1 and hears SIGTERM itself, so it needs neither a shell nor an init in front of it.
CMD ["docent", "run"]

# Content comes last: a change of an answer rebuilds this layer and no other.
COPY content ./content
