#!/usr/bin/env bash
# Starts Tidemark once, asks it a few things and stops it, so that the JVM writes app.aot: what a start needs, ready made.
# What is asked reads no database. The PostgreSQL app needs none, so migrations and workers are off; the H2 app brings
# its own along, which has to have its tables, and is thrown away.
set -eu
app=${APP:-quarkus-app-postgresql}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export QUARKUS_HTTP_PORT=${TRAIN_PORT:-18080} QUARKUS_SCHEDULER_ENABLED=false
case $app in
  *postgresql) export QUARKUS_FLYWAY_MIGRATE_AT_START=false ;;
esac
export TIDEMARK_WORKERS_ENABLED=false TIDEMARK_API_AUTH=none
# Made for this run and gone with it.
TIDEMARK_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)
export TIDEMARK_SECRETS_KEY

java -XX:AOTCacheOutput=app.aot -jar quarkus-run.jar &
tidemark=$!
for _ in $(seq 60); do
  bash "$here/health.sh" /q/health/live 2>/dev/null && break
  kill -0 "$tidemark" || { echo "train: Tidemark did not start" >&2; exit 1; }
  sleep 1
done
for path in /q/openapi /q/metrics /api/v1/event-types /api/v1/event-types/ViewCompleted/schema; do
  bash "$here/health.sh" "$path"
done
kill -TERM "$tidemark"
wait "$tidemark" || true
rm -rf data
test -s app.aot
