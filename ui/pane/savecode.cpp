// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/savecode.h"

#include "ui/code/lexer.h"
#include "ui/pane/savefile.h"

#include <QCoreApplication>

namespace polylogue::ui::pane {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::pane::SaveCode)
};

} // namespace

void saveCode(const QString &code, const QString &language, QWidget *window)
{
    QByteArray bytes = code.toUtf8();
    if (!bytes.endsWith('\n'))
        bytes += '\n';
    saveFile(Words::tr("Save the code"),
             QStringLiteral("code.") + code::suffixOf(*code::languageNamed(language)), bytes,
             window);
}

} // namespace polylogue::ui::pane
