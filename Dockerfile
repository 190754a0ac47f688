# The sync service, built from a checkout: docker build --tag tract .
# See docs/docker.md for how it is run.

# Debian with Node.js 20.19 or newer and npm.
ARG BASE=node:22-bookworm-slim

FROM ${BASE} AS build
WORKDIR /build
COPY . .
# In one layer, so that what only the build needs is never kept. No package runs anything of its own, and what is optional is for
# developers.
RUN npm ci --omit=optional --ignore-scripts --no-audit --no-fund \
    && npm run build \
    && npm prune --omit=dev --no-audit --no-fund

FROM ${BASE}
ARG BASE
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Tract" \
      org.opencontainers.image.description="Keeps a git repository of Markdown tickets and a Jira project in two-way sync" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${BASE}"
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates git openssh-client \
    && rm -rf /var/lib/apt/lists/*
# The ids and paths of scripts/install-service.sh. A new volume at /opt/tract/git takes over whose this folder is.
RUN groupadd --system --gid 751 tract \
    && useradd --system --uid 751 --gid tract --home-dir /opt/tract --no-create-home --shell /usr/sbin/nologin tract \
    && install --directory --mode=750 --owner=tract --group=tract /opt/tract/git /opt/tract/config \
    && ln --symbolic /opt/tract/tract-sync/dist/cli/main.js /usr/local/bin/tract
WORKDIR /opt/tract
COPY --from=build /build/node_modules tract-sync/node_modules
COPY --from=build /build/dist tract-sync/dist
COPY --from=build /build/package.json /build/LICENSE tract-sync/
COPY --from=build /build/config tract-sync/config
USER 751:751
# Listening beyond loopback, it asks for an API key and does not start without one.
ENV TRACT_HOST=0.0.0.0 TRACT_PORT=3100
EXPOSE 3100
# What was accepted is answered, within 80 seconds: give it more with --stop-timeout or stop_grace_period.
STOPSIGNAL SIGTERM
# It is well as long as it answers, whatever Jira does.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.TRACT_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tract"]
CMD ["serve"]
