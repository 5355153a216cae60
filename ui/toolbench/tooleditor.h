// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/tools/storedtool.h"

#include <QTabWidget>
#include <QTimer>

class QLabel;
class QPlainTextEdit;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::toolbench {

class ToolForm;
class TryPage;

//! \brief One tool, as a form, as its source, and to be tried. What is typed is told after a moment
//!        and saved by whoever listens.
class ToolEditor final : public QTabWidget
{
    Q_OBJECT

public:
    //! \param theme and \a client outlive this
    ToolEditor(theme::Theme &theme, app::net::HttpClient &client, QWidget *parent = nullptr);
    ~ToolEditor() override;

    //! \brief Another tool; the same as it is already changes nothing. What was typed for the one
    //!        before is told first.
    void setTool(const app::tools::StoredTool &tool);
    void focusName();

Q_SIGNALS:
    void edited(const polylogue::app::tools::StoredTool &tool);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void onFormEdited();
    void onSourceEdited();
    void tell();

    app::tools::StoredTool m_tool; // as it was told last, or is to be told
    bool m_isFilling = false;
    QTimer m_telling;
    ToolForm *m_form = nullptr;
    QPlainTextEdit *m_source = nullptr;
    QLabel *m_problem = nullptr; // of the source
    TryPage *m_try = nullptr;
};

} // namespace polylogue::ui::toolbench
