#!/usr/bin/env bash
# Succeeds when Tidemark answers 200 on the path (default: it is ready). Needs bash alone, so the image carries no curl.
set -eu
path=${1:-/q/health/ready}
exec 3<>"/dev/tcp/127.0.0.1/${QUARKUS_HTTP_PORT:-8080}"
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$path" >&3
read -r _ status _ <&3
[ "$status" = 200 ]
