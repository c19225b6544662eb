#!/bin/bash
# ./dev size: the built widget against its budgets.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
compile wasm
bundle
exec node workshop/size.mjs "$@"
