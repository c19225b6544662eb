#!/bin/bash
# ./dev bench: speed of the core natively, then of the widget in wasm.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
compile release core_bench
compile wasm
bundle
exec node workshop/bench.mjs "$@"
