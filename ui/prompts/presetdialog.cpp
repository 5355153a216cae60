// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/prompts/presetdialog.h"

#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace polylogue::ui::prompts {

using app::store::ChatSetup;
using app::store::Preset;
using app::store::PresetId;
using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{480, 460};
constexpr qsizetype LongestName = 80;

int countOf(const app::endpoint::Parameters &parameters)
{
    return static_cast<int>(parameters.stream.has_value())
        + static_cast<int>(parameters.temperature.has_value())
        + static_cast<int>(parameters.topP.has_value())
        + static_cast<int>(parameters.maxTokens.has_value())
        + static_cast<int>(parameters.stop.has_value())
        + static_cast<int>(parameters.seed.has_value())
        + static_cast<int>(parameters.presencePenalty.has_value())
        + static_cast<int>(parameters.frequencyPenalty.has_value())
        + static_cast<int>(parameters.reasoningEffort.has_value())
        + static_cast<int>(!parameters.extraJson.isEmpty());
}

} // namespace

QString describedSetup(const ChatSetup &setup)
{
    QStringList parts;
    parts.append(setup.model.isEmpty() ? PresetDialog::tr("the model in use")
                                       : text::oneLine(setup.model, LongestName));
    if (const int count = countOf(setup.parameters); count > 0)
        parts.append(count == 1 ? PresetDialog::tr("1 parameter")
                                : PresetDialog::tr("%1 parameters").arg(count));
    if (!setup.systemPrompt.isEmpty())
        parts.append(PresetDialog::tr("system prompt: %1")
                         .arg(text::oneLine(setup.systemPrompt, LongestName)));
    return parts.join(PresetDialog::tr(", "));
}

QString describedPreset(const Preset &preset)
{
    if (preset.lanes.isEmpty())
        return describedSetup(preset.setup);
    QStringList models;
    for (const ChatSetup &lane : preset.lanes)
        models.append(lane.model.isEmpty() ? PresetDialog::tr("the model in use")
                                           : text::oneLine(lane.model, LongestName));
    QStringList parts{PresetDialog::tr("%1 lanes: %2")
                          .arg(preset.lanes.size())
                          .arg(models.join(PresetDialog::tr(", ")))};
    if (preset.history == app::store::HistoryRule::Chosen)
        parts.append(PresetDialog::tr("continue from the chosen answer"));
    else if (preset.history == app::store::HistoryRule::Shared)
        parts.append(PresetDialog::tr("share all answers"));
    return parts.join(PresetDialog::tr("; "));
}

PresetDialog::PresetDialog(const Preset &current, QWidget *parent)
    : QDialog(parent)
    , m_now(current)
{
    setWindowTitle(current.lanes.isEmpty() ? tr("Presets") : tr("Presets of lanes"));
    resize(FirstSize);
    build();
    setPresets({});
}

void PresetDialog::setPresets(const QList<Preset> &presets)
{
    const Preset *before = chosen();
    const PresetId kept = before ? before->id : PresetId();
    m_presets = presets;
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Preset &preset : presets) {
        auto *item = new QListWidgetItem(text::oneLine(preset.name, LongestName), m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(Qt::UserRole, preset.id.value);
        item->setData(Qt::AccessibleDescriptionRole, describedPreset(preset));
        if (preset.id == kept)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem() && m_list->count() > 0)
        m_list->setCurrentRow(0);
    showChosen();
}

void PresetDialog::showChosen()
{
    const Preset *shown = chosen();
    for (QPushButton *button : {m_apply, m_rename, m_remove})
        button->setEnabled(shown);
    m_what->setText(shown ? describedPreset(*shown)
                          : tr("There are no presets yet. Save what is set now as the first."));
}

void PresetDialog::build()
{
    auto *now = new QLabel(this);
    now->setTextFormat(Qt::PlainText);
    now->setWordWrap(true);
    now->setText(tr("Set now: %1").arg(describedPreset(m_now)));
    m_name = new QLineEdit(this);
    m_name->setAccessibleName(tr("Name of the new preset"));
    m_name->setPlaceholderText(tr("Save it as…"));
    m_save = new QPushButton(tr("Save"), this);
    m_save->setEnabled(false);
    auto *saving = new QHBoxLayout;
    saving->setSpacing(Unit);
    saving->addWidget(m_name, 1);
    saving->addWidget(m_save);
    m_list = new QListWidget(this);
    m_list->setAccessibleName(tr("Presets"));
    m_list->setEditTriggers(QListWidget::EditKeyPressed);
    m_what = new QLabel(this);
    m_what->setTextFormat(Qt::PlainText);
    m_what->setWordWrap(true);
    theme::setLook(m_what, theme::Look::Secondary);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_apply = buttons->addButton(tr("Apply"), QDialogButtonBox::ActionRole);
    m_rename = buttons->addButton(tr("Rename"), QDialogButtonBox::ActionRole);
    m_remove = buttons->addButton(tr("Delete"), QDialogButtonBox::ActionRole);
    theme::setLook(m_apply, theme::Look::Primary);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(2 * Unit, 2 * Unit, 2 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    rows->addWidget(now);
    rows->addLayout(saving);
    rows->addWidget(m_list, 1);
    rows->addWidget(m_what);
    rows->addWidget(buttons);
    for (QPushButton *button : findChildren<QPushButton *>())
        button->setAutoDefault(false); // Return in a field saves, nothing more

    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &name) { m_save->setEnabled(!name.trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, &PresetDialog::saveCurrent);
    connect(m_save, &QPushButton::clicked, this, &PresetDialog::saveCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, &PresetDialog::showChosen);
    // Later: the list is made anew, and is in the midst of its own work now.
    connect(
        m_list, &QListWidget::itemChanged, this, [this] { rename(); }, Qt::QueuedConnection);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &PresetDialog::apply);
    connect(m_apply, &QPushButton::clicked, this, &PresetDialog::apply);
    connect(m_rename, &QPushButton::clicked, this,
            [this] { m_list->editItem(m_list->currentItem()); });
    connect(m_remove, &QPushButton::clicked, this, &PresetDialog::removeChosen);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void PresetDialog::saveCurrent()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return;
    const auto same = std::ranges::find_if(
        m_presets, [&name](const Preset &preset) { return preset.name == name; });
    const PresetId id = same == m_presets.end() ? PresetId::create() : same->id;
    m_name->clear();
    Preset saved = m_now;
    saved.id = id;
    saved.name = name;
    Q_EMIT saveRequested(saved);
}

void PresetDialog::rename()
{
    const Preset *preset = chosen();
    if (!preset)
        return;
    const QString name = m_list->currentItem()->text().trimmed();
    if (name == text::oneLine(preset->name, LongestName))
        return;
    Preset renamed = *preset;
    renamed.name = name;
    if (name.isEmpty())
        setPresets(m_presets); // the old name again
    else
        Q_EMIT saveRequested(renamed);
}

void PresetDialog::apply()
{
    const Preset *preset = chosen();
    if (!preset)
        return;
    const Preset applied = *preset;
    accept();
    Q_EMIT applyRequested(applied);
}

void PresetDialog::removeChosen()
{
    if (const Preset *preset = chosen())
        Q_EMIT removeRequested(preset->id);
}

const Preset *PresetDialog::chosen() const
{
    const QListWidgetItem *item = m_list->currentItem();
    const auto found = std::ranges::find_if(m_presets, [item](const Preset &preset) {
        return item && preset.id.value == item->data(Qt::UserRole).toUuid();
    });
    return found == m_presets.end() ? nullptr : &*found;
}

} // namespace polylogue::ui::prompts
