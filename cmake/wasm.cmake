# The WebAssembly build: a bare module without Emscripten's JavaScript. web/src/abi.js instantiates
# it and supplies the few functions it imports. Every flag has its reason beside it.

if(NOT EMSCRIPTEN)
  return()
endif()

if(NOT EMSCRIPTEN_VERSION VERSION_EQUAL EMSDK_VERSION)
  message(FATAL_ERROR "This emcc is ${EMSCRIPTEN_VERSION}, but emsdk.env pins ${EMSDK_VERSION}.\n"
    "Fix: ./dev build brings its own; or run emsdk install and activate ${EMSDK_VERSION}.")
endif()

option(YKIEN_WASM_DEBUG "Checks and names instead of size" OFF)

target_compile_options(ykien_flags INTERFACE
  -fvisibility=hidden                 # only exports.txt is public
  $<$<COMPILE_LANGUAGE:CXX>:-fno-threadsafe-statics> # one thread
  -ffunction-sections -fdata-sections # what is not used is not shipped
  # Shorter code, and older in every engine than the OffscreenCanvas that we draw with.
  -mbulk-memory -mnontrapping-fptoint -msign-ext
)
if(YKIEN_WASM_DEBUG)
  target_compile_options(ykien_flags INTERFACE -O1 -g)
else()
  target_compile_options(ykien_flags INTERFACE
    -Oz   # bytes on the wire come first; hot loops override it for their one file
    -flto # removes code across the rooms' borders
    -DNDEBUG
    "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=." # the same bytes from any folder
  )
endif()

# Makes TARGET a module `<target>.wasm` that exports the functions named in `names_file`, one per
# line.
function(ykien_wasm_executable target names_file)
  set_property(DIRECTORY "${PROJECT_SOURCE_DIR}"
    APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${names_file}")
  file(STRINGS "${names_file}" names REGEX "^[A-Za-z_]")
  list(TRANSFORM names PREPEND "\"_")
  list(TRANSFORM names APPEND "\"")
  list(JOIN names ",\n" names)
  set(response "${CMAKE_CURRENT_BINARY_DIR}/${target}-exports.json")
  file(CONFIGURE OUTPUT "${response}" CONTENT "[\n@names@\n]\n" @ONLY)

  set_target_properties(${target} PROPERTIES SUFFIX .wasm LINK_DEPENDS "${response}")
  target_link_options(${target} PRIVATE
    -sSTANDALONE_WASM --no-entry          # a library without main and without JavaScript
    -sSTRICT                              # no deprecated behaviour, nothing linked by default
    "-sEXPORTED_FUNCTIONS=@${response}"
    -sERROR_ON_UNDEFINED_SYMBOLS=1        # imports are declared in the source, never guessed
    -sFILESYSTEM=0                        # no files, hence no file calls to import
    -sSUPPORT_LONGJMP=0                   # nobody jumps
    -sMALLOC=emmalloc                     # the smallest allocator; its checking kinds import EM_ASM
    -sALLOW_MEMORY_GROWTH=1               # ten thousand comments need more than a short article
    -sINITIAL_HEAP=2MB                    # enough for the first article
    -sSTACK_SIZE=128KB                    # parsers have depth limits
    -Wl,--stack-first                     # nothing lies below it: too deep a call traps
  )
  if(YKIEN_WASM_DEBUG)
    target_link_options(${target} PRIVATE
      -O1 -g
      -sASSERTIONS=1
    )
  else()
    target_link_options(${target} PRIVATE
      -Oz -flto
    )
    # -sEVAL_CTORS is missing: with STANDALONE_WASM it fails in 3.1.69, which looks for the
    # JavaScript file.
  endif()
endfunction()
