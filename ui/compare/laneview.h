// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/session/comparison.h"
#include "app/settings/settings.h"
#include "ui/pane/conversationpane.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace polylogue::app::net {
class LearnedDrops;
}

namespace polylogue::ui::compare {

class LaneFooter;
class LaneHeader;

//! \brief One lane on the screen: its header, its conversation, how its last answer came.
//!
//! Accessible name "Lane A", described by its model.
class LaneView final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int NarrowestLane = 300;

    struct Tools
    {
        pane::ConversationPane::Tools pane;
        app::net::LearnedDrops &learned;
    };

    //! \param theme, \a tools, \a pictures and \a comparison outlive this
    LaneView(theme::Theme &theme, const Tools &tools, pane::Pictures &pictures,
             app::session::Comparison &comparison, const app::conversation::ConversationId &lane,
             QWidget *parent = nullptr);
    ~LaneView() override;

    const app::conversation::ConversationId &lane() const { return m_lane; }
    qsizetype position() const { return m_position; }
    void setPosition(qsizetype position); //!< 0 is Lane A
    void setSettings(const app::settings::Settings &settings);
    //! \brief What is being written: its files are what the header tells the way of.
    void setDraft(const app::attachments::Draft &draft);
    //! \brief Models are not named, nor is what tells them apart.
    void setAnonymous(bool anonymous);
    void setMaximised(bool maximised); //!< for the words of its menu
    void setPoppedOut(bool poppedOut);
    pane::ConversationPane &pane() { return *m_pane; }
    bool canPromote() const;
    void promote(); //!< the last answer; nothing where canPromote() is false
    void chooseModel(); //!< opens the list of models
    void focusConversation();

Q_SIGNALS:
    void maximiseRequested();
    void popOutRequested();
    void modelChosen();
    void capabilitiesRequested(const QString &model);
    void lanesMoved(); //!< moved by its menu: the focus goes with it

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectHeader();
    void makeMenu();
    void updateMenu();
    void addTurns(QMenu &menu);
    void refresh(); //!< everything but the conversation
    void refreshModels();
    void refreshRefused();
    void refreshModelFacts(); // as far as they are known
    void refreshRung();
    void refreshFooter();
    void refreshEmpty();
    void changeSetup(const std::function<void(app::store::ChatSetup &)> &change);
    void onFocusChanged(QWidget *now);
    QString modelName() const;

    theme::Theme &m_theme;
    Tools m_tools;
    app::session::Comparison &m_comparison;
    app::conversation::ConversationId m_lane;
    qsizetype m_position = 0;
    app::settings::Settings m_settings;
    app::attachments::Draft m_draft;
    bool m_isAnonymous = false;
    bool m_hasFocus = false;
    LaneHeader *m_header = nullptr;
    pane::ConversationPane *m_pane = nullptr;
    LaneFooter *m_footer = nullptr;
    QWidget *m_empty = nullptr; // over the conversation while there is none
    QLabel *m_emptyText = nullptr;
    QPushButton *m_askTurn = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_maximise = nullptr;
    QAction *m_popOut = nullptr;
    QAction *m_moveLeft = nullptr;
    QAction *m_moveRight = nullptr;
    QAction *m_makeChat = nullptr;
    QAction *m_remove = nullptr;
    QMenu *m_turns = nullptr;
};

} // namespace polylogue::ui::compare
