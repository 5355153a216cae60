// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/accessibletext.h"

#include <algorithm>

namespace polylogue::ui::transcript {

//! \param end -1: to the text's end, as with Qt's own
QString AccessibleText::text(int start, int end) const
{
    const QString whole = wholeText();
    const auto size = static_cast<int>(whole.size());
    const int from = std::clamp(start, 0, size);
    const int to = end < 0 ? size : std::clamp(end, from, size);
    return whole.mid(from, to - from);
}

} // namespace polylogue::ui::transcript
