// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/toolloop.h"
#include "ui/calls/callcard.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace polylogue::app::tools {
class ToolBox;
}

namespace polylogue::ui::calls {

//! \brief The calls that are being answered, one card each; or that some were left unanswered.
//!
//! Hidden while there is nothing to show. Calls that run and need nobody appear only once they take
//! a while.
class CallsPanel final : public QWidget
{
    Q_OBJECT

public:
    //! \return what further rounds are asked with.
    using OptionsProvider = std::function<app::session::ChatOptions()>;

    //! \param theme outlives this
    explicit CallsPanel(theme::Theme &theme, QWidget *parent = nullptr);

    //! \brief Shows what \a loop does; rules go into \a tools. nullptr: nothing. Not owned.
    void setLoop(app::session::ToolLoop *loop, app::tools::ToolBox *tools);
    void setOptionsProvider(OptionsProvider provider) { m_options = std::move(provider); }
    //! \brief What the conversation ends with may be another message.
    void refresh();
    bool isWaiting() const; //!< for the user
    void focusFirst();

    //! \return how high it is at \a width.
    int heightFor(int width) const;

Q_SIGNALS:
    void heightChanged();
    void focusLeft(); //!< what had the focus is gone
    void waiting(); //!< the user is asked, who was not before

protected:
    bool event(QEvent *event) override;

private:
    void onEnded(app::session::ToolLoop::End end);
    void showNote(const QString &words, const QString &action);
    void showCards();
    void clearCards();
    bool holdsFocus() const;
    CallCard *makeCard(qsizetype call);
    void run(qsizetype call, CallCard::Decision decision, const QByteArray &arguments);

    theme::Theme &m_theme;
    QPointer<app::session::ToolLoop> m_loop;
    app::tools::ToolBox *m_tools = nullptr;
    OptionsProvider m_options;
    QVBoxLayout *m_rows = nullptr;
    QList<CallCard *> m_cards; // children
    QString m_answer; // whose calls they are, by the id of the first
    QTimer m_late; // calls that run by themselves are shown from now on
    bool m_showsAll = false;
    bool m_wasWaiting = false;
    QWidget *m_note = nullptr;
    QLabel *m_noteText = nullptr;
    QPushButton *m_noteAction = nullptr;
    QString m_ending; // why the loop ended by itself; empty: it did not
};

} // namespace polylogue::ui::calls
