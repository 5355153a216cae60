// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/composer/composer.h"

#include <optional>

class QHBoxLayout;
class QVBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace polylogue::ui::composer {

class ChipRow;
class ContextChoice;
class Deliveries;
class EditBar;
class MessageEdit;
class PastedTexts;
struct FolderContent;
class PromptPopup;
class QueueRow;

//! \brief The composer's parts: how they stand (composerlayout.cpp), what they do (composer.cpp),
//! whose text is in them (composerdrafts.cpp).
class Composer::Private
{
public:
    using Draft = app::attachments::Draft;

    Private(Composer &composer, theme::Theme &theme_, app::attachments::AttachmentLoader &loader_);

    // How it looks
    void layOut();
    void nameParts();
    void fillButtonRow();
    void orderTabs();
    void dress();
    void fitHeight();
    int height() const;
    int roomBesideButtons(int width) const;
    bool isStatusAbove(int width) const; //!< there is too little room for it beside them
    int rowHeight(int width) const;
    void placeStatus();
    int maximumTextHeight() const;

    // What it does
    void connectParts();
    void connectEditing();
    void connectQueue();
    void connectPasting();
    void connectDeliveries();
    void unlock(const app::attachments::Attachment &attachment);
    //! Which attachment does not go to the model in use, in no form; empty where all do.
    QString deliveryObstacle() const;
    QString requestSizeText() const;
    void onContentChanged();
    void onAttachmentChanged(const app::attachments::Attachment &attachment);
    void refreshState();
    void submit(void (Composer::*signal)(const Draft &));
    void lookInto(const QStringList &folders);
    void askAboutFolders(const FolderContent &content);
    void setPasted(const QStringList &texts);
    void fill(const Draft &draft);
    void enqueue();
    Draft takeFromQueue(qsizetype index);
    void saveEdit(bool asksForAnswer);
    void endEditing();
    bool isEditing() const { return edited.has_value(); }
    bool takesEscape() const; //!< there is something to end or to take back
    Draft content() const; //!< of text field and chips
    bool isEmpty() const; //!< of it; cheap
    QString estimate() const;
    //! Why what stands here cannot go anywhere, whoever it is for; empty where it can.
    QString draftObstacle() const;
    //! Why sending is impossible now; empty where it is possible.
    QString obstacle() const;

    Composer &q;
    theme::Theme &theme;
    app::attachments::AttachmentLoader &loader;
    Deliveries *deliveries;
    ContextChoice *choice;
    EditBar *editBar;
    QueueRow *queue;
    ChipRow *chips;
    PastedTexts *pasted;
    MessageEdit *edit;
    QPushButton *attach;
    ToolsButton *tools;
    ContextMeter *meter;
    QLabel *status;
    QVBoxLayout *column = nullptr; // the composer's
    QHBoxLayout *row = nullptr; // its last
    QStackedWidget *buttons;
    QPushButton *send;
    QPushButton *stop;
    PromptPopup *prompts;
    QWidget *watchedWindow = nullptr;
    ThumbnailProvider thumbnails;
    app::attachments::PictureLimits pictureLimits;
    QString blockedReason;
    app::settings::SendKey sendKey = app::settings::SendKey::Enter;
    int longPaste = 0; // characters, see Settings::longPasteCharacters
    double readingScale = 1.0;
    int pastedImages = 0;
    int lastHeight = 0;
    int lanes = 0; // that the message goes to; 0: it is for one chat
    qint64 laneTokens = 0;
    bool isRunning = false;
    bool isFilling = false; // content is put there, not written
    std::optional<EditKind> edited; // while an earlier message is here
    Draft aside; // what was being written before that
};

} // namespace polylogue::ui::composer
