// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transfer/printdocument.h"

#include "ui/transfer/exportwords.h"
#include "ui/transfer/paperleaves.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QPageLayout>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::ui::transfer {

using app::conversation::Message;
using app::conversation::Role;
using transcript::LeafContent;
using transcript::LeafLayout;
using transcript::LeafPlan;
using transcript::Section;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::transfer)
};

constexpr qreal HeadHeight = 36;
constexpr qreal OwnPadding = 12; // around the user's own messages
constexpr qreal LeastBelowHeading = 60; // what has to follow a heading on its page
constexpr QSize LargestPicture(1'400, 1'400); // pixels: about 200 to the inch

bool isHeading(const LeafContent &content)
{
    const auto *text = std::get_if<transcript::TextContent>(&content);
    return std::holds_alternative<transcript::HeaderContent>(content)
        || (text && text->block.kind == markdown::BlockKind::Heading);
}

//! \return where a layout may be cut: between its lines, from top to bottom.
std::vector<qreal> cutsOf(const LeafContent &content, const LeafLayout &layout)
{
    struct Line
    {
        qreal top = 0;
        qreal bottom = 0;
    };
    std::vector<Line> lines;
    const auto size = static_cast<int>(selectableText(content).size());
    for (int offset = 0; offset < size; ++offset) {
        const QRectF area = layout.characterRect(offset);
        if (lines.empty() || lines.back().top != area.top())
            lines.push_back({area.top(), area.bottom()});
    }
    // Cells of a table come one after the other and stand beside each other.
    std::sort(lines.begin(), lines.end(),
              [](const Line &a, const Line &b) { return a.top < b.top; });
    std::vector<qreal> cuts;
    qreal bottom = 0;
    for (const Line &line : lines) {
        if (bottom > 0 && line.top >= bottom - 1)
            cuts.push_back(std::round((line.top + bottom) / 2));
        bottom = std::max(bottom, line.bottom);
    }
    return cuts;
}

bool isEmoji(QStringView cluster)
{
    const char32_t first = cluster.toUcs4().value(0);
    return (first >= 0x1f000 && first <= 0x1fbff) || (first >= 0x2600 && first <= 0x27bf)
        || cluster.contains(QChar(0xfe0f));
}

