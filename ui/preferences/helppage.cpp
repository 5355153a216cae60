// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/helppage.h"

#include "ui/preferences/reportdialog.h"
#include "ui/preferences/settingsrow.h"

#include <QPushButton>

namespace polylogue::ui::preferences {

HelpPage::HelpPage(theme::Theme &theme, app::settings::SettingsStore &store,
                   const app::session::RecentLog &log, QWidget *parent)
    : SettingsPage(theme, store, tr("Help"), parent)
{
    auto *report = new QPushButton(tr("Prepare a report…"), this);
    report->setAccessibleName(report->text());
    addRow(tr("Report a problem"),
           tr("Collects versions, settings and the last calls without keys and without texts, for "
              "you to read and to send yourself."),
           report)
        ->setKeywords(tr("bug log error debug"));
    connect(report, &QPushButton::clicked, this, [this, &log] {
        auto *dialog = new ReportDialog(problemReport(this->store(), log), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    addRow(tr("Polylogue %1").arg(QStringLiteral(POLYLOGUE_VERSION)),
           tr("Apache License 2.0. Qt %1.").arg(QString::fromLatin1(qVersion())), nullptr)
        ->setKeywords(tr("version about"));
}

} // namespace polylogue::ui::preferences
