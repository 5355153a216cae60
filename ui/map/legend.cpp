// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/legend.h"

#include "ui/map/maptablemodel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QResizeEvent>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

namespace {

constexpr int gap = 4;
constexpr qsizetype longestName = 40;

} // namespace

Legend::Legend(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Legend"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Legend::setSeries(const QList<plot::Series> &series)
{
    for (QToolButton *button : std::as_const(m_switches)) {
        button->hide();
        button->deleteLater();
    }
    m_switches.clear();
    if (series.size() < 2) {
        hide();
        return;
    }
    for (int i = 0; i < series.size(); ++i) {
        auto *button = new QToolButton(this);
        const QString name = text::oneLine(series.at(i).name, longestName);
        theme::setLook(button, theme::Look::Quiet);
        button->setIcon(markOf(series.at(i)));
        button->setText(QString(name).replace(u'&', u"&&"_s) + u"  "_s
                        + text::count(series.at(i).count));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setCheckable(true);
        button->setChecked(series.at(i).isShown);
        button->setAccessibleName(tr("%1, %2 texts").arg(name, text::count(series.at(i).count)));
        connect(button, &QToolButton::toggled, this, [this, button, i](bool shown) {
            QFont font = button->font();
            font.setStrikeOut(!shown);
            button->setFont(font);
            Q_EMIT toggled(i, shown);
        });
        button->show();
        m_switches.append(button);
    }
    show();
    place(width(), true);
    updateGeometry();
}

QSize Legend::sizeHint() const
{
    return {240, place(std::max(width(), 240), false)};
}

int Legend::place(int width, bool moves) const
{
    QPoint at;
    int line = 0;
    for (QToolButton *button : m_switches) {
        const QSize size = button->sizeHint();
        if (at.x() > 0 && at.x() + size.width() > width) {
            at = {0, at.y() + line + gap};
            line = 0;
        }
        if (moves)
            button->setGeometry(QRect(at, QSize(std::min(size.width(), width), size.height())));
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
