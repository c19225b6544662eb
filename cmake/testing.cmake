# ykien_add_test(shared/text_test ykien_core): builds that .cpp beside the calling CMakeLists.txt
# with Catch2, links the targets named, and gives ctest one test for each TEST_CASE, so that its
# last line counts what people wrote.
if(NOT YKIEN_FETCH)
  find_package(Catch2 3 QUIET)
endif()
if(NOT Catch2_FOUND)
  FetchContent_Declare(Catch2 SYSTEM
    GIT_REPOSITORY https://github.com/catchorg/Catch2
    GIT_TAG fa43b77429ba76c462b1898d6cd2f2d7a9416b14) # 3.7.1
  FetchContent_MakeAvailable(Catch2)
  list(APPEND CMAKE_MODULE_PATH "${catch2_SOURCE_DIR}/extras")
endif()
include(Catch)

# Where tests find data that is not in the project.
set(_unicode "$ENV{YKIEN_UNICODE_DIR}")
if(NOT _unicode)
  set(_unicode "/opt/unicode-data/usr/share/unicode")
endif()
set(YKIEN_UNICODE_DIR "${_unicode}" CACHE PATH "Unicode's data files, version 17")
# Debian packs the largest of them.
set(_normalization "${YKIEN_UNICODE_DIR}/NormalizationTest.txt")
if(EXISTS "${_normalization}.bz2")
  execute_process(
    COMMAND bzip2 -dkc "${_normalization}.bz2"
    OUTPUT_FILE "${PROJECT_BINARY_DIR}/NormalizationTest.txt"
    COMMAND_ERROR_IS_FATAL ANY
  )
  set(_normalization "${PROJECT_BINARY_DIR}/NormalizationTest.txt")
endif()
set(YKIEN_NORMALIZATION_TEST "${_normalization}")

function(ykien_add_test path)
  cmake_path(GET path FILENAME name)
  add_executable(${name} ${path}.cpp)
  target_link_libraries(${name} PRIVATE ${ARGN} ykien_warnings Catch2::Catch2WithMain)
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(${name} PRIVATE
    "YKIEN_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\""
    "YKIEN_SHARED_DIR=\"${PROJECT_SOURCE_DIR}/../shared\""
    "YKIEN_UNICODE_DIR=\"${YKIEN_UNICODE_DIR}\""
    "YKIEN_NORMALIZATION_TEST=\"${YKIEN_NORMALIZATION_TEST}\""
  )
  catch_discover_tests(${name} TEST_PREFIX "${name}: " PROPERTIES TIMEOUT 120)
endfunction()
