// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/mathfiles.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace polylogue::ui::math {

namespace {

//! \return the first of \a folders that holds \a file; empty where none does.
QString folderOf(const QString &file, const QStringList &folders)
{
    for (const QString &folder : folders) {
        if (!folder.isEmpty() && QFileInfo(folder + u'/' + file).isReadable())
            return folder;
    }
    return {};
}

} // namespace

MathFiles findMathFiles()
{
    const QString chosen = QStringLiteral(POLYLOGUE_KATEX_DIR);
    const QString program = QCoreApplication::applicationDirPath();
    const QString beside = program + u"/../share/polylogue/katex"_s;
    const QString script = u"katex.min.js"_s;
    const QString scripts =
        folderOf(script, {chosen, u"/usr/share/javascript/katex"_s, beside, program + u"/katex"_s});
    const QString fonts =
        folderOf(u"KaTeX_Main-Regular.ttf"_s,
                 {chosen, chosen.isEmpty() ? QString() : chosen + u"/fonts"_s,
                  u"/usr/share/fonts/truetype/katex"_s, u"/usr/share/javascript/katex/fonts"_s,
                  beside + u"/fonts"_s, program + u"/katex/fonts"_s});
    return {scripts.isEmpty() ? QString() : scripts + u'/' + script, fonts};
}

} // namespace polylogue::ui::math
