#!/bin/bash
# ./dev bench: speed of the core natively, then of the widget in wasm.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
compile release
[[ ! -x build/release/tests/ykien_bench ]] || build/release/tests/ykien_bench "$@"
compile wasm
bundle
exec node workshop/bench.mjs "$@"
