// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/leaflayout.h"

#include "app/base/overloaded.h"
#include "ui/transcript/cards.h"
#include "ui/transcript/codelayout.h"
#include "ui/transcript/errorcard.h"
#include "ui/transcript/footerlayout.h"
#include "ui/transcript/formulas.h"
#include "ui/transcript/mathlayout.h"
#include "ui/transcript/paragraphlayout.h"
#include "ui/transcript/picturelayout.h"
#include "ui/transcript/tablelayout.h"

#include <algorithm>
#include <cmath>

namespace polylogue::ui::transcript {

namespace {

using app::base::Overloaded;
using markdown::BlockKind;

std::unique_ptr<LeafLayout> makeTextLayout(const TextContent &text, const Style &style, qreal width)
{
    switch (text.block.kind) {
    case BlockKind::Paragraph:
    case BlockKind::Heading:
        return std::make_unique<ParagraphLayout>(text, style, width);
    case BlockKind::Math:
        if (auto formula = findFormula(text.block.content.text, style);
            formula && formula->isDrawn())
            return std::make_unique<MathLayout>(text, style, width, std::move(formula));
        return std::make_unique<ParagraphLayout>(text, style, width); // its source
    case BlockKind::Code:
        return std::make_unique<CodeLayout>(text, style, width);
    case BlockKind::Table:
        return std::make_unique<TableLayout>(text, style, width);
    case BlockKind::Rule:
        return std::make_unique<RuleLayout>(text, style, width);
    }
    return {};
}

qreal estimatedTextHeight(const TextContent &text, const Style &style, qreal width)
{
    const qreal line = text.tone == Tone::Quiet ? style.quietLine : style.readingLine;
    switch (text.block.kind) {
    case BlockKind::Paragraph:
    case BlockKind::Heading: {
        const qreal charactersPerLine = std::max(8.0, width / (style.readingLine * 0.32));
        const auto length = static_cast<qreal>(text.block.content.text.size());
        return line * std::ceil(std::max(1.0, length / charactersPerLine));
    }
    case BlockKind::Code:
        return CodeLayout::estimate(text, style, width);
    case BlockKind::Table:
        return static_cast<qreal>(text.block.table.rows()) * (line + 12);
    case BlockKind::Math:
        return 2 * line;
    case BlockKind::Rule:
        return line;
    }
    return line;
}

} // namespace

bool Target::contains(const QPointF &point) const
{
    return std::any_of(areas.begin(), areas.end(),
                       [&point](const QRectF &area) { return area.contains(point); });
}

QRectF Target::boundingRect() const
{
    QRectF bounds;
    for (const QRectF &area : areas)
        bounds |= area;
    return bounds;
}

LeafLayout::~LeafLayout() = default;

void LeafLayout::setScroll(qreal scroll)
{
    m_scroll = std::clamp(scroll, 0.0, std::max(0.0, maximumScroll()));
}

std::unique_ptr<LeafLayout> makeLayout(const LeafContent &content, const Style &style, qreal width)
{
    using Layout = std::unique_ptr<LeafLayout>;
    return std::visit(
        Overloaded{
            [&](const HeaderContent &header) -> Layout {
                return std::make_unique<HeaderLayout>(header, style, width);
            },
            [&](const AttachmentsContent &attachments) -> Layout {
                return std::make_unique<AttachmentsLayout>(attachments, style, width);
            },
            [&](const UnreadContent &unread) -> Layout {
                return std::make_unique<UnreadLayout>(unread, style);
            },
            [&](const PictureContent &picture) -> Layout {
                return std::make_unique<PictureLayout>(picture, style, width);
            },
            [&](const FoldContent &fold) -> Layout {
                return std::make_unique<FoldLayout>(fold, style, width);
            },
            [&](const TextContent &text) -> Layout { return makeTextLayout(text, style, width); },
            [&](const CardContent &card) -> Layout {
                return std::make_unique<CardLayout>(card, style, width);
            },
            [&](const WaitingContent &waiting) -> Layout {
                return std::make_unique<NoteLayout>(NoteContent{waiting.text, {}}, style, width);
            },
            [&](const ErrorContent &error) -> Layout {
                return std::make_unique<ErrorCard>(error, style, width);
            },
            [&](const NoteContent &note) -> Layout {
                return std::make_unique<NoteLayout>(note, style, width);
            },
            [&](const FooterContent &footer) -> Layout {
                return std::make_unique<FooterLayout>(footer, style, width);
            },
        },
        content);
}

qreal estimatedHeight(const LeafContent &content, const Style &style, qreal width)
{
    return std::visit(
        Overloaded{
            [&](const HeaderContent &) { return style.readingLine; },
            [&](const AttachmentsContent &) { return AttachmentsLayout::CardHeight; },
            [&](const UnreadContent &unread) { return unread.height; },
            [&](const PictureContent &picture) {
                return PictureLayout::sizeOf(picture, style, width).height();
            },
            [&](const FoldContent &) { return style.readingLine; },
            [&](const TextContent &text) { return estimatedTextHeight(text, style, width); },
            [&](const CardContent &) { return style.readingLine * 2; },
            [&](const WaitingContent &) { return style.readingLine; },
            [&](const ErrorContent &) { return style.readingLine * 6; },
            [&](const NoteContent &) { return style.metadataLine; },
            [&](const FooterContent &) { return style.readingLine; },
        },
        content);
}

QRectF scrollHandleIn(const QRectF &area, qreal scroll, qreal maximumScroll)
{
    constexpr qreal Thickness = 6;
    constexpr qreal Margin = 3;
    if (maximumScroll <= 0)
        return {};
    const qreal track = area.width() - 2 * Margin;
    const qreal length = std::max(24.0, track * area.width() / (area.width() + maximumScroll));
    const qreal x = area.left() + Margin + (track - length) * scroll / maximumScroll;
    return {x, area.bottom() - Thickness - Margin, length, Thickness};
}

} // namespace polylogue::ui::transcript
