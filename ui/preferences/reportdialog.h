// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace polylogue::app::session {
class RecentLog;
}
namespace polylogue::app::settings {
class SettingsStore;
}

namespace polylogue::ui::preferences {

//! \brief What a report of a problem says: versions, system, settings, endpoints without keys, and
//!        what happened last. In English, for those who mend it; no text of any chat.
QString problemReport(const app::settings::SettingsStore &store,
                      const app::session::RecentLog &log);

//! \brief Shows a report for the user to read, shorten, copy or save. Sends nothing.
class ReportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ReportDialog(const QString &report, QWidget *parent = nullptr);

private:
    void chooseFile();
    void save(const QString &path);

    QPlainTextEdit *m_text; // child
};

} // namespace polylogue::ui::preferences
