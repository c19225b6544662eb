#!/bin/bash
# ./dev build: the wasm module, then dist/.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
compile wasm
bundle
