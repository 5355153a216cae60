// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/toolloop.h"

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::calls {

class ArgumentsForm;

//! \brief One call of a tool: what it is, what it is going to run with, and what the user decides.
//!
//! Never a dialog. Its buttons do nothing for half a second after they came, moved, or the window
//! got the focus (arm()), so that no key or click that was meant for something else decides.
class CallCard final : public QFrame
{
    Q_OBJECT

public:
    //! What the user decides of a call that asks.
    enum class Decision { Once, AlwaysForTool, AlwaysWithArguments };

    //! \param theme outlives this
    explicit CallCard(theme::Theme &theme, QWidget *parent = nullptr);

    void setCall(const app::session::ToolCall &call);
    app::session::ToolCall::State state() const { return m_state; }
    //! \return whether the user is asked for something.
    bool isWaiting() const;
    //! \brief Says why the call cannot run as it stands.
    void showProblem(const QString &words);
    void arm();
    //! \brief Puts its parts behind \a after in the order of Tab. \return the last one.
    QWidget *orderTabs(QWidget *after);
    void focusFirst(); //!< Deny, or the field for the result

Q_SIGNALS:
    void runRequested(polylogue::ui::calls::CallCard::Decision decision,
                      const QByteArray &arguments);
    void denied(const QString &words);
    void resultGiven(const QString &result);
    void cancelRequested();
    void sendResultRequested(bool whole);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void buildButtons(QBoxLayout *rows);
    QPushButton *addButton(QLayout *row, const QString &text);
    void describe(const app::session::ToolCall &call);
    void showChanges(const app::session::ToolCall &call);
    void showState();
    void setArmed(bool armed);
    void decide(Decision decision);

    theme::Theme &m_theme;
    app::session::ToolCall::State m_state = app::session::ToolCall::State::Done;
    qsizetype m_resultSize = 0;
    QTimer m_arming;
    QTimer m_seconds; // while it runs
    QElapsedTimer m_running;
    bool m_isArmed = false;
    QBoxLayout *m_head = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_status = nullptr;
    QLabel *m_source = nullptr;
    QLabel *m_description = nullptr;
    QLabel *m_changesTitle = nullptr;
    QPlainTextEdit *m_changes = nullptr;
    ArgumentsForm *m_arguments = nullptr;
    QPlainTextEdit *m_result = nullptr;
    QLabel *m_problem = nullptr;
    QLineEdit *m_words = nullptr;
    QPushButton *m_once = nullptr;
    QPushButton *m_alwaysTool = nullptr;
    QPushButton *m_alwaysArguments = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_sendBeginning = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_deny = nullptr;
};

} // namespace polylogue::ui::calls
