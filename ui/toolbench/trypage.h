// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/storedtool.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::calls {
class ArgumentsForm;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::toolbench {

//! \brief Calls a tool as a model would, with arguments that the user writes.
class TryPage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme and \a client outlive this
    TryPage(theme::Theme &theme, app::net::HttpClient &client, QWidget *parent = nullptr);
    ~TryPage() override;

    void setTool(const app::tools::StoredTool &tool);

private:
    void run();
    void stop();
    void show(const app::tools::ToolOutcome &outcome);

    app::net::HttpClient &m_client;
    app::tools::StoredTool m_tool;
    std::unique_ptr<QObject> m_context; // what runs ends with it
    calls::ArgumentsForm *m_arguments = nullptr;
    QPushButton *m_try = nullptr;
    QPushButton *m_stop = nullptr;
    QLabel *m_status = nullptr;
    QPlainTextEdit *m_result = nullptr;
    QLabel *m_logTitle = nullptr;
    QPlainTextEdit *m_log = nullptr;
};

} // namespace polylogue::ui::toolbench
