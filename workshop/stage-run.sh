#!/bin/bash
# ./dev run [--port N]: builds what changed; then the comment server serves the demo pages, the
# widget's files and its API, with a database in build/demo.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
bash workshop/stage-build.sh
say 'building the comment server'
compile release ykien-server
state=build/demo
mkdir -p "$state"
[[ -s $state/secret ]] || head -c 32 /dev/urandom >"$state/secret"
exec build/release/server/ykien-server serve --site demo \
  --secret "$state/secret" --database "$state/comments.db" \
  --files /ykien/=dist --files /imgui/build/=build/wasm/imgui_twins \
  --files /imgui/=web/imgui-twins --files /=web/demo "$@"
