# Third-party code, all of it. Found on the machine first; else, or with YKIEN_FETCH, the same
# versions from upstream, by commit: its hash covers every file. Targets: ykien_utf8proc,
# ykien_nlohmann, ykien_imgui, and Catch2::Catch2WithMain for the tests.
include(FetchContent)

# Sets ${name} to a folder that holds `header`: what -D${name} or the environment says, else
# `installed`, else upstream's.
function(ykien_find_source name header installed repository tag)
  if(NOT DEFINED ${name} AND DEFINED ENV{${name}})
    set(${name} "$ENV{${name}}")
  elseif(NOT DEFINED ${name} AND NOT YKIEN_FETCH AND EXISTS "${installed}/${header}")
    set(${name} "${installed}")
  endif()
  if(NOT DEFINED ${name})
    string(TOLOWER "${name}" content)
    # SOURCE_SUBDIR names nothing: its own CMake files are not read, the target is made below.
    FetchContent_Declare(${content} SOURCE_SUBDIR none
      GIT_REPOSITORY "${repository}" GIT_TAG "${tag}")
    FetchContent_MakeAvailable(${content})
    set(${name} "${${content}_SOURCE_DIR}")
  endif()
  if(NOT EXISTS "${${name}}/${header}")
    message(FATAL_ERROR "No ${header} in ${${name}}.\n"
      "Fix: -D${name}=<its folder>, or -DYKIEN_FETCH=ON.")
  endif()
  set(${name} "${${name}}" PARENT_SCOPE)
endfunction()

# Third-party warnings are not ours to fix.
function(ykien_third_party target)
  target_link_libraries(${target} PRIVATE ykien_flags)
  target_compile_options(${target} PRIVATE -w)
  set_target_properties(${target} PROPERTIES CXX_CLANG_TIDY "" EXPORT_COMPILE_COMMANDS OFF)
  ykien_no_exceptions(${target})
endfunction()

# utf8proc: one source for native and wasm, so that both count the same.
ykien_find_source(YKIEN_UTF8PROC_DIR utf8proc.h /opt/utf8proc
  https://github.com/JuliaStrings/utf8proc
  e5e799221b45bbb90f5fdc5c69b6b8dfbf017e78) # 2.11.3
file(STRINGS "${YKIEN_UTF8PROC_DIR}/utf8proc.h" _lines
  REGEX "define UTF8PROC_VERSION_(MAJOR|MINOR|PATCH) +[0-9]+")
string(REGEX REPLACE "[^0-9;]*8[^0-9;]*([0-9]+)[^0-9;]*" "\\1" _version "${_lines}")
list(JOIN _version "." _version)
ykien_require_version("utf8proc in ${YKIEN_UTF8PROC_DIR}"
  "${_version}" "${UTF8PROC_MINIMUM}" "${UTF8PROC_BELOW}"
  "-DYKIEN_UTF8PROC_DIR=<folder of such a source>, or -DYKIEN_FETCH=ON.")
add_library(ykien_utf8proc STATIC "${YKIEN_UTF8PROC_DIR}/utf8proc.c")
target_include_directories(ykien_utf8proc SYSTEM PUBLIC "${YKIEN_UTF8PROC_DIR}")
target_compile_definitions(ykien_utf8proc PUBLIC UTF8PROC_STATIC)
ykien_third_party(ykien_utf8proc)

# nlohmann/json: headers only, seen through a folder of their own: emcc must not see the rest of
# /usr/include.
find_path(YKIEN_NLOHMANN_DIR nlohmann/json.hpp
  PATHS /usr/local/include /usr/include NO_CMAKE_FIND_ROOT_PATH)
if(YKIEN_FETCH OR NOT YKIEN_NLOHMANN_DIR)
  FetchContent_Declare(nlohmann_source SOURCE_SUBDIR none
    GIT_REPOSITORY https://github.com/nlohmann/json
    GIT_TAG 9cca280a4d0ccf0c08f47a99aa71d1b0e52f8d03) # 3.11.3
  FetchContent_MakeAvailable(nlohmann_source)
  set(_headers "${nlohmann_source_SOURCE_DIR}/include/nlohmann")
