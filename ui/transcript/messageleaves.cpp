// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/messageleaves.h"

#include "app/tools/argumentfields.h"
#include "ui/markdown/parser.h"
#include "ui/transcript/wording.h"

#include <QStringList>

namespace polylogue::ui::transcript {

namespace {

using namespace app::conversation;
using markdown::Block;
using markdown::BlockKind;

constexpr qreal TurnGap = 28;
constexpr qreal BubblePadding = 12;
constexpr qreal BlockGap = 12;
constexpr qreal TightGap = 4;

class Planner
{
public:
    Planner(const Message &message, const Presentation &presentation)
        : m_message(message)
        , m_presentation(presentation)
    { }

    std::vector<LeafPlan> plan()
    {
        if (m_presentation.onlyText)
            planText();
        else if (m_message.role == Role::User && !isDamaged(m_message))
            planOwn();
        else
            planAnswer();
        return std::move(m_leaves);
    }

private:
    void add(Section section, LeafContent content, qreal gap)
    {
        const int index = !m_leaves.empty() && m_leaves.back().key.section == section
            ? m_leaves.back().key.index + 1
            : 0;
        const LeafKey key{section, index};
        if (auto *text = std::get_if<TextContent>(&content); text && m_presentation.codeViews) {
            if (const auto view = m_presentation.codeViews->find(key);
                view != m_presentation.codeViews->end())
                text->codeView = view->second;
        }
        m_leaves.push_back({key, std::move(content), gap});
    }

    bool isEmptySoFar() const { return m_leaves.empty(); }

    void planOwn()
    {
        addAttachments(TurnGap + BubblePadding);
        const bool isFirst = isEmptySoFar();
        addBlocks(Section::Text, m_presentation.text, Tone::Reading,
                  isFirst ? TurnGap + BubblePadding : 10);
        FooterContent footer;
        footer.isOwn = true;
        footer.facts = {wording::time(m_message.createdAt)};
        addVersions(footer);
        if (!sourceText(m_message).isEmpty())
            footer.actions = {MessageAction::Copy};
        footer.actions += MessageAction::Edit;
        add(Section::Footer, footer, BubblePadding);
    }

    void planAnswer()
    {
        if (m_message.omittedMessages > 0)
            add(Section::Above, NoteContent{wording::omitted(m_message.omittedMessages), {}}, 16);
        add(Section::Header, HeaderContent{speaker(), wording::time(m_message.createdAt)}, 8);
        addAttachments(8);
        planText();
        addPictures();
        addState();
        for (const QString &note : m_message.notes) {
            const bool isLog = m_message.role == Role::Tool;
            add(Section::Note, NoteContent{isLog ? wording::logged(note) : wording::note(note), {}},
                isLog ? 2 : 8);
        }
        if (m_message.origin)
            add(Section::Note, NoteContent{wording::promoted(), {MessageAction::ShowOrigin}}, 8);
        addFooter();
    }

    QString speaker() const
    {
        const Surroundings &around = m_presentation.surroundings;
        return m_message.role == Role::Tool && !around.calledTool.isEmpty()
            ? wording::resultOf(around.calledTool)
            : wording::speaker(m_message, around.hidesModel);
    }

    //! All that can be selected.
    void planText()
    {
        addReasoning();
        const Tone tone = m_message.role == Role::System ? Tone::Quiet : Tone::Reading;
        if (m_presentation.unreadHeight)
            add(Section::Text, UnreadContent{*m_presentation.unreadHeight}, 4);
        else
            addBlocks(Section::Text, m_presentation.text, tone, 4);
        const QString refusal = refusalOf(m_message.content);
        addBlocks(Section::Refusal, markdown::plainBlocks(refusal), Tone::Reading, BlockGap);
        for (const ContentPart &part : m_message.content) {
            if (const auto *call = std::get_if<ToolCallPart>(&part))
                addValue(wording::toolCall(*call), call->arguments, false);
            else if (const auto *result = std::get_if<ToolResultPart>(&part))
                addValue(result->isError ? wording::toolFailure() : QString(), result->content,
                         result->isError);
        }
    }

    //! What goes to a tool or comes from it: a card, or, where it is long, code that folds.
    void addValue(const QString &title, const QString &value, bool isBad)
    {
        constexpr qsizetype ShortValue = 400; // characters
        constexpr qsizetype FewLines = 6;
        const QString readable = app::tools::readableJson(value.toUtf8());
        const bool isShort =
            value.size() <= ShortValue && (isOneLine(value) || readable.count(u'\n') < FewLines);
        if (isShort) {
            add(Section::ToolCall,
                CardContent{isOneLine(value) ? app::tools::withVisibleMarks(value) : readable,
                            title, isBad},
                BlockGap);
            return;
        }
        if (!title.isEmpty())
            add(Section::ToolCall, CardContent{{}, title, isBad}, BlockGap);
        Block block;
        block.kind = BlockKind::Code;
        block.language =
            value.startsWith(u'{') || value.startsWith(u'[') ? QStringLiteral("json") : QString();
        block.content.text = readable;
        add(Section::ToolCall, TextContent{block, Tone::Reading}, BlockGap);
    }

    static bool isOneLine(const QString &value)
    {
        constexpr qsizetype OneLine = 90; // characters
        return value.size() <= OneLine && !value.contains(u'\n');
    }

    void addAttachments(qreal gap)
    {
        AttachmentsContent attachments;
        for (int at = 0; at < int(m_message.content.size()); ++at) {
            const ContentPart &part = m_message.content.at(at);
            if (const auto *image = std::get_if<ImagePart>(&part); image && !isShown(*image))
                attachments.cards.append(
                    {image->blob, image->fileName, wording::facts(*image), false, at});
            else if (const auto *document = std::get_if<DocumentPart>(&part))
                attachments.cards.append(
                    {document->blob, document->fileName, wording::facts(*document), true, at});
            else if (const auto *file = std::get_if<TextFilePart>(&part))
                attachments.cards.append(
                    {file->blob, file->fileName, wording::facts(*file), false, at});
        }
        if (!attachments.cards.isEmpty())
            add(Section::Attachments, attachments, gap);
    }

