// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/legend.h"

#include "ui/map/maptablemodel.h"
#include "ui/plot/scalebar.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QResizeEvent>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

namespace {

constexpr int gap = 4;
constexpr qsizetype longestName = 40;

class ScaleBar final : public QWidget
{
public:
    ScaleBar(const plot::Scale &scale, QWidget *parent)
        : QWidget(parent)
        , m_scale(scale)
    {
        setAccessibleName(plot::scaleText(scale));
    }

    QSize sizeHint() const override
    {
        const QSize words = plot::sizeOfScale(m_scale, font()).toSize();
        return {words.width() + 2 * theme::Metrics::Unit, theme::Metrics::TargetComfortable};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double top = (height() - plot::sizeOfScale(m_scale, font()).height()) / 2;
        plot::drawScale(painter, QPointF(theme::Metrics::Unit, top), m_scale, font(),
                        {.background = palette().color(QPalette::Base),
                         .text = palette().color(QPalette::Text),
                         .text2 = palette().color(QPalette::PlaceholderText)});
    }

private:
    plot::Scale m_scale;
};

} // namespace

Legend::Legend(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Legend"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Legend::showPlot(const plot::Plot &plot)
{
    for (QWidget *part : std::as_const(m_parts)) {
        part->hide();
        part->deleteLater();
    }
    m_parts.clear();
    if (plot.scale)
        addPart(new ScaleBar(*plot.scale, this));
    for (int i = 0; i < plot.series.size(); ++i) {
        const bool isStep = plot.scale && i + 1 < plot.series.size();
        plot::Series series = plot.series.at(i);
        if (isStep || plot.series.size() < 2 || (plot.scale && series.count == 0))
            continue;
        if (!plot.shapes.isEmpty())
            series.shape = plot::Shape::Circle; // shapes mean something else
        connect(addSwitch(series), &QToolButton::toggled, this,
                [this, i](bool shown) { Q_EMIT toggled(i, shown); });
    }
    for (int i = 0; i < plot.shapes.size(); ++i) {
        plot::Series shape = plot.shapes.at(i);
        shape.colour = palette().color(QPalette::Text);
        connect(addSwitch(shape), &QToolButton::toggled, this,
                [this, i](bool shown) { Q_EMIT shapeToggled(i, shown); });
    }
    setVisible(!m_parts.isEmpty());
    place(width(), true);
    updateGeometry();
}

QToolButton *Legend::addSwitch(const plot::Series &series)
{
    auto *button = new QToolButton(this);
    const QString name = text::oneLine(series.name, longestName);
    theme::setLook(button, theme::Look::Quiet);
    button->setIcon(markOf(series));
    button->setText(QString(name).replace(u'&', u"&&"_s) + u"  "_s + text::count(series.count));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setChecked(series.isShown);
    button->setAccessibleName(tr("%1, %2 texts").arg(name, text::count(series.count)));
    connect(button, &QToolButton::toggled, button, [button](bool shown) {
        QFont font = button->font();
        font.setStrikeOut(!shown);
        button->setFont(font);
    });
    addPart(button);
    return button;
}

void Legend::addPart(QWidget *part)
{
    part->show();
    m_parts.append(part);
}

QSize Legend::sizeHint() const
{
    return {240, place(std::max(width(), 240), false)};
}

int Legend::place(int width, bool moves) const
{
    QPoint at;
    int line = 0;
    for (QWidget *part : m_parts) {
        const QSize size = part->sizeHint();
        if (at.x() > 0 && at.x() + size.width() > width) {
            at = {0, at.y() + line + gap};
            line = 0;
        }
        if (moves)
            part->setGeometry(QRect(at, QSize(std::min(size.width(), width), size.height())));
        at.rx() += size.width() + gap;
        line = std::max(line, size.height());
    }
    return at.y() + line;
}

void Legend::resizeEvent(QResizeEvent *)
{
    place(width(), true);
}

} // namespace polylogue::ui::map
