// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/savecode.h"

#include "ui/code/lexer.h"
#include "ui/shell/savefile.h"

#include <QCoreApplication>

namespace polylogue::ui::shell {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::shell::SaveCode)
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

} // namespace polylogue::ui::shell
