// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/fontsearch.h"

#include <QLibrary>

using namespace Qt::StringLiterals;

namespace polylogue::ui::theme {

FontSearch::FontSearch()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    // Qt's platform plugin has loaded the library or will; where it does not, there is none to
    // find. FcInit() may be called from any thread and is told from then on that all is done
    // (fontconfig's FcInit(3)).
    m_thread = std::thread([] {
        if (auto *const init =
                reinterpret_cast<int (*)()>(QLibrary::resolve(u"fontconfig"_s, 1, "FcInit")))
            init();
    });
#endif
}

FontSearch::~FontSearch()
{
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace polylogue::ui::theme
