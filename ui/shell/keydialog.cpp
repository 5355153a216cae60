// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/keydialog.h"

#include "ui/preferences/keyfield.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

namespace {

constexpr int FieldWidth = 420;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

} // namespace

KeyDialog::KeyDialog(theme::Theme &theme, const QString &endpointName, const QString &place,
                     QWidget *parent)
    : QDialog(parent)
    , m_field(new preferences::KeyField(theme, this))
{
    setWindowTitle(tr("Replace key"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * theme::Metrics::Unit, 3 * theme::Metrics::Unit,
                               3 * theme::Metrics::Unit, 2 * theme::Metrics::Unit);
    layout->setSpacing(theme::Metrics::Unit);

    auto *label = plainLabel(tr("New API key for %1").arg(endpointName), this);
    label->setBuddy(m_field);
    m_field->setMinimumWidth(FieldWidth);
    m_field->setAccessibleName(tr("API key"));
    m_field->setObjectName(u"apiKey"_s);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *replace =
        buttons->addButton(tr("Replace and try again"), QDialogButtonBox::AcceptRole);
    theme::setLook(replace, theme::Look::Primary);
    replace->setEnabled(false);

    layout->addWidget(label);
    layout->addWidget(m_field);
    layout->addWidget(plainLabel(place, this));
    layout->addSpacing(theme::Metrics::Unit);
    layout->addWidget(buttons);

    connect(m_field, &QLineEdit::textChanged, this,
            [this, replace] { replace->setEnabled(!key().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString KeyDialog::key() const
{
    return m_field->key();
}

} // namespace polylogue::ui::shell
