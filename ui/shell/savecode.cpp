// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/savecode.h"

#include "app/base/newfile.h"
#include "ui/code/lexer.h"
#include "ui/text/errortext.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace polylogue::ui::shell {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::shell::SaveCode)
};

app::base::Status write(const QString &path, const QByteArray &bytes)
{
    using app::base::NewFile;
    NewFile file(QFileInfo(path).absolutePath());
    if (const auto opened = file.open(NewFile::Readers::AsUsual); !opened)
        return opened;
    if (const auto written = file.write(bytes); !written)
        return written;
    return file.keepAs(path);
}

void tell(const app::base::Error &error, QWidget *window)
{
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(text::errorText(error).title);
    box->setInformativeText(error.detail);
    box->open();
}

} // namespace

void saveCode(const QString &code, const QString &language, QWidget *window)
{
    auto *dialog = new QFileDialog(window, Words::tr("Save the code"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("code.") + code::suffixOf(*code::languageNamed(language)));
    QObject::connect(dialog, &QFileDialog::fileSelected, window,
                     [code, window](const QString &path) {
                         QByteArray bytes = code.toUtf8();
                         if (!bytes.endsWith('\n'))
                             bytes += '\n';
                         if (const auto written = write(path, bytes); !written)
                             tell(written.error(), window);
                     });
    dialog->open();
}

} // namespace polylogue::ui::shell
