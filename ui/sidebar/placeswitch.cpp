// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/placeswitch.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <utility>

namespace polylogue::ui::sidebar {

namespace {

constexpr int Margin = 3;

//! A part of the switch: the chosen one lies on the surface, as a card.
class PlaceButton final : public QAbstractButton
{
public:
    PlaceButton(theme::Theme &theme, const QString &text, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        return {QFontMetrics(boldFont()).horizontalAdvance(text()) + 2 * theme::Metrics::Unit,
                qMax(theme::Metrics::TargetMinimum + 4, fontMetrics().height() + 10)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const theme::Tokens &tokens = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF area = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
        if (isChecked() || hasFocus()) {
            painter.setPen(hasFocus() ? QPen(tokens.accent, 1.5) : QPen(tokens.line, 1));
            painter.setBrush(isChecked() ? tokens.surface : QColor(Qt::transparent));
            painter.drawRoundedRect(area, theme::Metrics::RadiusMark, theme::Metrics::RadiusMark);
        }
        painter.setFont(isChecked() ? boldFont() : font());
        painter.setPen(isChecked() || underMouse() ? tokens.text : tokens.text2);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }

private:
    QFont boldFont() const
    {
        QFont bold = font();
        bold.setBold(true);
        return bold;
    }

    theme::Theme &m_theme;
};

} // namespace

PlaceSwitch::PlaceSwitch(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_buttons(new QButtonGroup(this))
{
    setAccessibleName(tr("Place"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Margin, Margin, Margin, Margin);
    row->setSpacing(Margin);
    const std::pair<Place, QString> places[] = {{Place::Chat, tr("Chat")},
                                                {Place::Compare, tr("Compare")}};
    for (const auto &[place, name] : places) {
        auto *button = new PlaceButton(theme, name, this);
        m_buttons->addButton(button, static_cast<int>(place));
        row->addWidget(button);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT chosen(static_cast<Place>(id)); });
    connect(&theme, &theme::Theme::changed, this, [this] { update(); });
    setPlace(Place::Chat);
}

void PlaceSwitch::setPlace(Place place)
{
    m_buttons->button(static_cast<int>(place))->setChecked(true);
}

void PlaceSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.tokens().surface2);
    painter.drawRoundedRect(rect(), theme::Metrics::RadiusControl, theme::Metrics::RadiusControl);
}

} // namespace polylogue::ui::sidebar
