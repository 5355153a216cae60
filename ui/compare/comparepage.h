// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/comparison.h"
#include "app/settings/settings.h"
#include "ui/compare/laneview.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <memory>

class QMenu;
class QVBoxLayout;

namespace polylogue::ui::composer {
class Composer;
}

namespace polylogue::ui::compare {

class CompareTools;
class FiguresDialog;
class LaneStrip;
class TurnSync;

//! \brief A chat as lanes, one composer below all of them.
//!
//! Accessible name "Compare".
class ComparePage final : public QWidget
{
    Q_OBJECT

public:
    //! \param theme, what \a tools names and \a header outlive this
    ComparePage(theme::Theme &theme, const LaneView::Tools &tools, CompareTools &header,
                QWidget *parent = nullptr);
    ~ComparePage() override;

    //! \brief Shows the lanes of \a chat; where it has none, makes one for its model and one for
    //!        another. \pre the library has it, and it is no lane
    void showChat(const app::conversation::ConversationId &chat);
    //! \brief Shows nothing any more, so that the chat is free to go.
    void leave();
    //! \return the main line; null while nothing is shown.
    app::conversation::ConversationId chat() const;
    //! \brief Shows \a message of \a lane; what matches \a words is marked.
    void showMessage(const app::conversation::ConversationId &lane,
                     const app::conversation::MessageId &message, const QStringList &words);
    //! \return nullptr while nothing is shown.
    app::session::Comparison *comparison() { return m_comparison.get(); }
    LaneView *lane(const app::conversation::ConversationId &id) const; //!< nullptr for none
    QList<LaneView *> lanes() const; //!< from left to right
    //! \return the one in use, or that was last; nullptr while nothing is shown.
    LaneView *currentLane() const;
    //! \return the one that the keyboard is in; nullptr where it is elsewhere.
    LaneView *focusedLane() const;
    //! \brief Adds something that concerns all lanes, between them and the composer.
    void addStrip(QWidget *strip);
    composer::Composer &composer() { return *m_composer; }
    void setSettings(const app::settings::Settings &settings);
    void setNamesHidden(bool hidden); //!< which model a lane is
    void updateReadiness(); //!< looks again at what stands in the way of sending

    //! \return the lanes as they are, without a name; of no lanes while nothing is shown.
    app::store::Preset preset() const;
    void applyPreset(const app::store::Preset &preset); //!< nothing while an answer comes

    void addLane(); //!< asks for its model
    void showFigures(); //!< of all turns
    void focusLane(qsizetype position);
    void promote(); //!< the answer of the lane that the keyboard is in
    void stop();
    void retry(); //!< the lane in use
    void editLast(); //!< the newest own message of the lane in use

Q_SIGNALS:
    void comparisonChanged(); //!< another chat, or none
    void lanesChanged(); //!< which, or their order
    void chatChanged(); //!< the main line has something in it now
    void activityChanged(const QString &activity);
    void chatOpenRequested(const polylogue::app::conversation::ConversationId &chat);
    void errorActionRequested(polylogue::ui::text::ErrorAction action);
    void promptChosen(const QString &text);
    void capabilitiesRequested(const QString &model);
    void presetsRequested(); //!< the dialog of preset() and its like
    void toolManagementRequested();

private:
    using ConversationId = app::conversation::ConversationId;
    using Draft = app::attachments::Draft;

    void connectComposer();
    void connectComparison();
    void drop();
    void makeFirstLanes();
    QString otherModel(const QString &model) const;
    void showLanes();
    LaneView *makeLane(const ConversationId &id);
    void connectLane(LaneView &view);
    void send(const Draft &draft);
    void sendTooLong(app::session::Comparison::TooLong tooLong);
    bool maySend(const Draft &draft) const;
    //! \param send gives it to the comparison
    void begin(const Draft &draft, const std::function<void()> &send);
    void saveEdit(const Draft &draft, bool asksForAnswer);
    void beginEdit(const ConversationId &lane, const app::conversation::MessageId &message);
    void sendQueued(bool isComplete);
    void makeMenu();
    void listPresets();
    void showTools();
    void showRule();
    void showEstimate();
    void showActivity();
    bool isTemporary() const;
    void keepDraft();

    theme::Theme &m_theme;
    LaneView::Tools m_tools;
    CompareTools &m_header;
    app::settings::Settings m_settings;
    pane::Pictures m_pictures;
    std::unique_ptr<app::session::Comparison> m_comparison;
    QHash<ConversationId, LaneView *> m_views; // the strip's
    ConversationId m_current; // the lane in use
    bool m_asksForModel = false; // of the next lane that comes
    bool m_isSending = false; // the composer waits for accepted()
    ConversationId m_editedLane; // whose message the composer edits; null: none
    app::conversation::MessageId m_edited;
    QVBoxLayout *m_column = nullptr;
    LaneStrip *m_strip = nullptr;
    TurnSync *m_sync = nullptr;
    QAction *m_scrollsTogether = nullptr;
    QMenu *m_presets = nullptr;
    QPointer<FiguresDialog> m_figures; // while it is open
    bool m_areNamesHidden = false;
    composer::Composer *m_composer = nullptr;
};

} // namespace polylogue::ui::compare
