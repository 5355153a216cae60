// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/parameterrow.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

namespace {

constexpr int LabelCharacters = 24;
constexpr int EditorWidth = 220;

} // namespace

QWidget *makeRefusal(const QString &text, const QString &field, QWidget *parent,
                     const std::function<void()> &sendAgain)
{
    auto *line = new QWidget(parent);
    auto *words = new QLabel(text, line);
    words->setTextFormat(Qt::PlainText);
    theme::setLook(words, theme::Look::Warning);
    auto *again = new QPushButton(ParameterRow::tr("Send again"), line);
    again->setObjectName(u"SendAgain_"_s + field);
    again->setAccessibleName(ParameterRow::tr("Send %1 again").arg(field));
    again->setMinimumHeight(theme::Metrics::TargetMinimum);
    theme::setLook(again, theme::Look::Link);
    QObject::connect(again, &QPushButton::clicked, line, sendAgain);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    layout->addWidget(words);
    layout->addWidget(again);
    layout->addStretch(1);
    return line;
}

ParameterRow::ParameterRow(const QString &field, const QString &label, QWidget *editor,
                           QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_box(new QCheckBox(label, this))
    , m_editor(editor)
    , m_refusal(makeRefusal(tr("Not sent: the server refused it."), field, this,
                            [this] { Q_EMIT sendAgainRequested(m_field); }))
{
    m_box->setObjectName(u"Set_"_s + field);
    m_box->setAccessibleName(tr("Set %1").arg(label));
    m_box->setToolTip(tr("In requests: %1").arg(field));
    m_box->setFixedWidth(labelWidth(fontMetrics()));
    m_editor->setObjectName(field);
    m_editor->setAccessibleName(label);
    m_editor->setMinimumWidth(EditorWidth);
    m_editor->setEnabled(false);
    m_refusal->hide();

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setVerticalSpacing(2);
    layout->addWidget(m_box, 0, 0, Qt::AlignTop);
    layout->addWidget(m_editor, 0, 1);
    layout->addWidget(m_refusal, 1, 0, 1, 2);

    // As high as a one-line editor, so that the words stand beside its text.
    m_box->setMinimumHeight(theme::Metrics::TargetComfortable);
    connect(m_box, &QCheckBox::toggled, m_editor, &QWidget::setEnabled);
    connect(m_box, &QCheckBox::clicked, this, [this](bool isTicked) {
        if (isTicked)
            m_editor->setFocus(Qt::OtherFocusReason);
        Q_EMIT setChanged();
    });
}

int ParameterRow::labelWidth(const QFontMetrics &metrics)
{
    return metrics.averageCharWidth() * LabelCharacters;
}

bool ParameterRow::isSet() const
{
    return m_box->isChecked();
}

void ParameterRow::setSet(bool set)
{
    m_box->setChecked(set);
}

void ParameterRow::setRefused(bool refused)
{
    m_refusal->setVisible(refused);
}

} // namespace polylogue::ui::composer
