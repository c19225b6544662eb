#!/bin/bash
# ./dev soak: what takes too long for every change. The server's tests under the thread sanitizer;
# then it dies 10,000 times, its disk fails at each of the first 500 calls, its database's first
# machine dies 100 times, 100,000 connections begin a request without end, 10,000 deeds of many at
# once are judged, and 100,000 drafts by it and by the module; each fuzzer runs for an hour.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
# shellcheck source=postgres.sh
. "$workshop/postgres.sh"
# shellcheck source=fuzz.sh
. "$workshop/fuzz.sh"
tsan=(api author discussion events http_server outside_filter proof_of_work rates service store)
configure tsan
cmake --build --preset tsan --target "${tsan[@]/%/_test}" -- --quiet
compile asan ykien-server
compile fuzz
compile wasm
install_packages
start_postgres || die 'no PostgreSQL'
# Without randomised addresses, which its shadow memory does not always take.
for name in "${tsan[@]}"; do setarch -R "build/tsan/tests/${name}_test"; done
# A copy: another build meanwhile would change what is tried.
export YKIEN_SERVER=$project/build/soak-server
install -m 755 build/asan/server/ykien-server "$YKIEN_SERVER"
export YKIEN_KILLS=${YKIEN_KILLS:-3400} YKIEN_FAULTS=${YKIEN_FAULTS:-500}
export YKIEN_DRAFTS=${YKIEN_DRAFTS:-100000} YKIEN_PROMOTIONS=${YKIEN_PROMOTIONS:-100}
export YKIEN_DEEDS=${YKIEN_DEEDS:-10000} YKIEN_HALF_OPEN=${YKIEN_HALF_OPEN:-100000}
node --test --test-concurrency=1 --test-timeout=14400000 --test-reporter=spec \
  tests/server/{durability,faults,differential,promotion,histories}.test.mjs
YKIEN_FUZZ_SECONDS=${YKIEN_FUZZ_SECONDS:-3600} fuzz_all