    //! What a model drew is shown, what a user attached is a card, as is what cannot be shown.
    bool isShown(const ImagePart &image) const
    {
        return m_message.role == Role::Assistant && !image.pixelSize.isEmpty();
    }

    void addPictures()
    {
        for (const ContentPart &part : m_message.content) {
            if (const auto *image = std::get_if<ImagePart>(&part); image && isShown(*image))
                add(Section::Picture,
                    PictureContent{image->blob, image->pixelSize, wording::facts(*image)},
                    BlockGap);
        }
    }

    void addReasoning()
    {
        if (m_presentation.reasoning.isEmpty())
            return;
        const bool isThinking = isRunning(m_message) && m_presentation.text.isEmpty();
        const bool isOpen = m_presentation.isReasoningOpen.value_or(isThinking);
        add(Section::ReasoningFold,
            FoldContent{wording::reasoningLabel(isThinking, m_presentation.thoughtFor), isOpen}, 2);
        if (!isOpen)
            return;
        for (Block block : m_presentation.reasoning) {
            ++block.quoteDepth;
            addBlock(Section::Reasoning, block, Tone::Quiet, 4);
        }
    }

    void addBlocks(Section section, const QList<Block> &blocks, Tone tone, qreal firstGap)
    {
        bool isFirst = true;
        for (const Block &block : blocks) {
            addBlock(section, block, tone, isFirst ? firstGap : -1);
            isFirst = false;
        }
    }

    //! \param gap negative: what the blocks themselves ask for
    void addBlock(Section section, const Block &block, Tone tone, qreal gap)
    {
        if (gap < 0 && m_message.role == Role::User)
            gap = 0; // lines as they were typed, blank ones included
        else if (gap < 0 && block.kind == BlockKind::Heading)
            gap = block.headingLevel <= 1 ? 26 : 20;
        else if (gap < 0)
            gap = block.isTight ? TightGap : BlockGap;
        if (block.isUnformatted) {
            add(section, NoteContent{wording::unformatted(), {}}, gap);
            gap = TightGap;
        }
        add(section, TextContent{block, tone}, gap);
    }

    void addState()
    {
        const bool isEmpty = m_leaves.back().key.section == Section::Header;
        const QString &waitingText = m_presentation.surroundings.waitingText;
        if (m_message.state == MessageState::Pending) {
            add(Section::Waiting,
                WaitingContent{waitingText.isEmpty() ? wording::waiting() : waitingText}, 4);
        }
        if (m_message.error) {
            const QString model =
                m_presentation.surroundings.hidesModel ? QString() : m_message.model;
            add(Section::Error,
                ErrorContent{text::messageErrorText(*m_message.error, model),
                             m_presentation.showsDetails},
                BlockGap);
        } else if (isEmpty && m_message.role == Role::Assistant
                   && m_message.state == MessageState::Complete) {
            add(Section::Note, NoteContent{wording::emptyAnswer(), {}}, 4);
        }
        if (showsBreak())
            addBreak();
    }

    void addFooter()
    {
        if (isRunning(m_message) || m_message.role != Role::Assistant)
            return;
        const bool hasText = !sourceText(m_message).isEmpty();
        if (m_message.error && !hasText && m_presentation.surroundings.versions <= 1)
            return; // the card says and offers everything
        FooterContent footer;
        footer.facts = wording::facts(m_message, !showsBreak());
        if (const QString &cost = m_presentation.surroundings.cost; !cost.isEmpty())
            footer.facts += cost;
        addVersions(footer);
        if (hasText)
            footer.actions = {MessageAction::Copy, MessageAction::Edit};
        footer.actions += MessageAction::Regenerate;
        add(Section::Footer, footer, 10);
    }

    void addVersions(FooterContent &footer) const
    {
        footer.marks = wording::marks(m_message);
        footer.version = m_presentation.surroundings.version;
        footer.versions = m_presentation.surroundings.versions;
    }

    //! That the program ended is worth a line anywhere; what the user did only while it is fresh.
    bool showsBreak() const
    {
        return m_message.role == Role::Assistant && !wording::brokenOff(m_message).isEmpty()
            && (m_message.state == MessageState::Interrupted || m_presentation.surroundings.isLast);
    }

    void addBreak()
    {
        NoteContent note{wording::brokenOff(m_message), {}};
        if (canContinue(m_message) && m_presentation.surroundings.isLast)
            note.actions += MessageAction::Continue;
        note.actions += MessageAction::Regenerate;
        add(Section::State, note, 8);
    }

    const Message &m_message;
    const Presentation &m_presentation;
    std::vector<LeafPlan> m_leaves;
};

} // namespace

std::vector<LeafPlan> leavesOf(const Message &message, const Presentation &presentation)
{
    return Planner(message, presentation).plan();
}

bool isDamaged(const Message &message)
{
    return message.error && message.error->kind == app::base::ErrorKind::File
        && message.error->type == QStringLiteral("damaged");
}

bool canContinue(const Message &message)
{
    return message.role == Role::Assistant && !wording::brokenOff(message).isEmpty()
        && !sourceText(message).isEmpty();
}

bool isMarkdown(const Message &message)
{
    return message.role == Role::Assistant;
}

QString sourceText(const Message &message)
{
    QStringList parts = {textOf(message.content), refusalOf(message.content)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral("\n\n"));
}

} // namespace polylogue::ui::transcript
