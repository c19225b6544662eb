#!/bin/bash
# ./dev shell [COMMAND...]
set -euo pipefail
folder=$PWD
# shellcheck source=inside.sh
. "$(dirname "$0")/inside.sh"
cd "$folder"
[[ $# == 0 ]] || exec "$@"
PS1='ykien \w \$ ' exec bash --norc -i
