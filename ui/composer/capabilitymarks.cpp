// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/capabilitymarks.h"

#include "ui/text/format.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

using app::endpoint::Capabilities;

constexpr int Padding = 5;
constexpr int Gap = 6;
constexpr double Radius = 4;
constexpr qsizetype LongestName = 200;

struct Marks
{
    Q_DECLARE_TR_FUNCTIONS(CapabilityMarks)
};

QFont markFont(const theme::Theme &theme)
{
    QFont font = theme.metadataFont();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

} // namespace

QString capabilitySource(const Capabilities &capabilities)
{
    switch (capabilities.source) {
    case Capabilities::Source::Unknown:
    case Capabilities::Source::Name:
        return {};
    case Capabilities::Source::Catalogue:
        return Marks::tr("From the server's model list");
    case Capabilities::Source::Probe:
        return Marks::tr("Found out by trying");
    case Capabilities::Source::Answer:
        return Marks::tr("Seen in an answer of the server");
    case Capabilities::Source::User:
        return Marks::tr("Set by you");
    }
    return {};
}

QStringList capabilityMarks(const Capabilities &capabilities)
{
    if (capabilitySource(capabilities).isEmpty())
        return {};
    QStringList marks;
    if (capabilities.images.value_or(false))
        //: the model reads images
        marks << Marks::tr("image");
    if (capabilities.documents.value_or(false))
        //: the model reads PDF documents
        marks << Marks::tr("PDF");
    if (capabilities.tools.value_or(false))
        //: the model calls tools
        marks << Marks::tr("tools");
    return marks;
}

QString modelToolTip(const app::endpoint::ModelInfo &model)
{
    QStringList lines = {text::oneLine(model.id, LongestName)};
    if (!model.name.isEmpty() && model.name != model.id)
        lines << text::oneLine(model.name, LongestName);
    if (!model.ownedBy.isEmpty())
        lines << Marks::tr("Offered by %1").arg(text::oneLine(model.ownedBy, LongestName));
    const QStringList marks = capabilityMarks(model.capabilities);
    if (!marks.isEmpty())
        lines << Marks::tr("Reads or uses: %1").arg(marks.join(u", "_s));
    if (const auto length = model.capabilities.contextLength)
        lines << Marks::tr("Context: %1").arg(text::tokenCount(*length));
    if (lines.size() > 1)
        lines << capabilitySource(model.capabilities);
    lines.removeAll(QString());
    return u"<p style='white-space:pre'>"_s + lines.join(u'\n').toHtmlEscaped() + u"</p>"_s;
}

int widthOfMarks(const theme::Theme &theme, const QStringList &marks)
{
    const QFontMetrics metrics(markFont(theme));
    int width = 0;
    for (const QString &mark : marks)
        width += metrics.horizontalAdvance(mark) + 2 * Padding + Gap;
    return marks.isEmpty() ? 0 : width - Gap;
}

void paintMarks(QPainter &painter, const theme::Theme &theme, const QStringList &marks,
                const QRect &rect, Qt::LayoutDirection direction)
{
    const theme::Tokens &tokens = theme.tokens();
    const QFont font = markFont(theme);
    const QFontMetrics metrics(font);
    const int height = metrics.height() + 3;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    int x = rect.left();
    for (const QString &mark : marks) {
        const QSize size(metrics.horizontalAdvance(mark) + 2 * Padding, height);
        const QRect box = QStyle::visualRect(
            direction, rect, QRect(QPoint(x, rect.center().y() - height / 2), size));
        painter.setPen(tokens.line);
        painter.setBrush(tokens.surface);
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
        painter.setPen(tokens.text2);
        painter.drawText(box, Qt::AlignCenter, mark);
        x += size.width() + Gap;
    }
    painter.restore();
}

} // namespace polylogue::ui::composer
