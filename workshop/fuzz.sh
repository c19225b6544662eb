# Sourced where the fuzzers run: each for YKIEN_FUZZ_SECONDS, two at once. Their corpora are in
# tests/data/fuzz; what they find by themselves stays in build/fuzz.
# shellcheck shell=bash

# fuzz_one NAME: says how it went, and which input broke a promise.
fuzz_one() {
  local name=$1 found=build/fuzz/found/$1 broken=build/fuzz/broken/$1- log=build/fuzz/$1.log
  mkdir -p "$found" build/fuzz/broken
  if "build/fuzz/tests/$name" -max_total_time="$YKIEN_FUZZ_SECONDS" -max_len=4096 -timeout=20 \
    -rss_limit_mb=2048 -artifact_prefix="$broken" "$found" "tests/data/fuzz/$name" \
    >"$log" 2>&1; then
    echo "ok: $name, $(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log") inputs"
  else
    tail -n 40 "$log"
    echo "FAILED: $name, $(grep -aoE "$broken[a-z]+-[0-9a-f]+" "$log" | tail -n 1), $log"
    return 1
  fi
}

# Fails where one of them does.
fuzz_all() {
  export YKIEN_FUZZ_SECONDS
  export -f fuzz_one
  # shellcheck disable=SC2016 # the inner shell's
  printf '%s\0' build/fuzz/tests/*_fuzz |
    xargs -0 -P 2 -I '{}' bash -c 'fuzz_one "${1##*/}"' fuzz_one '{}'
}
