// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/parser.h"
#include "ui/theme/theme.h"
#include "ui/transcript/leaflayout.h"

#include <QApplication>
#include <QDebug>

#include <cmath>

using namespace polylogue;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

namespace {

void require(bool holds, const char *what, const markdown::Block &block)
{
    if (holds)
        return;
    qCritical() << what << block;
    abort();
}

// What is made here is never destroyed: at the end of a process what Qt keeps for fonts is gone
// before the statics of this file would be, and the style holds the thread that sets formulas.
const Style &style()
{
    static auto *theme = new theme::Theme(app::settings::ThemeMode::Light);
    static const auto *style = new Style(styleFor(*theme, {}));
    return *style;
}

void layOut(const markdown::Block &block, qreal width, QImage &image)
{
    const TextContent content{block, Tone::Reading, {}};
    const std::unique_ptr<LeafLayout> layout = makeLayout(content, style(), width);
    const qreal height = layout->height();
    require(height > 0 && height == std::round(height), "no whole height", block);
    require(layout->maximumScroll() >= 0, "scrolls backwards", block);
    const auto size = static_cast<int>(selectableText(content).size());
    for (const int offset : {0, size / 2, size}) {
        const QRectF area = layout->characterRect(offset);
        require(std::isfinite(area.top()) && std::isfinite(area.left()), "nowhere", block);
    }
    for (const QPointF point : {QPointF(0, 0), QPointF(width / 2, height / 2),
                                QPointF(width, height), QPointF(-5, height + 5)}) {
        const int offset = layout->offsetAt(point);
        require(offset >= 0 && offset <= size, "no such character", block);
    }
    for (const Target &target : layout->targets())
        (void)target.boundingRect();
    QPainter painter(&image);
    PaintContext context{style()};
    context.clip = QRectF(0, 0, width, 200);
    context.selectionStart = size / 3;
    context.selectionEnd = size;
    layout->paint(painter, context);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int argumentCount = 1;
    static char name[] = "fuzz_layout";
    static char *arguments[] = {name, nullptr};
    static const auto *application = new QApplication(argumentCount, arguments);
    (void)application;
    static QImage image(700, 200, QImage::Format_RGB32);

    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const markdown::Block &block : markdown::parse(text, markdown::Ending::Open)) {
        layOut(block, 700, image);
        layOut(block, 90, image);
    }
    return 0;
}
