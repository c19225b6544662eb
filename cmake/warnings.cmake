# What every target of ours links: `ykien_flags` (language and build kind), `ykien_warnings` (that,
# and warnings). Third-party code links ykien_flags alone.

add_library(ykien_flags INTERFACE)
target_compile_features(ykien_flags INTERFACE cxx_std_23)
if(YKIEN_SANITIZE)
  # Stop at the first report: a test that went on would pass.
  set(_sanitize -fsanitize=${YKIEN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(ykien_flags INTERFACE ${_sanitize})
  target_link_options(ykien_flags INTERFACE ${_sanitize})
  # A fuzzer finds as much as it tries.
  if(YKIEN_SANITIZE MATCHES "fuzzer")
    target_compile_options(ykien_flags INTERFACE -O1)
  endif()
endif()

add_library(ykien_warnings INTERFACE)
target_link_libraries(ykien_warnings INTERFACE ykien_flags)
target_compile_options(ykien_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wpedantic
  $<$<BOOL:${YKIEN_WERROR}>:-Werror>
)

# For shared/ and wasm/, where errors are values. Tests keep exceptions: Catch2 needs them.
function(ykien_no_exceptions target)
  target_compile_options(${target} PRIVATE
    -fno-exceptions
    $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>
  )
endfunction()

# Sources whose loops are worth their bytes: optimised for speed where everything else is for size.
function(ykien_hot_sources)
  if(EMSCRIPTEN AND NOT YKIEN_WASM_DEBUG)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O3)
  endif()
endfunction()
