// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/paperleaves.h"

#include "app/base/overloaded.h"
#include "ui/markdown/parser.h"
#include "ui/math/mathengine.h"
#include "ui/transcript/formulas.h"
#include "ui/transcript/wording.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QStringTokenizer>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using app::conversation::Message;
using app::conversation::Role;
using app::transfer::ExportOptions;
using markdown::Block;
using markdown::BlockKind;
using markdown::InlineFormat;
using markdown::InlineRun;
using markdown::InlineText;
using transcript::LeafContent;
using transcript::LeafPlan;
using transcript::Section;
using transcript::Style;
using transcript::TextContent;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::transfer)
};

constexpr qreal CodePadding = 40; // beside the lines of a block of code
constexpr qreal TurnGap = 32;
constexpr qreal HeaderGap = 4;
constexpr qreal AfterReasoning = 16;

QFont fontOf(int pixels, bool isBold = false)
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(pixels);
    font.setBold(isBold);
    // Paper has the resolution for a glyph's true width.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString withLinesBroken(const QString &code, qsizetype columns)
{
    QString broken;
    for (const QStringView line : qTokenize(code, u'\n')) {
        for (qsizetype at = 0; at == 0 || at < line.size(); at += columns)
            broken += line.mid(at, columns).toString() + u'\n';
    }
    broken.chop(1);
    return broken;
}

//! What cannot be clicked has to be read.
void showTargets(InlineText &text)
{
    qsizetype shift = 0;
    for (qsizetype at = 0; at < text.runs.size(); ++at) {
        InlineRun &run = text.runs[at];
        run.start += static_cast<int>(shift);
        const bool goesOn = at + 1 < text.runs.size()
            && text.runs.at(at + 1).formats.testFlag(InlineFormat::Link)
            && text.runs.at(at + 1).target == run.target;
        if (!run.formats.testFlag(InlineFormat::Link) || goesOn
            || QStringView(text.text).sliced(run.start, run.length) == run.target)
            continue;
        const QString target = u" (%1)"_s.arg(run.target);
        text.text.insert(run.start + run.length, target);
        shift += target.size();
    }
}

std::optional<LeafContent> onPaper(const TextContent &content, const Style &style, qreal width)
{
    TextContent text = content;
    if (text.block.kind == BlockKind::Code) {
        const qreal character = QFontMetricsF(style.codeFont).horizontalAdvance(u'0');
        const qreal indent =
            text.block.listDepth * style.listIndent() + text.block.quoteDepth * style.quoteIndent();
        const auto columns = static_cast<qsizetype>((width - indent - CodePadding) / character);
        text.block.content.text =
            withLinesBroken(text.block.content.text, qMax<qsizetype>(20, columns));
    }
    showTargets(text.block.content);
    for (InlineText &cell : text.block.table.cells)
        showTargets(cell);
    return text;
}

TextContent codeOf(const QString &text, const QString &title)
{
    Block block;
    block.kind = BlockKind::Code;
    block.language = title;
    block.content.text = text;
    return TextContent{block, transcript::Tone::Reading};
}

//! \return what stands on paper in the place of \a content; not set where nothing does.
std::optional<LeafContent> onPaper(const LeafContent &content, const ExportOptions &options,
                                   const Style &style, qreal width)
{
    using Paper = std::optional<LeafContent>;
    return std::visit(
        app::base::Overloaded{
            [&](const transcript::HeaderContent &header) -> Paper {
                return transcript::HeaderContent{header.name,
                                                 options.timestamps ? header.time : QString()};
            },
            [&](const transcript::AttachmentsContent &attachments) -> Paper { return attachments; },
            [&](const transcript::PictureContent &picture) -> Paper { return picture; },
            [&](const transcript::FoldContent &fold) -> Paper {
                if (!options.reasoning)
                    return {};
                return transcript::NoteContent{fold.label, {}};
            },
            [&](const TextContent &text) { return onPaper(text, style, width); },
            [&](const transcript::CardContent &card) -> Paper {
                return onPaper(codeOf(transcript::selectableText(card), Words::tr("Tool")), style,
                               width);
            },
            [&](const transcript::UnreadContent &) -> Paper { return {}; },
            [&](const transcript::WaitingContent &) -> Paper { return {}; },
            [&](const transcript::ErrorContent &error) -> Paper {
                const QString words = error.text.serverWords.isEmpty()
                    ? error.text.title
                    : error.text.title + u": "_s + error.text.serverWords;
                return transcript::NoteContent{words, {}};
            },
            [&](const transcript::NoteContent &note) -> Paper {
                return transcript::NoteContent{note.text, {}};
            },
            [&](const transcript::FooterContent &footer) -> Paper {
                if (!options.metadata || footer.isOwn || footer.facts.isEmpty())
                    return {};
                return transcript::NoteContent{footer.facts.join(u" · "_s), {}};
            },
        },
        content);
}

} // namespace

