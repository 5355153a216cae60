// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/answerformatrow.h"

#include "ui/composer/parameterrow.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

const auto field = u"response_format"_s;

} // namespace

AnswerFormatRow::AnswerFormatRow(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_edit(new QPushButton(tr("Schema…"), this))
    , m_refusal(makeRefusal(tr("The server refused the field: the form is asked for in words, in "
                               "the system prompt."),
                            field, this, [this] { Q_EMIT sendAgainRequested(field); }))
{
    m_kind->setObjectName(field);
    m_kind->setAccessibleName(tr("Answer format"));
    m_kind->addItem(tr("Text"), int(Format::Kind::Text));
    m_kind->addItem(tr("JSON object"), int(Format::Kind::JsonObject));
    m_kind->addItem(tr("JSON schema"), int(Format::Kind::JsonSchema));
    m_edit->setAccessibleName(tr("Edit the schema"));
    m_refusal->findChild<QLabel *>()->setWordWrap(true);
    m_refusal->hide();
    auto *label = new QLabel(tr("Answer format"), this);
    label->setBuddy(m_kind);
    label->setFixedWidth(ParameterRow::labelWidth(fontMetrics()));
    label->setToolTip(tr("In requests: %1").arg(field));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setVerticalSpacing(2);
    layout->addWidget(label, 0, 0);
    layout->addWidget(m_kind, 0, 1);
    layout->addWidget(m_edit, 0, 2);
    layout->addWidget(m_refusal, 1, 0, 1, 3);
    layout->setColumnStretch(1, 1);
    connect(m_kind, &QComboBox::activated, this, &AnswerFormatRow::onChosen);
    connect(m_edit, &QPushButton::clicked, this, &AnswerFormatRow::schemaRequested);
    show();
}

void AnswerFormatRow::setFormat(const std::optional<Format> &format)
{
    m_format = format;
    if (format)
        m_last = *format;
    show();
}

void AnswerFormatRow::setRefused(bool refused)
{
    m_refusal->setVisible(refused);
}

void AnswerFormatRow::focusField()
{
    m_kind->setFocus(Qt::PopupFocusReason);
}

void AnswerFormatRow::onChosen()
{
    const auto kind = Format::Kind(m_kind->currentData().toInt());
    if (kind == Format::Kind::JsonSchema && m_last.schema.isEmpty()) {
        show(); // nothing is asked for until there is a schema
        Q_EMIT schemaRequested();
        return;
    }
    m_last.kind = kind;
    m_format = kind == Format::Kind::Text ? std::nullopt : std::optional(m_last);
    show();
    Q_EMIT formatChanged();
}

void AnswerFormatRow::show()
{
    const auto kind = m_format ? m_format->kind : Format::Kind::Text;
    m_kind->setCurrentIndex(m_kind->findData(int(kind)));
    m_edit->setVisible(kind == Format::Kind::JsonSchema);
}

} // namespace polylogue::ui::composer
