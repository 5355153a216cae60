// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/sidebar/folderdialog.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::sidebar {

namespace {

constexpr int LongestName = 100;
constexpr int Width = 460;

} // namespace

FolderDialog::FolderDialog(const app::store::Folder &folder, const QStringList &models,
                           QWidget *parent)
    : QDialog(parent)
    , m_folder(folder)
    , m_name(new QLineEdit(folder.name, this))
    , m_instructions(new QPlainTextEdit(folder.instructions, this))
    , m_model(new QLineEdit(folder.model, this))
{
    const bool isNew = folder.name.isEmpty();
    setWindowTitle(isNew ? tr("New folder") : tr("Edit folder"));
    setMinimumWidth(Width);
    m_name->setMaxLength(LongestName);
    m_name->setAccessibleName(tr("Name"));
    m_instructions->setAccessibleName(tr("Instructions"));
    m_instructions->setPlaceholderText(tr("Go before the system prompt of each of its chats"));
    m_instructions->setTabChangesFocus(true);
    m_instructions->setMinimumHeight(120);
    m_model->setAccessibleName(tr("Model of new chats"));
    auto *completer = new QCompleter(models, m_model);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_model->setCompleter(completer);
    m_model->setPlaceholderText(tr("As elsewhere"));

    auto *form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 20);
    form->setSpacing(theme::Metrics::Unit);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Instructions"), m_instructions);
    form->addRow(tr("Model of new chats"), m_model);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *accept =
        buttons->addButton(isNew ? tr("Create") : tr("Save"), QDialogButtonBox::AcceptRole);
    accept->setDefault(true);
    theme::setLook(accept, theme::Look::Primary);
    form->addRow(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this,
            [accept](const QString &name) { accept->setEnabled(!name.simplified().isEmpty()); });
    accept->setEnabled(!isNew);
    m_name->setFocus();
}

app::store::Folder FolderDialog::folder() const
{
    app::store::Folder folder = m_folder;
    folder.name = m_name->text().simplified();
    folder.instructions = m_instructions->toPlainText().trimmed();
    folder.model = m_model->text().trimmed();
    return folder;
}

} // namespace polylogue::ui::sidebar
