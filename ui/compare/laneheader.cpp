// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/compare/laneheader.h"

#include "ui/compare/lanebadge.h"
#include "ui/compare/lanewords.h"
#include "ui/composer/modelpicker.h"
#include "ui/composer/parameterseditor.h"
#include "ui/composer/systemprompteditor.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using theme::Metrics::Unit;

LaneHeader::LaneHeader(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_badge(new LaneBadge(theme, this))
    , m_modelPicker(new composer::ModelPicker(theme, this))
    , m_name(new QLabel(this))
    , m_rung(new QLabel(this))
    , m_differences(new QLabel(this))
    , m_menu(new QMenu(this))
    , m_menuButton(new QToolButton(this))
    , m_systemPrompt(new composer::SystemPromptEditor(theme, this))
    , m_parameters(new composer::ParametersEditor(theme, this))
{
    theme::setLook(m_modelPicker, theme::Look::Quiet);
    for (QLabel *label : {m_name, m_rung, m_differences})
        label->setTextFormat(Qt::PlainText);
    theme::setLook(m_rung, theme::Look::Secondary);
    theme::setLook(m_differences, theme::Look::Secondary);
    m_rung->setAccessibleName(tr("How files go to this model"));
    m_differences->setObjectName(u"LaneDifferences"_s);
    m_differences->setAccessibleName(tr("Differences to Lane A"));
    m_differences->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    theme::setLook(m_menuButton, theme::Look::Quiet);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setMenu(m_menu);
    m_systemPrompt->hide();
    m_parameters->hide();
    m_name->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(Unit / 2);
    row->addWidget(m_badge);
    row->addWidget(m_modelPicker);
    row->addWidget(m_name);
    row->addStretch(1);
    row->addWidget(m_rung);
    row->addWidget(m_menuButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * Unit - 2, Unit / 2 + 1, Unit, Unit / 2 + 1);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_differences);
    m_rung->hide();
    m_differences->hide();
    connect(&theme, &theme::Theme::changed, this, &LaneHeader::dress);
    dress();
}

void LaneHeader::setPosition(qsizetype position)
{
    m_position = position;
    m_badge->setPosition(position);
    m_name->setText(words::laneName(position));
    m_menuButton->setAccessibleName(tr("Menu of %1").arg(words::laneName(position)));
    m_menuButton->setToolTip(m_menuButton->accessibleName());
}

void LaneHeader::setDifferences(const QList<app::session::LaneDifference> &differences)
{
    const QString text = words::differences(differences);
    m_differences->setText(text);
    m_differences->setToolTip(text.isEmpty()
                                  ? QString()
                                  : tr("Requests of this lane differ from those of Lane A in: %1")
                                        .arg(text.toHtmlEscaped()));
    m_differences->setVisible(!text.isEmpty());
}

void LaneHeader::setRung(const QString &rung, const QString &hint)
{
    m_rung->setText(rung);
    m_rung->setToolTip(hint.toHtmlEscaped());
    m_rung->setVisible(!rung.isEmpty());
}

void LaneHeader::setAnonymous(bool anonymous)
{
    m_modelPicker->setVisible(!anonymous);
    m_name->setVisible(anonymous);
    m_differences->setVisible(!anonymous && !m_differences->text().isEmpty());
}

void LaneHeader::openParameters()
{
    openAtMenu(m_parameters);
}

void LaneHeader::openSystemPrompt()
{
    openAtMenu(m_systemPrompt);
}

//! Its panel opens where the button that nobody sees would be.
void LaneHeader::openAtMenu(QToolButton *editor)
{
    editor->setGeometry(m_menuButton->geometry());
    editor->click();
}

void LaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().surface);
    painter.fillRect(0, height() - 1, width(), 1, m_theme.tokens().line);
}

void LaneHeader::dress()
{
    m_menuButton->setIcon(m_theme.icon(u"more"_s));
    QFont font = m_theme.interfaceFont();
    font.setBold(true);
    m_name->setFont(font);
    update();
}

} // namespace polylogue::ui::compare
