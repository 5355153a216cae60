// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/toolsbutton.h"

#include "ui/composer/popuppanel.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

using theme::Metrics::Unit;

namespace {

constexpr int PanelWidth = 400;
constexpr int HighestList = 320;
constexpr qsizetype LongestName = 60;
constexpr qsizetype LongestDescription = 110;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    theme::setLook(label, theme::Look::Secondary);
    return label;
}

} // namespace

ToolsButton::ToolsButton(theme::Theme &theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setObjectName(u"ComposerTools"_s);
    setAccessibleName(tr("Tools"));
    setToolTip(tr("What the model may call"));
    theme::setLook(this, theme::Look::Quiet);
    connect(this, &QPushButton::clicked, this, [this] {
        if (!m_panel)
            makePanel();
        fill();
        m_panel->open();
        if (auto *first = m_list->findChild<QCheckBox *>())
            first->setFocus(Qt::PopupFocusReason);
    });
    const auto dress = [this] { setIcon(m_theme.icon(u"tools"_s)); };
    connect(&theme, &theme::Theme::changed, this, dress);
    dress();
    refresh();
}

void ToolsButton::makePanel()
{
    m_panel = new PopupPanel(this);
    m_list = new QWidget;
    m_hint = plainLabel({}, m_panel);
    auto *title = new QLabel(tr("Tools of this chat"), m_panel);
    title->setFont(m_theme.headingFont(3));
    auto *area = new QScrollArea(m_panel);
    area->setWidget(m_list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMaximumHeight(HighestList);
    area->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    for (QWidget *part : {area->viewport(), m_list})
        part->setAutoFillBackground(false); // the panel's shows
    m_rows = new QVBoxLayout(m_list);
    m_rows->setContentsMargins({});
    m_rows->setSpacing(Unit / 2);
    auto *manage = new QPushButton(tr("Make and change tools…"), m_panel);
    theme::setLook(manage, theme::Look::Link);
    auto *column = new QVBoxLayout(m_panel);
    column->setContentsMargins(2 * Unit, 14, 2 * Unit, 10);
    column->setSpacing(Unit);
    column->addWidget(title);
    column->addWidget(m_hint);
    column->addWidget(area);
    column->addWidget(manage, 0, Qt::AlignLeft);
    m_panel->setFixedWidth(PanelWidth);
    connect(manage, &QPushButton::clicked, this, [this] {
        m_panel->hide();
        Q_EMIT managementRequested();
    });
}

void ToolsButton::setTools(const QList<OfferedTool> &tools)
{
    if (tools == m_tools)
        return;
    m_tools = tools;
    refresh();
}

void ToolsButton::setCompact(bool compact)
{
    m_isCompact = compact;
    refresh();
}

void ToolsButton::refresh()
{
    const auto count = std::ranges::count(m_tools, true, &OfferedTool::isChosen);
    const QString number = text::count(count);
    if (m_isCompact)
        setText(count > 0 ? number : QString());
    else
        setText(count > 0 ? tr("Tools · %1").arg(number) : tr("Tools"));
    setAccessibleDescription(count == 1 ? tr("The model may call 1 tool")
                                        : tr("The model may call %1 tools").arg(number));
}

//! Anew each time it opens, as it is rarely looked at.
void ToolsButton::fill()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        const std::unique_ptr<QWidget> widget(item->widget());
        const std::unique_ptr<QLayoutItem> gone(item);
    }
    m_hint->setText(m_tools.isEmpty()
                        ? tr("There are none yet.")
                        : tr("The model may call what is ticked. You are asked before a call runs, "
                             "unless a rule says otherwise."));
    for (qsizetype at = 0; at < m_tools.size(); ++at) {
        const OfferedTool &tool = m_tools.at(at);
        QString name = text::oneLine(tool.name, LongestName);
        if (!tool.server.isEmpty())
            name += u" · "_s + text::oneLine(tool.server, LongestName);
        auto *box = new QCheckBox(QString(name).replace(u'&', u"&&"_s), m_list);
        const QString words = text::oneLine(tool.description, LongestDescription);
        box->setAccessibleName(name);
        box->setAccessibleDescription(words);
        box->setChecked(tool.isChosen);
        m_rows->addWidget(box);
        if (!words.isEmpty()) {
            QLabel *label = plainLabel(words, m_list);
            label->setContentsMargins(3 * Unit + 2, 0, 0, Unit / 2);
            m_rows->addWidget(label);
        }
        connect(box, &QCheckBox::toggled, this, [this, at](bool checked) {
            m_tools[at].isChosen = checked;
            refresh();
            QStringList names;
            for (const OfferedTool &each : std::as_const(m_tools)) {
                if (each.isChosen)
                    names.append(each.name);
            }
            Q_EMIT chosen(names);
        });
    }
    m_rows->addStretch(1);
}

} // namespace polylogue::ui::composer
