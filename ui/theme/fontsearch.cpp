// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/fontsearch.h"

#include <QLibrary>

using namespace Qt::StringLiterals;

namespace polylogue::ui::theme {

FontSearch::FontSearch()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    // Resolved here: Qt takes the first thread that it is used in for the program's main one.
    // FcInit() may be called from any thread, and who calls it again finds all done (fontconfig's
    // FcInit(3)). Where the library is missing there is nothing to find.
    if (auto *const init =
            reinterpret_cast<int (*)()>(QLibrary::resolve(u"fontconfig"_s, 1, "FcInit")))
        m_thread = std::thread([init] { init(); });
#endif
}

FontSearch::~FontSearch()
{
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace polylogue::ui::theme
