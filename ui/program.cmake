# SPDX-FileCopyrightText: 2026 The Polylogue authors
# SPDX-License-Identifier: Apache-2.0

# The program itself: almost nothing but the composition root.
qt_add_executable(polylogue
    main.cpp
    windowprogram.cpp windowprogram.h)
target_link_libraries(polylogue PRIVATE
    polylogue_flags
    polylogue_resources
    polylogue::app::practice
    polylogue::ui::cli
    polylogue::ui::shell)
set_target_properties(polylogue PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin
    WIN32_EXECUTABLE ON
    MACOSX_BUNDLE OFF)
add_dependencies(polylogue polylogue-decoder)
