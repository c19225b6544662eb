#!/bin/bash
# ./dev bench: speed of the core natively, of the widget in wasm, of the comment server.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
for target in core_bench store_bench ykien-server; do compile release "$target"; done
compile wasm
bundle
exec node workshop/bench.mjs "$@"
