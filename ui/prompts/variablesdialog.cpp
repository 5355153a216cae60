// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/prompts/variablesdialog.h"

#include "app/session/prompttemplate.h"
#include "ui/text/format.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace polylogue::ui::prompts {

using theme::Metrics::Unit;

namespace {

constexpr QSize FirstSize{560, 520};
constexpr int TextHeight = 96;
constexpr qsizetype LongestName = 80;

} // namespace

VariablesDialog::VariablesDialog(const QString &name, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_text(text)
    , m_preview(new QPlainTextEdit(this))
{
    setWindowTitle(name.isEmpty() ? tr("Fill in the prompt")
                                  : tr("Fill in “%1”").arg(text::oneLine(name, LongestName)));
    resize(FirstSize);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(3 * Unit, 3 * Unit, 3 * Unit, 2 * Unit);
    rows->setSpacing(Unit);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *fields = new QWidget(area);
    fields->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(fields);
    column->setContentsMargins({});
    column->setSpacing(Unit / 2);
    QWidget *first = nullptr;
    for (const QString &variable : app::session::promptVariables(text)) {
        QWidget *field =
            app::session::hasOwnLine(text, variable) ? addText(variable) : addLine(variable);
        field->setAccessibleName(variable);
        auto *label = new QLabel(fields);
        label->setTextFormat(Qt::PlainText);
        label->setText(variable);
        column->addWidget(label);
        column->addWidget(field);
        column->addSpacing(Unit / 2);
        first = first ? first : field;
    }
    column->addStretch(1);
    area->setWidget(fields);
    rows->addWidget(area, 2);

    auto *heading = new QLabel(tr("Preview"), this);
    theme::setLook(heading, theme::Look::Secondary);
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setReadOnly(true);
    m_preview->setTabChangesFocus(true);
    rows->addWidget(heading);
    rows->addWidget(m_preview, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *insert = buttons->addButton(tr("Insert"), QDialogButtonBox::AcceptRole);
    insert->setDefault(true);
    theme::setLook(insert, theme::Look::Primary);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showPreview();
    if (first)
        first->setFocus(Qt::OtherFocusReason);
}

bool VariablesDialog::isNeededFor(const QString &text)
{
    return !app::session::promptVariables(text).isEmpty();
}

QString VariablesDialog::filledText() const
{
    QHash<QString, QString> values;
    for (auto it = m_values.cbegin(); it != m_values.cend(); ++it)
        values.insert(it.key(), it.value()());
    return app::session::filledPrompt(m_text, values);
}

QWidget *VariablesDialog::addLine(const QString &variable)
{
    auto *field = new QLineEdit(this);
    m_values.insert(variable, [field] { return field->text(); });
    connect(field, &QLineEdit::textChanged, this, &VariablesDialog::showPreview);
    return field;
}

QWidget *VariablesDialog::addText(const QString &variable)
{
    auto *field = new QPlainTextEdit(this);
    field->setFixedHeight(TextHeight);
    field->setTabChangesFocus(true);
    field->installEventFilter(this);
    m_values.insert(variable, [field] { return field->toPlainText(); });
    connect(field, &QPlainTextEdit::textChanged, this, &VariablesDialog::showPreview);
    return field;
}

void VariablesDialog::showPreview()
{
    m_preview->setPlainText(filledText());
}

bool VariablesDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn && key->modifiers() & Qt::ControlModifier) {
            accept(); // Return alone breaks the line there
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace polylogue::ui::prompts
