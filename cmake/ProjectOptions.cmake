# Flags and helpers that every target shares.
add_library(project_options INTERFACE)
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast)
if(BOEKBRUG_WERROR)
  # Warnings that g++ 12 draws from its optimiser are often wrong; they are shown, but
  # do not fail the build.
  target_compile_options(project_options INTERFACE -Werror -Wno-error=stringop-overread
    -Wno-error=stringop-overflow -Wno-error=array-bounds -Wno-error=maybe-uninitialized
    -Wno-error=restrict -Wno-error=null-dereference)
endif()

# CAF's factories for actors without arguments bind a null reference, hence -fno-sanitize=null (STYLE 11.2).
# Global, so that a precompiled header and its users agree.
if(BOEKBRUG_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=null -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(BOEKBRUG_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread)
  add_link_options(-fsanitize=thread)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${CCACHE}")
  add_compile_options(-fpch-preprocess)
endif()

# boekbrug_library(name SOURCES ... LINK ... PCH ...): a static library of one folder.
function(boekbrug_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK;PRIVATE_LINK;PCH")
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(${name} PUBLIC ${ARG_LINK} PRIVATE project_options ${ARG_PRIVATE_LINK})
  if(ARG_PCH)
    target_precompile_headers(${name} PRIVATE ${ARG_PCH})
  endif()
endfunction()

# boekbrug_test(name LABEL unit SOURCES ... LINK ...): one GoogleTest executable of one folder.
function(boekbrug_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "LABEL;TIMEOUT" "SOURCES;LINK")
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} project_options GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE BOEKBRUG_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}/data"
    BOEKBRUG_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_precompile_headers(${name} PRIVATE <gtest/gtest.h> <gmock/gmock.h> <string> <vector> <optional> <chrono>)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  gtest_discover_tests(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT} DISCOVERY_MODE PRE_TEST)
endfunction()
