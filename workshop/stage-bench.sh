#!/bin/bash
# ./dev bench: speed of the core natively, of the widget in wasm, of the comment server.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"

# What is measured beside ours. Packages run no scripts: the driver is compiled here, with the
# SQLite that ours has.
install_peers() {
  local folder=build/peers lock=tests/bench/peers/package-lock.json
  local driver=$folder/node_modules/sqlite3
  cmp -s "$lock" "$folder/installed" && return
  say 'installing what the server is measured beside'
  mkdir -p "$folder" && rm -f "$folder/installed" && cp tests/bench/peers/package*.json "$folder" &&
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error &&
    mkdir -p "$driver/build/Release" &&
    g++ -O2 -shared -fPIC -std=c++17 -DNAPI_VERSION=6 -DNAPI_DISABLE_CPP_EXCEPTIONS \
      -I "$folder/node_modules/node-addon-api" -I /usr/include/node "$driver"/src/*.cc -lsqlite3 \
      -o "$driver/build/Release/node_sqlite3.node" &&
    cp "$lock" "$folder/installed"
}

for target in core_bench store_bench ykien-server; do compile release "$target"; done
compile wasm
bundle
[[ $# != 0 && $* != *server* ]] || install_peers || say 'no Waline: measured without it'
exec node workshop/bench.mjs "$@"
