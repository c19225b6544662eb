#!/bin/bash
# ./dev lint [--all]: shellcheck, eslint and tsc over everything; clang-tidy over the C++ files that
# differ from the main branch's, or all.
set -euo pipefail
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
bad=0
# -x reads what they source, the other scripts of the workshop, too.
shellcheck -x -P SCRIPTDIR dev .ci/run workshop/unpack workshop/stage-*.sh || bad=1
install_packages
node_modules/.bin/eslint . || bad=1
node_modules/.bin/tsc --project tsconfig.json || bad=1
node_modules/.bin/tsc --project web/imgui-twins || bad=1

changed_cpp() {
  local base
  if [[ ${1:-} == --all ]] || ! base=$(git merge-base HEAD origin/main 2>/dev/null); then
    git ls-files --cached --others --exclude-standard -- '*.cpp'
  else
    git diff --name-only --diff-filter=d "$base" -- '*.cpp'
    git ls-files --others --exclude-standard -- '*.cpp'
  fi
}

configure dev
clang_tidy=$(command -v clang-tidy-19 || command -v clang-tidy)
# Only what the native build compiles has flags to be read with.
changed_cpp "$@" | sort -u | while read -r file; do
  [[ ! -f $file ]] || ! grep -qF "/$file\"" build/dev/compile_commands.json || printf '%s\0' "$file"
done | xargs -0 -r -n 1 -P 2 "$clang_tidy" --quiet -p build/dev \
  2> >(grep -v 'warnings\? generated' >&2) || bad=1
exit "$bad"
