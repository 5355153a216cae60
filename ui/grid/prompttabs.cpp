// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/grid/prompttabs.h"

#include "app/grid/gridtemplate.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::grid {

using app::store::GridPrompt;
using theme::Metrics::Unit;

namespace {

constexpr int mostPrompts = 6;
constexpr int mostChips = 12; // of columns; more can be typed
constexpr int systemHeight = 64;

} // namespace

PromptTabs::PromptTabs(QWidget *parent)
    : QWidget(parent)
    , m_prompts{GridPrompt{}}
    , m_tabs(new QTabBar(this))
    , m_text(new QPlainTextEdit(this))
    , m_system(new QPlainTextEdit(this))
    , m_chips(new QWidget(this))
    , m_lastUsed(m_text)
{
    m_tabs->addTab(tr("Prompt %1").arg(1));
    m_tabs->setAccessibleName(tr("Prompts"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_text->setAccessibleName(tr("Prompt"));
    m_text->setPlaceholderText(tr("What to ask of every row, for example: Is this a fair "
                                  "description of the picture? {description}"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(2 * systemHeight);
    m_system->setAccessibleName(tr("System prompt"));
    m_system->setPlaceholderText(tr("System prompt (may be empty; columns can be named here too)"));
    m_system->setTabChangesFocus(true);
    m_system->setFixedHeight(systemHeight);
    auto *hint = new QLabel(tr("{column} and {{column}} both stand for the row's cell. Any other "
                               "{{ and }} become single braces, as in Python's f-strings, so that "
                               "JSON can be written."),
                            this);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    theme::setLook(hint, theme::Look::Secondary);
    auto *add = new QPushButton(tr("Add a prompt"), this);
    auto *remove = new QPushButton(tr("Remove this prompt"), this);
    theme::setLook(add, theme::Look::Quiet);
    theme::setLook(remove, theme::Look::Quiet);
    remove->setEnabled(false);

    auto *head = new QHBoxLayout;
    head->addWidget(m_tabs, 1);
    head->addWidget(add);
    head->addWidget(remove);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(Unit);
    rows->addLayout(head);
    rows->addWidget(m_text, 1);
    rows->addWidget(m_chips);
    rows->addWidget(m_system);
    rows->addWidget(hint);

    connect(m_tabs, &QTabBar::currentChanged, this, &PromptTabs::showCurrent);
    for (QPlainTextEdit *text : {m_text, m_system})
        connect(text, &QPlainTextEdit::textChanged, this, &PromptTabs::takeCurrent);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now == m_text || now == m_system)
            m_lastUsed = static_cast<QPlainTextEdit *>(now);
    });
    connect(add, &QPushButton::clicked, this, [this, add, remove] {
        addPrompt();
        add->setEnabled(m_prompts.size() < mostPrompts);
        remove->setEnabled(true);
    });
    connect(remove, &QPushButton::clicked, this, [this, add, remove] {
        removePrompt();
        add->setEnabled(true);
        remove->setEnabled(m_prompts.size() > 1);
    });
}

void PromptTabs::setColumns(const QStringList &columns)
{
    m_columns = columns;
    showColumns();
    if (m_prompts.size() == 1 && m_prompts.constFirst().text.trimmed().isEmpty()
        && columns.size() == 1)
        m_text->setPlainText(u'{' + columns.constFirst() + u'}');
    Q_EMIT changed();
}

void PromptTabs::showColumns()
{
    auto *chips = new QWidget(this);
    auto *row = new QHBoxLayout(chips);
    row->setContentsMargins({});
    row->setSpacing(Unit / 2);
    layout()->replaceWidget(m_chips, chips);
    m_chips->deleteLater();
    m_chips = chips;
    const QStringList shown = m_columns.mid(0, mostChips);
    for (const QString &column : shown) {
        auto *chip = new QPushButton(u'{' + QString(column).replace(u'&', "&&"_L1) + u'}', m_chips);
        chip->setAccessibleName(tr("Insert column %1").arg(column));
        chip->setMaximumWidth(160);
        theme::setLook(chip, theme::Look::Quiet);
        row->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, column] { insertColumn(column); });
    }
    row->addStretch(1);
}

void PromptTabs::insertColumn(const QString &column)
{
    m_lastUsed->insertPlainText(u'{' + column + u'}');
    m_lastUsed->setFocus(Qt::OtherFocusReason);
}

QList<GridPrompt> PromptTabs::prompts() const
{
    QList<GridPrompt> prompts;
    for (const GridPrompt &prompt : m_prompts) {
        if (!prompt.text.trimmed().isEmpty())
            prompts.append(prompt);
    }
    return prompts;
}

QStringList PromptTabs::unknownVariables() const
{
    QStringList unknown;
    for (const GridPrompt &prompt : m_prompts) {
        unknown += app::grid::templateUse(prompt.text, m_columns).unknown
            + app::grid::templateUse(prompt.systemPrompt, m_columns).unknown;
    }
    unknown.removeDuplicates();
    return unknown;
}

void PromptTabs::addPrompt()
{
    GridPrompt prompt = m_prompts.at(m_tabs->currentIndex()); // most differ by a few words
    prompt.name = tr("Prompt %1").arg(m_prompts.size() + 1);
    if (m_prompts.size() == 1)
        m_prompts[0].name = tr("Prompt %1").arg(1);
    m_prompts.append(prompt);
    m_tabs->setCurrentIndex(m_tabs->addTab(prompt.name));
    m_text->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

void PromptTabs::removePrompt()
{
    const int index = m_tabs->currentIndex();
    m_prompts.removeAt(index);
    m_tabs->removeTab(index);
    if (m_prompts.size() == 1)
        m_prompts[0].name.clear();
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        m_tabs->setTabText(tab, tr("Prompt %1").arg(tab + 1));
        if (m_prompts.size() > 1)
            m_prompts[tab].name = m_tabs->tabText(tab);
    }
    showCurrent();
    Q_EMIT changed();
}

void PromptTabs::showCurrent()
{
    const int index = m_tabs->currentIndex();
    if (index < 0 || index >= m_prompts.size())
        return;
    m_isShowing = true;
    m_text->setPlainText(m_prompts.at(index).text);
    m_system->setPlainText(m_prompts.at(index).systemPrompt);
    m_isShowing = false;
}

void PromptTabs::takeCurrent()
{
    if (m_isShowing)
        return;
    GridPrompt &prompt = m_prompts[m_tabs->currentIndex()];
    prompt.text = m_text->toPlainText();
    prompt.systemPrompt = m_system->toPlainText();
    Q_EMIT changed();
}

} // namespace polylogue::ui::grid