else()
  set(_headers "${YKIEN_NLOHMANN_DIR}/nlohmann")
endif()
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/nlohmann")
file(CREATE_LINK "${_headers}" "${PROJECT_BINARY_DIR}/nlohmann/nlohmann" SYMBOLIC)
add_library(ykien_nlohmann INTERFACE)
target_include_directories(ykien_nlohmann SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/nlohmann")

# Dear ImGui: our settings for it are wasm/ui/ykien_imconfig.h.
if(EXISTS "${PROJECT_SOURCE_DIR}/wasm/ui/ykien_imconfig.h")
  ykien_find_source(YKIEN_IMGUI_DIR imgui.h /opt/imgui https://github.com/ocornut/imgui
    45acd5e0e82f4c954432533ae9985ff0e1aad6d5) # 1.92.2b
  file(STRINGS "${YKIEN_IMGUI_DIR}/imgui.h" _lines REGEX "define IMGUI_VERSION +\"")
  string(REGEX MATCH "[0-9]+\\.[0-9]+(\\.[0-9]+)?" _version "${_lines}")
  ykien_require_version("Dear ImGui in ${YKIEN_IMGUI_DIR}"
    "${_version}" "${IMGUI_MINIMUM}" "${IMGUI_BELOW}"
    "-DYKIEN_IMGUI_DIR=<folder of such a source>, or -DYKIEN_FETCH=ON.")
  add_library(ykien_imgui STATIC
    "${YKIEN_IMGUI_DIR}/imgui.cpp"
    "${YKIEN_IMGUI_DIR}/imgui_draw.cpp"
    "${YKIEN_IMGUI_DIR}/imgui_tables.cpp"
    "${YKIEN_IMGUI_DIR}/imgui_widgets.cpp"
  )
  target_include_directories(ykien_imgui SYSTEM PUBLIC
    "${YKIEN_IMGUI_DIR}"
    "${PROJECT_SOURCE_DIR}/wasm/ui"
  )
  target_compile_definitions(ykien_imgui PUBLIC "IMGUI_USER_CONFIG=\"ykien_imconfig.h\"")
  ykien_third_party(ykien_imgui)
endif()

# The comment server's: as they are installed. Where one is missing there is no server, and the
# widget is built all the same.
set(YKIEN_SERVER OFF)
if(NOT EMSCRIPTEN)
  find_package(Boost 1.88 CONFIG QUIET)
  find_package(OpenSSL 3 QUIET COMPONENTS Crypto)
  find_package(SQLite3 3.40 QUIET)
  find_package(Threads QUIET)
  find_package(EXPAT QUIET)
  find_path(YKIEN_CLI11_DIR CLI/CLI.hpp)
  find_path(YKIEN_LIBPQ_DIR libpq-fe.h PATH_SUFFIXES postgresql)
  find_library(YKIEN_LIBPQ pq)
  if(Boost_FOUND AND OpenSSL_FOUND AND SQLite3_FOUND AND Threads_FOUND AND YKIEN_CLI11_DIR
      AND YKIEN_LIBPQ_DIR AND YKIEN_LIBPQ AND EXPAT_FOUND)
    set(YKIEN_SERVER ON)
    add_library(ykien_libpq INTERFACE)
    target_include_directories(ykien_libpq SYSTEM INTERFACE "${YKIEN_LIBPQ_DIR}")
    target_link_libraries(ykien_libpq INTERFACE "${YKIEN_LIBPQ}")
    add_library(ykien_beast INTERFACE)
    target_link_libraries(ykien_beast INTERFACE Boost::headers Threads::Threads)
    target_compile_definitions(ykien_beast INTERFACE BOOST_ASIO_NO_DEPRECATED)
    add_library(ykien_cli11 INTERFACE)
    target_include_directories(ykien_cli11 SYSTEM INTERFACE "${YKIEN_CLI11_DIR}")
  else()
    message(STATUS
      "No comment server: it wants Boost 1.88, OpenSSL 3, SQLite 3.40, libpq, expat and CLI11.")
  endif()
endif()