//! Fonts of coloured pictures leave nothing in a PDF: they are painted over it as images.
void paintEmoji(QPainter &painter, const LeafContent &content, const LeafLayout &layout,
                const transcript::PaintContext &context)
{
    constexpr qreal Scale = 4; // 384 dots per inch
    const QString text = selectableText(content);
    QTextBoundaryFinder clusters(QTextBoundaryFinder::Grapheme, text);
    qsizetype begin = 0;
    for (qsizetype end = clusters.toNextBoundary(); end > 0;
         begin = std::exchange(end, clusters.toNextBoundary())) {
        if (!isEmoji(QStringView(text).sliced(begin, end - begin)))
            continue;
        QRectF area;
        for (qsizetype at = begin; at < end; ++at)
            area |= layout.characterRect(static_cast<int>(at));
        if (area.isEmpty() || !context.clip.contains(area.center()))
            continue;
        QImage image((area.size() * Scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter imagePainter(&image);
        imagePainter.scale(Scale, Scale);
        imagePainter.translate(-area.topLeft());
        layout.paint(imagePainter, context);
        imagePainter.end();
        painter.drawImage(area, image);
    }
}

} // namespace

struct PrintDocument::Paper
{
    struct Leaf
    {
        LeafContent content = {};
        qreal gap = 0;
        qreal scale = 1; // less than 1 for a table that is too wide
        std::unique_ptr<LeafLayout> layout = {};

        qreal height() const { return layout->height() * scale; }
    };

    qsizetype chat = 0;
    qsizetype message = 0;
    bool isOwn = false;
    std::vector<Leaf> leaves = {};
};

PrintDocument::PrintDocument(const QList<app::store::WholeChat> &chats,
                             const app::transfer::ExportOptions &options,
                             const app::store::BlobStore &blobs, const QSizeF &page)
    : m_chats(chats)
    , m_options(options)
    , m_page(page)
    , m_style(paperStyle(options.formulas))
    , m_blobs(blobs)
    , m_provider([this](const app::conversation::BlobRef &blob, const QSize &) {
        const auto known = m_pictures.find(blob.sha256);
        return known == m_pictures.end() ? QImage() : known->second;
    })
{ }

PrintDocument::~PrintDocument() = default;

qsizetype PrintDocument::messages() const
{
    qsizetype sum = 0;
    for (const app::store::WholeChat &chat : m_chats)
        sum += chat.messages.size();
    return sum;
}

void PrintDocument::beginPage(qsizetype chat)
{
    m_pages.push_back({.chat = chat});
    m_y = HeadHeight;
}

bool PrintDocument::layOutNext()
{
    while (m_chat < m_chats.size()) {
        if (m_message == 0)
            beginPage(m_chat);
        if (m_message < m_chats.at(m_chat).messages.size()) {
            std::vector<LeafPlan> plans = std::exchange(m_plans, {});
            if (plans.empty())
                plans = plan(m_chat, m_message);
            place(*lay(m_chat, m_message, std::move(plans)), m_chat, m_message);
            ++m_message;
            ++m_laidOut;
            return true;
        }
        ++m_chat;
        m_message = 0;
    }
    return false;
}

bool PrintDocument::isReady()
{
    const bool isMessage =
        m_chat < m_chats.size() && m_message < m_chats.at(m_chat).messages.size();
    if (!isMessage)
        return true;
    if (m_plans.empty())
        m_plans = plan(m_chat, m_message);
    bool isReady = true;
    for (const LeafPlan &leaf : m_plans) {
        isReady = areFormulasKnown(leaf.content, m_style) && isReady;
        isReady = isPictureKnown(leaf.content) && isReady;
    }
    return isReady;
}

bool PrintDocument::isPictureKnown(const LeafContent &content)
{
    const auto *picture = std::get_if<transcript::PictureContent>(&content);
    if (!picture || m_pictures.contains(picture->blob.sha256))
        return true;
    const QByteArray sha256 = picture->blob.sha256;
    const QString path = m_blobs.path(picture->blob);
    if (path.isEmpty()) {
        m_pictures.emplace(sha256, QImage());
        return true;
    }
    if (m_jobs.contains(sha256))
        return false;
    using app::attachments::DecodeJob;
    auto job = std::make_unique<DecodeJob>(
        app::attachments::DecodeRequest{.path = path, .maximumSize = LargestPicture});
    const auto keep = [this, sha256](const QImage &image) {
        const auto ended = m_jobs.extract(sha256); // is in its signal still
        m_pictures.emplace(sha256, image);
    };
    QObject::connect(job.get(), &DecodeJob::finished, job.get(),
                     [keep](const app::attachments::DecodeResult &result) { keep(result.image); });
    QObject::connect(job.get(), &DecodeJob::failed, job.get(), [keep] { keep({}); });
    m_jobs.emplace(sha256, std::move(job));
    return false;
}

std::vector<LeafPlan> PrintDocument::plan(qsizetype chat, qsizetype message) const
{
    const Message &said = m_chats.at(chat).messages.at(message);
    return paperLeavesOf(said, m_options, m_style, textWidth(said));
}

qreal PrintDocument::textWidth(const Message &message) const
{
    return m_page.width() - (message.role == Role::User ? 2 * OwnPadding : 0);
}

std::unique_ptr<PrintDocument::Paper> PrintDocument::lay(qsizetype chat, qsizetype message,
                                                         std::vector<LeafPlan> plans) const
{
    const Message &said = m_chats.at(chat).messages.at(message);
    auto paper = std::make_unique<Paper>();
    paper->chat = chat;
    paper->message = message;
    paper->isOwn = said.role == Role::User;
    const qreal width = textWidth(said);
    for (LeafPlan &plan : plans) {
        Paper::Leaf leaf{.content = std::move(plan.content), .gap = plan.gap};
        leaf.layout = makeLayout(leaf.content, m_style, width);
        if (const qreal beyond = leaf.layout->maximumScroll(); beyond > 0) {
            leaf.layout = makeLayout(leaf.content, m_style, width + beyond);
            leaf.scale = width / (width + beyond);
        }
        paper->leaves.push_back(std::move(leaf));
    }
    return paper;
}

void PrintDocument::place(const Paper &paper, qsizetype chat, qsizetype message)
{
    for (size_t index = 0; index < paper.leaves.size(); ++index) {
        const Paper::Leaf &leaf = paper.leaves.at(index);
        const bool isFirst = m_pages.back().slices.empty();
        const qreal gap = isFirst ? (paper.isOwn ? OwnPadding : 0) : leaf.gap;
        if (!isFirst && isHeading(leaf.content)) {
            qreal wanted = gap + leaf.height() + LeastBelowHeading;
            // A name with a heading below it: neither is left behind.
            for (size_t next = index + 1;
                 next < paper.leaves.size() && isHeading(paper.leaves.at(next).content); ++next)
                wanted += paper.leaves.at(next).gap + paper.leaves.at(next).height();
            if (m_y + wanted > m_page.height())
                beginPage(chat);
        }
        placeLeaf(paper, {.chat = chat, .message = message, .leaf = index}, gap);
    }
}

void PrintDocument::placeLeaf(const Paper &paper, const Slice &first, qreal gap)
{
    const Paper::Leaf &leaf = paper.leaves.at(first.leaf);
    const qreal height = leaf.height();
    std::vector<qreal> cuts;
    if (m_y + gap + height > m_page.height())
        cuts = cutsOf(leaf.content, *leaf.layout);
    Slice slice = first;
    slice.y = m_pages.back().slices.empty() ? m_y + (paper.isOwn ? OwnPadding : 0) : m_y + gap;
    while (slice.top < height) {
        const qreal room = m_page.height() - slice.y;
        const qreal left = height - slice.top;
        slice.height = left;
        if (left > room) {
            slice.height = 0;
            for (const qreal cut : cuts) {
                const qreal scaled = cut * leaf.scale;
                if (scaled > slice.top + 1 && scaled <= slice.top + room)
                    slice.height = scaled - slice.top;
            }
            if (slice.height <= 0 && m_pages.back().slices.empty())
                slice.height = room; // nothing to cut between, and no page is larger
        }
        if (slice.height > 0) {
            m_pages.back().slices.push_back(slice);
            slice.top += slice.height;
            m_y = slice.y + slice.height;
        }
        if (slice.top < height) {
            beginPage(slice.chat);
            slice.y = m_y + (paper.isOwn ? OwnPadding : 0);
        }
    }
}

const PrintDocument::Paper &PrintDocument::paperOf(const Slice &slice)
{
    if (!m_painted || m_painted->chat != slice.chat || m_painted->message != slice.message)
        m_painted = lay(slice.chat, slice.message, plan(slice.chat, slice.message));
    return *m_painted;
}

void PrintDocument::paintPage(QPainter &painter, int page)
{
    paintHead(painter, page);
    const std::vector<Slice> &slices = m_pages.at(static_cast<size_t>(page)).slices;
    for (const Slice &slice : slices)
        paintTint(painter, slice);
    for (const Slice &slice : slices)
        paintSlice(painter, slice);
}

void PrintDocument::paintHead(QPainter &painter, int page) const
{
    const app::store::ChatRecord &record =
        m_chats.at(m_pages.at(static_cast<size_t>(page)).chat).record;
    const QString place = Words::tr("Page %1 of %2").arg(page + 1).arg(pageCount());
    const QFontMetricsF metrics(m_style.metadataFont);
    const qreal placeWidth = metrics.horizontalAdvance(place);
    const QRectF line(0, 0, m_page.width(), metrics.height());
    const QString title =
        record.title.isEmpty() ? exportWords().untitled : record.title.simplified();
    painter.setFont(m_style.metadataFont);
    painter.setPen(m_style.colours.text2);
    painter.drawText(line, Qt::AlignRight | Qt::TextSingleLine, place);
    painter.drawText(line, Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(title, Qt::ElideRight, m_page.width() - placeWidth - 24));
    painter.fillRect(QRectF(0, line.bottom() + 4, m_page.width(), 1), m_style.colours.line);
}

//! Tints overlap where a message has several leaves, so that it stands on one block.
void PrintDocument::paintTint(QPainter &painter, const Slice &slice) const
{
    if (m_chats.at(slice.chat).messages.at(slice.message).role == Role::User)
        painter.fillRect(
            QRectF(0, slice.y - OwnPadding, m_page.width(), slice.height + 2 * OwnPadding),
            m_style.colours.surface2);
}

void PrintDocument::paintSlice(QPainter &painter, const Slice &slice)
{
    const Paper &paper = paperOf(slice);
    const Paper::Leaf &leaf = paper.leaves.at(slice.leaf);
    painter.save();
    painter.translate(paper.isOwn ? OwnPadding : 0, slice.y - slice.top);
    const qreal width = m_page.width() + 2 * OwnPadding; // frames may stand out a little
    painter.setClipRect(QRectF(-OwnPadding, slice.top, width, slice.height));
    painter.scale(leaf.scale, leaf.scale);
    transcript::PaintContext context{m_style};
    // A hair within the cuts, so that the lines beyond are not painted at all.
    context.clip = QRectF(-OwnPadding, slice.top / leaf.scale + 1, width / leaf.scale,
                          slice.height / leaf.scale - 2);
    context.isOnPaper = true;
    context.pictures = &m_provider;
    context.gapAbove = leaf.gap;
    leaf.layout->paint(painter, context);
    paintEmoji(painter, leaf.content, *leaf.layout, context);
    painter.restore();
}

QSizeF paintableSize(const QPagedPaintDevice &device)
{
    const QRectF area = device.pageLayout().paintRect(QPageLayout::Inch);
    return area.size() * PrintDocument::PixelsPerInch;
}

} // namespace polylogue::ui::transfer
