// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/messageitem.h"

#include "ui/markdown/parser.h"

#include <QtConcurrent>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using namespace app::conversation;

constexpr qreal BubblePadding = 16;
constexpr qreal BubbleIndent = 140; // what an own message leaves free at the left
constexpr qsizetype ShortText = 800; // characters whose exact width is worth knowing
constexpr qsizetype LongText = 60'000; // characters that take some milliseconds to be parsed
constexpr qreal HeightBesideText = 80; // of a message

//! \return the text of the only part of a kind without a copy; of several, joined.
template <typename Part> QString textOfParts(const Message &message)
{
    QString text;
    for (const ContentPart &part : message.content) {
        if (const auto *found = std::get_if<Part>(&part))
            text.isEmpty() ? void(text = found->text) : void(text += found->text);
    }
    return text;
}

//! \param leaves with keys and contents
template <typename Leaves> std::vector<SelectableLeaf> selectable(const Leaves &leaves, bool isOwn)
{
    std::vector<SelectableLeaf> found;
    found.reserve(leaves.size());
    for (const auto &leaf : leaves) {
        const QString text = selectableText(leaf.content);
        if (text.isEmpty() && !isOwn)
            continue;
        const auto *content = std::get_if<TextContent>(&leaf.content);
        if (!content && text.isEmpty())
            continue;
        SelectableLeaf entry{leaf.key, text, {}, isOwn, {}};
        if (!content) {
            entry.block.kind = markdown::BlockKind::Code; // a tool's words, as they stand
            entry.block.content.text = text;
        } else {
            entry.block = content->block;
            entry.isTight = entry.isTight || content->block.isTight;
            if (content->block.mark)
                entry.mark = markdown::markText(*content->block.mark) + u' ';
            if (content->block.listDepth > 1)
                entry.mark.prepend(QString((content->block.listDepth - 1) * 2, u' '));
        }
        found.push_back(std::move(entry));
    }
    return found;
}

//! \return \a markdown to be looked at as it was written.
QList<markdown::Block> sourceBlocks(const QString &markdown)
{
    if (markdown.isEmpty())
        return {};
    markdown::Block block;
    block.kind = markdown::BlockKind::Code;
    block.language = QStringLiteral("markdown");
    block.content.text = markdown;
    return {block};
}

bool isOwnMessage(const Message &message)
{
    return message.role == Role::User && !isDamaged(message);
}

markdown::Formulas formulasOf(const Style &style)
{
    return style.showsFormulas ? markdown::Formulas::Recognised : markdown::Formulas::AsText;
}

bool isInBubble(const Leaf &leaf)
{
    return leaf.key.section != Section::Footer;
}

//! \brief Brings \a document up to \a text, which mostly goes on where it ended.
void follow(markdown::IncrementalDocument &document, const QString &text, bool isComplete,
            bool mustRestart)
{
    const qsizetype taken = document.takenCharacters();
    if (mustRestart || taken > text.size() || (taken == 0 && isComplete))
        document.setText(text, isComplete);
    else if (taken < text.size())
        document.append(QStringView(text).sliced(taken));
}

} // namespace

MessageItem::MessageItem(const Message &message, const Style &style, qreal columnWidth)
    : m_id(message.id)
    , m_formulas(formulasOf(style))
    , m_text(m_formulas)
    , m_reasoning(m_formulas)
    , m_isOwn(isOwnMessage(message))
    , m_isRunning(app::conversation::isRunning(message))
    , m_estimatedHeight(estimatedHeight(message, style, columnWidth))
{ }

qreal MessageItem::estimatedHeight(const Message &message, const Style &style, qreal columnWidth)
{
    qsizetype characters = 0;
    qsizetype lines = 0;
    for (const ContentPart &part : message.content) {
        if (const auto *text = std::get_if<TextPart>(&part)) {
            characters += text->text.size();
            lines += text->text.count(u'\n') + 1;
        }
    }
    const qreal room = isOwnMessage(message) ? columnWidth - BubbleIndent : columnWidth;
    const qreal perLine = std::max(8.0, room / (style.readingLine * 0.32));
    const qreal wrapped =
        static_cast<qreal>(lines) * 0.8 + static_cast<qreal>(characters) / perLine;
    return std::ceil(HeightBesideText + wrapped * style.readingLine * 0.9);
}

qreal MessageItem::height() const
{
    if (!m_isBuilt)
        return m_estimatedHeight;
    qreal height = 0;
    for (const Leaf &leaf : m_leaves)
        height += leaf.extent();
    return height;
}

void MessageItem::sync(const Message &message, const Surroundings &surroundings, const Style &style,
                       qreal columnWidth)
{
    m_isRunning = app::conversation::isRunning(message);
    setFormulas(formulasOf(style));
    updateDocuments(message);
    mergeLeaves(message, surroundings, style);
    placeLeaves(style, columnWidth);
    m_isBuilt = true;
}

