# emsdk.env pins the compiler and the sources; every NAME=VALUE line of it becomes a variable here.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/emsdk.env")
file(STRINGS "${PROJECT_SOURCE_DIR}/emsdk.env" _lines REGEX "^[A-Z0-9_]+=")
foreach(_line IN LISTS _lines)
  string(REGEX MATCH "^([A-Z0-9_]+)=(.*)$" _ "${_line}")
  set(${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
endforeach()

# Stops unless `minimum <= version < below`, and names the fix.
function(ykien_require_version what version minimum below fix)
  if(version VERSION_LESS minimum OR NOT version VERSION_LESS below)
    message(FATAL_ERROR "${what} is ${version}, "
      "but emsdk.env asks for ${minimum} or newer, below ${below}.\nFix: ${fix}")
  endif()
endfunction()
