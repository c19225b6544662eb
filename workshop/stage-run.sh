#!/bin/bash
# ./dev run [--port N]: builds what changed, then serves the demo pages.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
bash workshop/stage-build.sh
exec node workshop/serve.mjs "$@"
