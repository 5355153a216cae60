# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

# Every folder below app/ and ui/ is one static library made by polylogue_add_library(); its DEPENDS
# are the architecture (tests/architecture checks that includes agree with it).

# What every target is compiled with.
add_library(polylogue_flags INTERFACE)
target_compile_features(polylogue_flags INTERFACE cxx_std_20)
target_include_directories(polylogue_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(polylogue_flags INTERFACE
    QT_NO_KEYWORDS
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    POLYLOGUE_VERSION="${PROJECT_VERSION}")
target_compile_options(polylogue_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wimplicit-fallthrough
    -Wextra-semi -Wsuggest-override
    $<$<BOOL:${POLYLOGUE_WERROR}>:-Werror>)
if(POLYLOGUE_SANITIZE)
    target_compile_options(polylogue_flags INTERFACE
        -fsanitize=${POLYLOGUE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(polylogue_flags INTERFACE -fsanitize=${POLYLOGUE_SANITIZE})
endif()

# polylogue_add_library(<storey> <folder> SOURCES <file>... [DEPENDS <target>...] [PRIVATE <target>...])
#   makes the static library polylogue::<storey>::<folder> (storey: app or ui) of the current folder.
#   DEPENDS are public, PRIVATE are libraries that no header of the folder names.
function(polylogue_add_library storey folder)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "SOURCES;DEPENDS;PRIVATE")
    set(target polylogue_${storey}_${folder})
    add_library(${target} STATIC ${arg_SOURCES})
    add_library(polylogue::${storey}::${folder} ALIAS ${target})
    target_link_libraries(${target}
        PUBLIC ${arg_DEPENDS}
        PRIVATE polylogue_flags ${arg_PRIVATE})
    # Debian's Qt is built position independent and asks the same of what links it.
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

# polylogue_add_test(<tst_name> LABEL <label> [SOURCES <file>...] [DEPENDS <target>...] [TIMEOUT <s>])
#   builds <tst_name>.cpp (and SOURCES) into a QtTest executable and registers it with CTest.
function(polylogue_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT" "SOURCES;DEPENDS")
    add_executable(${name} ${name}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE polylogue_flags Qt6::Test ${arg_DEPENDS})
    target_compile_definitions(${name} PRIVATE
        POLYLOGUE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABEL}"
        TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8;QT_LOGGING_RULES=qt.qpa.*=false")
endfunction()
