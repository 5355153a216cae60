// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/contentpart.h"
#include "ui/markdown/block.h"
#include "ui/text/errortext.h"
#include "ui/transcript/messageaction.h"

#include <QList>
#include <QString>

#include <compare>
#include <variant>

namespace polylogue::ui::transcript {

//! \brief The parts of a message, from top to bottom.
enum class Section {
    Above,
    Header,
    Attachments,
    ReasoningFold,
    Reasoning,
    Text,
    Refusal,
    ToolCall,
    Picture,
    Waiting,
    Error,
    State,
    Note,
    Footer,
};

//! \brief Names a leaf within its message, also after leaves were added before or behind it.
struct LeafKey
{
    Section section = Section::Above;
    int index = 0; //!< within the section

    auto operator<=>(const LeafKey &) const = default;
};

//! \brief What a click or Return on a part of a leaf does.
enum class Command {
    OpenLink,
    CopyCode,
    SaveCode,
    OpenFile, //!< a card of a question
    OpenPicture,
    CopyPicture,
    SavePicture,
    ToggleWrap, //!< of code
    ToggleFold, //!< of code
    ToggleSource, //!< of a message: as it was written or as it reads
    ToggleReasoning,
    ToggleDetails,
    ErrorAction,
    Message, //!< what can be done with the whole message
    OpenMenu, //!< the rest of that
};

struct HeaderContent
{
    QString name = {};
    QString time = {};
    bool operator==(const HeaderContent &) const = default;
};

//! \brief One file of a message, as a card.
struct AttachmentCard
{
    app::conversation::BlobRef blob = {};
    QString name = {};
    QString facts = {}; //!< "1,024 × 768 · 220 kB"
    bool isDocument = false;
    int part = 0; //!< of the message's content
    bool operator==(const AttachmentCard &) const = default;
};

struct AttachmentsContent
{
    QList<AttachmentCard> cards = {};
    bool operator==(const AttachmentsContent &) const = default;
};

//! \brief A picture of an answer whose size is known; any other is a card.
struct PictureContent
{
    app::conversation::BlobRef blob = {};
    QSize pixelSize = {};
    QString facts = {}; //!< "1,024 × 768 · 220 kB"
    bool operator==(const PictureContent &) const = default;
};

struct FoldContent
{
    QString label = {};
    bool isOpen = false;
    bool operator==(const FoldContent &) const = default;
};

enum class Tone { Reading, Quiet };

//! \brief How a block of code is looked at.
struct CodeView
{
    bool wraps = false;
    bool isFolded = false; //!< only the beginning is shown; without effect for a short block
    bool operator==(const CodeView &) const = default;
};

struct TextContent
{
    markdown::Block block = {};
    Tone tone = Tone::Reading;
    CodeView codeView = {}; //!< code only
    bool operator==(const TextContent &) const = default;
};

//! \brief A few lines in a frame: a call of a tool, or what came of it.
struct CardContent
{
    QString text = {};
    QString title = {}; //!< above it
    bool isBad = false;
    bool operator==(const CardContent &) const = default;
};

//! \brief Stands for a text that is being read.
struct UnreadContent
{
    qreal height = 0; //!< about that of the text
    bool operator==(const UnreadContent &) const = default;
};

struct WaitingContent
{
    QString text = {};
    bool operator==(const WaitingContent &) const = default;
};

struct ErrorContent
{
    text::ErrorText text = {};
    bool showsDetails = false;
    bool operator==(const ErrorContent &) const = default;
};

//! \brief A quiet line, and what can be done about what it says.
struct NoteContent
{
    QString text = {};
    QList<MessageAction> actions = {};
    bool operator==(const NoteContent &) const = default;
};

//! \brief What is known of a message, and what can be done with it.
struct FooterContent
{
    QStringList facts = {};
    QStringList marks = {}; //!< "edited", "pinned": always visible
    int version = 1; //!< of versions
    int versions = 1; //!< more than one: always visible
    QList<MessageAction> actions = {};
    bool isOwn = false; //!< to the right, facts and actions only while the message is in use
    bool operator==(const FooterContent &) const = default;
};

using LeafContent = std::variant<HeaderContent, AttachmentsContent, FoldContent, TextContent,
                                 CardContent, WaitingContent, ErrorContent, NoteContent,
                                 FooterContent, PictureContent, UnreadContent>;

//! \return what of a leaf can be selected and copied; empty for what is no content.
QString selectableText(const LeafContent &content);

//! \return what a screen reader says of a leaf.
QString spokenText(const LeafContent &content);

} // namespace polylogue::ui::transcript
