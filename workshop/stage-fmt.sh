#!/bin/bash
# ./dev fmt [--check]: clang-format and prettier over our own sources.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
clang_format=$(command -v clang-format-19 || command -v clang-format)
clang_options=(-i) prettier_options=(--write --log-level warn)
if [[ ${1:-} == --check ]]; then
  clang_options=(--dry-run --Werror) prettier_options=(--check --log-level warn)
fi
install_packages

# What git knows or would take, less what is data.
ours() { git ls-files -z -co --exclude-standard --deduplicate -- "$@" ':!tests/data'; }

bad=0
mapfile -d '' -t files < <(ours '*.cpp' '*.h')
((${#files[@]} == 0)) || "$clang_format" "${clang_options[@]}" "${files[@]}" || bad=1
mapfile -d '' -t files < <(ours '*.css' '*.js' '*.mjs' '*.json' ':!*package-lock.json')
((${#files[@]} == 0)) || node_modules/.bin/prettier "${prettier_options[@]}" "${files[@]}" || bad=1
exit "$bad"
