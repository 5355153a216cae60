// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/headerbar.h"

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

namespace polylogue::ui::shell {

using theme::Metrics::Unit;

namespace {

constexpr int FewestLetters = 6;
constexpr int RoomForWords = 720;
constexpr int RoomForChoices = 600; // in words

//! One line of plain text, cut with an ellipsis where it does not fit; nothing where two letters
//! would be left, as the list of chats and the window's title say it too.
class TitleLabel final : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const QFontMetrics metrics = fontMetrics();
        const QString shown = metrics.elidedText(text(), Qt::ElideRight, width());
        if (shown != text() && width() < FewestLetters * metrics.averageCharWidth())
            return;
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    }
};

} // namespace

HeaderBar::HeaderBar(theme::Theme &theme, QMenu *menu, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_sidebar(new QToolButton(this))
    , m_newChat(new QToolButton(this))
    , m_title(new TitleLabel(this))
    , m_modelPicker(new composer::ModelPicker(theme, this))
    , m_systemPrompt(new composer::SystemPromptEditor(theme, this))
    , m_parameters(new composer::ParametersEditor(theme, this))
    , m_inspector(new QToolButton(this))
    , m_menuButton(new QToolButton(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setAccessibleName(tr("Title"));
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    theme::setLook(m_sidebar, theme::Look::Quiet);
    m_sidebar->setCheckable(true);
    m_sidebar->setAccessibleName(tr("List of chats"));
    m_sidebar->setToolTip(tr("Show or hide the list of chats (Ctrl+B)"));
    m_newChat->setText(tr("New chat"));
    m_newChat->setAccessibleName(tr("New chat"));
    m_newChat->setToolTip(tr("New chat (Ctrl+N)"));
    m_newChat->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    theme::setLook(m_inspector, theme::Look::Quiet);
    m_inspector->setText(tr("Inspector"));
    m_inspector->setCheckable(true);
    m_inspector->setAccessibleName(tr("Inspector"));
    m_inspector->setToolTip(tr("What is sent and what comes back (Ctrl+I)"));
    theme::setLook(m_menuButton, theme::Look::Quiet);
    m_menuButton->setAccessibleName(tr("Menu"));
    m_menuButton->setToolTip(tr("Menu"));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setMenu(menu);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Unit, Unit, 2 * Unit, Unit);
    layout->setSpacing(Unit);
    layout->addWidget(m_sidebar);
    layout->addWidget(m_newChat);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_modelPicker);
    layout->addWidget(m_systemPrompt);
    layout->addWidget(m_parameters);
    layout->addWidget(m_inspector);
    layout->addWidget(m_menuButton);
    m_systemPrompt->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_parameters->setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFixedHeight(7 * Unit);
    setMinimumWidth(45 * Unit); // as it is without words
    connect(m_sidebar, &QToolButton::clicked, this, &HeaderBar::sidebarToggled);
    connect(m_newChat, &QToolButton::clicked, this, &HeaderBar::newChatRequested);
    connect(m_inspector, &QToolButton::clicked, this, &HeaderBar::inspectorToggled);
    connect(&theme, &theme::Theme::changed, this, &HeaderBar::applyTheme);
    applyTheme();
}

void HeaderBar::setSidebarShown(bool shown)
{
    m_sidebar->setChecked(shown);
    m_newChat->setVisible(!shown);
}

void HeaderBar::setInspectorShown(bool shown)
{
    m_inspector->setChecked(shown);
}

void HeaderBar::setTitle(const QString &title)
{
    m_title->setText(title);
}

void HeaderBar::showTools(QWidget *tools)
{
    if (m_tools && m_tools != tools)
        m_tools->hide();
    m_tools = tools;
    auto *row = static_cast<QHBoxLayout *>(layout());
    if (tools && row->indexOf(tools) < 0)
        row->insertWidget(row->indexOf(m_inspector), tools, 2);
    for (QWidget *choice :
         std::initializer_list<QWidget *>{m_modelPicker, m_systemPrompt, m_parameters})
        choice->setVisible(!tools);
    if (tools)
        tools->show();
}

void HeaderBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().surface);
    painter.fillRect(0, height() - 1, width(), 1, m_theme.tokens().line);
}

void HeaderBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isTight = width() < RoomForChoices;
    const auto inWords = [](bool words) {
        return words ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly;
    };
    m_inspector->setToolButtonStyle(inWords(width() >= RoomForWords));
    m_systemPrompt->setToolButtonStyle(inWords(!isTight));
    m_parameters->setToolButtonStyle(inWords(!isTight));
    m_newChat->setToolButtonStyle(isTight ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void HeaderBar::applyTheme()
{
    m_inspector->setIcon(m_theme.icon(u"inspector"_s));
    m_systemPrompt->setIcon(m_theme.icon(u"text"_s));
    m_parameters->setIcon(m_theme.icon(u"settings"_s));
    m_sidebar->setIcon(m_theme.icon(u"sidebar"_s));
    m_newChat->setIcon(m_theme.icon(u"plus"_s));
    m_menuButton->setIcon(m_theme.icon(u"menu"_s));
    m_title->setFont(m_theme.headingFont(3));
}

} // namespace polylogue::ui::shell