//! Other than before: the text is read again.
void MessageItem::setFormulas(markdown::Formulas formulas)
{
    if (formulas == std::exchange(m_formulas, formulas))
        return;
    m_text = markdown::IncrementalDocument(formulas);
    m_reasoning = m_text;
    m_reading.reset();
    m_isFinished = false;
}

void MessageItem::updateDocuments(const Message &message)
{
    const QString text = textOfParts<TextPart>(message);
    if (!isMarkdown(message)) {
        m_text.setText({}, true);
        m_isFinished = true;
        return;
    }
    const QString reasoning = textOfParts<ReasoningPart>(message);
    if (m_isRunning && !reasoning.isEmpty() && text.isEmpty() && !m_thinking.isValid())
        m_thinking.start();
    if (m_thinking.isValid() && !m_thoughtFor && (!text.isEmpty() || !m_isRunning))
        m_thoughtFor = std::chrono::milliseconds(m_thinking.elapsed());
    const bool mustRestart = m_mustRestart || (m_isFinished && m_isRunning)
        || (m_isFinished && !isUnread() && m_text.takenCharacters() != text.size());
    m_mustRestart = false;
    updateText(text, mustRestart);
    follow(m_reasoning, reasoning, !m_isRunning, mustRestart);
    if (!m_isRunning && !m_isFinished)
        m_reasoning.finish();
    m_isFinished = !m_isRunning;
}

void MessageItem::updateText(const QString &text, bool mustRestart)
{
    if (m_reading && (m_isRunning || m_reading->characters != text.size()))
        m_reading.reset(); // of another text
    if (hasRead()) {
        m_text = m_reading->document.takeResult();
        m_reading.reset();
        return;
    }
    if (m_reading)
        return;
    // What was watched coming in is read as a whole again only for its definitions of links.
    const bool isNew = mustRestart || m_text.takenCharacters() == 0;
    const bool isReadAsWhole = !m_isRunning && !(m_isFinished && !isNew)
        && (isNew || m_text.text().contains(QStringLiteral("]:")));
    if (isReadAsWhole && text.size() > LongText) {
        if (isNew)
            m_text = markdown::IncrementalDocument(m_formulas);
        else
            follow(m_text, text, true, false);
        m_reading = Reading{QtConcurrent::run([text, formulas = m_formulas] {
                                markdown::IncrementalDocument document(formulas);
                                document.setText(text, true);
                                return document;
                            }),
                            text.size()};
        return;
    }
    follow(m_text, text, !m_isRunning, mustRestart);
    if (!m_isRunning && !m_isFinished)
        m_text.finish();
}

void MessageItem::mergeLeaves(const Message &message, const Surroundings &surroundings,
                              const Style &style)
{
    QList<markdown::Block> plain;
    if (!isMarkdown(message))
        plain = markdown::plainBlocks(textOf(message.content));
    else if (m_showsSource)
        plain = sourceBlocks(textOf(message.content));
    const bool isFormatted = isMarkdown(message) && !m_showsSource;
    std::optional<qreal> unreadHeight;
    if (isFormatted && isUnread())
        unreadHeight = m_estimatedHeight - HeightBesideText;
    const Presentation presentation{.text = isFormatted ? m_text.blocks() : plain,
                                    .reasoning = m_reasoning.blocks(),
                                    .surroundings = surroundings,
                                    .isReasoningOpen = m_isReasoningOpen,
                                    .thoughtFor = m_thoughtFor,
                                    .showsDetails = m_showsDetails,
                                    .codeViews = m_showsSource ? &m_sourceView : &m_codeViews,
                                    .unreadHeight = unreadHeight};
    std::vector<LeafPlan> plans = leavesOf(message, presentation);
    std::vector<Leaf> leaves;
    leaves.reserve(plans.size());
    size_t old = 0;
    for (LeafPlan &plan : plans) {
        while (old < m_leaves.size() && m_leaves[old].key < plan.key)
            ++old;
        Leaf leaf;
        if (old < m_leaves.size() && m_leaves[old].key == plan.key) {
            leaf = std::move(m_leaves[old++]);
            if (leaf.content != plan.content) {
                leaf.isMeasured = false;
                ++leaf.version;
                if (leaf.layout && leaf.layout->update(plan.content)) {
                    leaf.height = leaf.layout->height();
                    leaf.isMeasured = true;
                } else {
                    leaf.layout.reset();
                }
            }
        }
        leaf.key = plan.key;
        leaf.content = std::move(plan.content);
        leaf.gap = std::round(plan.gap * std::max(1.0, style.scale));
        leaves.push_back(std::move(leaf));
    }
    m_leaves = std::move(leaves);
}