Style paperStyle(bool formulas)
{
    Style style;
    style.colours = theme::tokensFor(false);
    style.showsFormulas = formulas;
    if (formulas)
        style.math = math::MathEngine::shared();
    style.waitsForFormulas = true;
    style.readingFont = fontOf(15);
    style.quietFont = fontOf(14);
    style.codeFont = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    style.codeFont.setPixelSize(13);
    style.codeFont.setHintingPreference(QFont::PreferNoHinting);
    style.interfaceFont = fontOf(14);
    style.strongFont = fontOf(14, true);
    style.metadataFont = fontOf(12);
    style.headingFonts = {fontOf(20, true), fontOf(17, true), fontOf(15, true)};
    return style;
}

std::vector<LeafPlan> paperLeavesOf(const Message &message, const ExportOptions &options,
                                    const Style &style, qreal width)
{
    const QString text = textOf(message.content);
    const auto parsed = [&style](const QString &markdown) {
        return markdown::parse(markdown, markdown::Ending::Complete,
                               style.showsFormulas ? markdown::Formulas::Recognised
                                                   : markdown::Formulas::AsText);
    };
    const QList<Block> blocks =
        transcript::isMarkdown(message) ? parsed(text) : markdown::plainBlocks(text);
    const QList<Block> reasoning =
        options.reasoning ? parsed(reasoningOf(message.content)) : QList<Block>();
    const transcript::Surroundings surroundings;
    const transcript::Presentation presentation{.text = blocks,
                                                .reasoning = reasoning,
                                                .surroundings = surroundings,
                                                .isReasoningOpen = options.reasoning};
    std::vector<LeafPlan> leaves;
    for (LeafPlan &plan : transcript::leavesOf(message, presentation)) {
        if (plan.key.section == Section::Attachments && !options.attachments)
            continue;
        if (plan.key.section == Section::ToolCall && !options.toolCalls)
            continue;
        std::optional<LeafContent> content = onPaper(plan.content, options, style, width);
        if (!content)
            continue;
        plan.content = std::move(*content);
        if (plan.key.section == Section::Header)
            plan.gap = TurnGap;
        else if (plan.key.section == Section::Text && plan.key.index == 0 && !leaves.empty()
                 && leaves.back().key.section == Section::Reasoning)
            plan.gap = AfterReasoning;
        leaves.push_back(std::move(plan));
    }
    if (message.role == Role::User) { // whose place tells who speaks, on a screen
        const transcript::HeaderContent header{
            transcript::wording::speaker(message),
            options.timestamps ? transcript::wording::time(message.createdAt) : QString()};
        if (!leaves.empty())
            leaves.front().gap = HeaderGap;
        leaves.insert(leaves.begin(), LeafPlan{{Section::Header, 0}, header, TurnGap});
    }
    return leaves;
}

bool areFormulasKnown(const LeafContent &content, const Style &style)
{
    const auto *text = std::get_if<TextContent>(&content);
    if (!text || !style.math)
        return true;
    Style asking = style;
    asking.waitsForFormulas = false;
    bool areKnown = true;
    const auto ask = [&](QStringView source) {
        areKnown = transcript::findFormula(source, asking) && areKnown;
    };
    const auto askIn = [&](const InlineText &inlineText) {
        for (const InlineRun &run : inlineText.runs) {
            if (run.formats.testFlag(InlineFormat::Math))
                ask(QStringView(inlineText.text).sliced(run.start, run.length));
        }
    };
    if (text->block.kind == BlockKind::Math)
        ask(text->block.content.text);
    else
        askIn(text->block.content);
    for (const InlineText &cell : text->block.table.cells)
        askIn(cell);
    return areKnown;
}

} // namespace polylogue::ui::transfer
