// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/settingspage.h"

#include "ui/preferences/settingsrow.h"
#include "ui/text/errortext.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace polylogue::ui::preferences {

using app::settings::Settings;
using theme::Metrics::Unit;

SettingsPage::SettingsPage(theme::Theme &theme, app::settings::SettingsStore &store,
                           const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_store(store)
    , m_title(title)
    , m_rows(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Unit);
    auto *heading = new QLabel(title, this);
    heading->setContentsMargins(Unit, 0, Unit, 0);
    heading->setFont(theme.headingFont(1));
    connect(&theme, &theme::Theme::changed, heading,
            [heading, &theme] { heading->setFont(theme.headingFont(1)); });
    column->addWidget(heading);
    m_rows->setSpacing(Unit / 2);
    column->addLayout(m_rows);
    column->addStretch(1);
}

SettingsRow *SettingsPage::markMatches(const QString &text)
{
    m_marked = text.trimmed();
    SettingsRow *first = nullptr;
    for (SettingsRow *row : std::as_const(m_searched)) {
        row->setMarked(!m_marked.isEmpty() && row->matches(m_marked));
        if (row->isMarked() && !first)
            first = row;
    }
    return first;
}

bool SettingsPage::matches(const QString &text) const
{
    return m_title.contains(text.trimmed(), Qt::CaseInsensitive)
        || std::ranges::any_of(m_searched,
                               [&text](const SettingsRow *row) { return row->matches(text); });
}

void SettingsPage::change(const std::function<void(Settings &)> &edit)
{
    Settings settings = m_store.settings();
    edit(settings);
    report(m_store.setSettings(settings));
}

void SettingsPage::report(const app::base::Status &status)
{
    if (status) {
        Q_EMIT messageChanged({}, false);
        return;
    }
    const text::ErrorText words = text::errorText(status.error());
    Q_EMIT messageChanged(words.title + u'\n' + words.advice, true);
}

QLabel *SettingsPage::addSection(const QString &text)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setContentsMargins(Unit, Unit, Unit, 0);
    theme::setLook(label, theme::Look::Secondary);
    m_rows->addWidget(label);
    return label;
}

SettingsRow *SettingsPage::addRow(const QString &label, const QString &hint, QWidget *control)
{
    return addRow(m_rows, label, hint, control);
}

SettingsRow *SettingsPage::addRow(QBoxLayout *rows, const QString &label, const QString &hint,
                                  QWidget *control)
{
    auto *row = new SettingsRow(m_theme, label, hint, control, this);
    rows->addWidget(row);
    m_searched.append(row);
    row->setMarked(!m_marked.isEmpty() && row->matches(m_marked));
    return row;
}

void SettingsPage::removeRows(QBoxLayout *rows)
{
    while (const std::unique_ptr<QLayoutItem> item{rows->takeAt(0)}) {
        if (auto *row = qobject_cast<SettingsRow *>(item->widget()))
            m_searched.removeOne(row);
        item->widget()->hide();
        item->widget()->deleteLater(); // one of its buttons may be what was clicked
    }
}

QVBoxLayout *SettingsPage::addGroup()
{
    auto *rows = new QVBoxLayout;
    rows->setSpacing(Unit / 2);
    m_rows->addLayout(rows);
    return rows;
}

QCheckBox *SettingsPage::addSwitch(const QString &label, const QString &hint,
                                   bool Settings::*member)
{
    auto *box = new QCheckBox(this);
    addRow(label, hint, box);
    connect(box, &QCheckBox::clicked, this, [this, member](bool checked) {
        change([member, checked](Settings &settings) { settings.*member = checked; });
    });
    follow([box, member](const Settings &settings) { box->setChecked(settings.*member); });
    return box;
}

QComboBox *SettingsPage::addIntChoice(const QString &label, const QString &hint,
                                      const QList<std::pair<QString, int>> &choices,
                                      const std::function<int(const Settings &)> &read,
                                      const std::function<void(Settings &, int)> &write)
{
    auto *combo = new QComboBox(this);
    for (const auto &choice : choices)
        combo->addItem(choice.first, choice.second);
    addRow(label, hint, combo);
    connect(combo, &QComboBox::activated, this, [this, combo, write] {
        change(
            [combo, write](Settings &settings) { write(settings, combo->currentData().toInt()); });
    });
    follow([combo, read](const Settings &settings) {
        combo->setCurrentIndex(combo->findData(read(settings)));
    });
    return combo;
}

void SettingsPage::follow(const std::function<void(const Settings &)> &show)
{
    connect(&m_store, &app::settings::SettingsStore::changed, this, show);
    show(m_store.settings());
}

} // namespace polylogue::ui::preferences