void MessageItem::placeLeaves(const Style &style, qreal columnWidth)
{
    qreal left = 0;
    qreal width = columnWidth;
    if (m_isOwn) {
        const qreal room =
            columnWidth - std::min(BubbleIndent, columnWidth * 0.18) - 2 * BubblePadding;
        width = ownTextWidth(style, room);
        left = columnWidth - width - BubblePadding;
    }
    for (Leaf &leaf : m_leaves) {
        const bool isIndented = m_isOwn && isInBubble(leaf);
        const qreal leafWidth = isIndented ? width : columnWidth;
        leaf.left = isIndented ? left : 0;
        if (leaf.width != leafWidth) {
            leaf.width = leafWidth;
            leaf.isMeasured = false;
            leaf.layout.reset();
        }
        if (!leaf.isMeasured && !leaf.layout)
            leaf.height = std::ceil(transcript::estimatedHeight(leaf.content, style, leafWidth));
    }
}

//! An own message is no wider than its text asks for.
qreal MessageItem::ownTextWidth(const Style &style, qreal room) const
{
    qsizetype characters = 0;
    for (const Leaf &leaf : m_leaves)
        characters += isInBubble(leaf) ? selectableText(leaf.content).size() + 20 : 0;
    if (characters > ShortText)
        return room;
    qreal width = 24;
    for (const Leaf &leaf : m_leaves) {
        if (isInBubble(leaf))
            width = std::max(width, makeLayout(leaf.content, style, room)->naturalWidth());
    }
    return std::min(room, width);
}

std::vector<SelectableLeaf> MessageItem::selectableLeaves() const
{
    return selectable(m_leaves, m_isOwn);
}

MessageItem::Shown MessageItem::shownAtFirst(const Style &style)
{
    return {.formulas = formulasOf(style)};
}

std::vector<SelectableLeaf> MessageItem::parsedLeaves(const Message &message, const Shown &shown)
{
    const QString text = textOf(message.content);
    const QList<markdown::Block> blocks = !isMarkdown(message) ? markdown::plainBlocks(text)
        : shown.isSource                                       ? sourceBlocks(text)
                         : markdown::parse(text, markdown::Ending::Complete, shown.formulas);
    const QString thoughts = isMarkdown(message) ? textOfParts<ReasoningPart>(message) : QString();
    const QList<markdown::Block> reasoning =
        markdown::parse(thoughts, markdown::Ending::Complete, shown.formulas);
    const Surroundings anywhere;
    const Presentation presentation{.text = blocks,
                                    .reasoning = reasoning,
                                    .surroundings = anywhere,
                                    .isReasoningOpen = shown.isReasoningOpen,
                                    .onlyText = true};
    return selectable(leavesOf(message, presentation), isOwnMessage(message));
}

size_t MessageItem::indexOf(const LeafKey &key) const
{
    const auto found =
        std::lower_bound(m_leaves.begin(), m_leaves.end(), key,
                         [](const Leaf &leaf, const LeafKey &wanted) { return leaf.key < wanted; });
    const auto index = static_cast<size_t>(found - m_leaves.begin());
    return std::min(index, m_leaves.empty() ? 0 : m_leaves.size() - 1);
}

LeafLayout &MessageItem::layoutOf(size_t index, const Style &style, int *made)
{
    Leaf &leaf = m_leaves.at(index);
    if (!leaf.layout) {
        leaf.layout = makeLayout(leaf.content, style, leaf.width);
        leaf.layout->setScroll(leaf.scroll);
        ++*made;
    }
    leaf.height = leaf.layout->height();
    leaf.isMeasured = true;
    return *leaf.layout;
}

int MessageItem::caretLeaf() const
{
    if (!m_isRunning)
        return -1;
    for (size_t index = m_leaves.size(); index > 0; --index) {
        const Section section = m_leaves.at(index - 1).key.section;
        if (section == Section::Text || section == Section::Reasoning || section == Section::Refusal
            || section == Section::Waiting)
            return static_cast<int>(index - 1);
    }
    return -1;
}

void MessageItem::relayout(const Style &style, qreal columnWidth)
{
    dropLayouts();
    for (Leaf &leaf : m_leaves) {
        leaf.isMeasured = false;
        leaf.width = 0;
    }
    placeLeaves(style, columnWidth);
}

void MessageItem::dropLayouts()
{
    for (Leaf &leaf : m_leaves) {
        if (leaf.layout)
            leaf.scroll = leaf.layout->scroll();
        leaf.layout.reset();
    }
}

void MessageItem::dropLeaves()
{
    m_estimatedHeight = height();
    m_leaves.clear();
    m_text = markdown::IncrementalDocument(m_formulas);
    m_reasoning = m_text;
    m_reading.reset();
    m_isFinished = false;
    m_isBuilt = false;
}

QString MessageItem::foldedReasoning() const
{
    const bool isFolded = std::ranges::any_of(m_leaves, [](const Leaf &leaf) {
        const auto *fold = std::get_if<FoldContent>(&leaf.content);
        return fold && !fold->isOpen;
    });
    return isFolded ? m_reasoning.text() : QString();
}

void MessageItem::toggleReasoning()
{
    for (const Leaf &leaf : m_leaves) {
        if (const auto *fold = std::get_if<FoldContent>(&leaf.content))
            m_isReasoningOpen = !fold->isOpen;
    }
}

} // namespace polylogue::ui::transcript
