#!/bin/bash
# ./dev soak: what takes too long for every change. The server dies 10,000 times.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
# shellcheck source=postgres.sh
. "$workshop/postgres.sh"
compile asan ykien-server
install_packages
start_postgres || die 'no PostgreSQL'
# A copy: another build meanwhile would change what is tried.
YKIEN_SERVER=$(mktemp "${TMPDIR:-/tmp}/ykien-server-XXXXXX")
install -m 755 build/asan/server/ykien-server "$YKIEN_SERVER"
export YKIEN_SERVER
export YKIEN_KILLS=${YKIEN_KILLS:-3400}
node --test --test-timeout=14400000 --test-reporter=spec tests/server/durability.test.mjs
