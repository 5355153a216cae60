// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/shell/emptystate.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace polylogue::ui::shell {

using theme::Metrics::Unit;

namespace {

constexpr int MaximumWidth = 620;

} // namespace

EmptyState::EmptyState(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_heading(new QLabel(this))
    , m_explanation(new QLabel(this))
{
    for (QLabel *label : {m_heading, m_explanation}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    theme::setLook(m_explanation, theme::Look::Secondary);
    auto *examples = new QGridLayout;
    examples->setSpacing(Unit);
    const QList<QPushButton *> buttons{
        addExample(Example::Question, u"spark"_s, tr("Ask what this can do")),
        addExample(Example::Markdown, u"document"_s, tr("Show a table and some code")),
        addExample(Example::Image, u"image"_s, tr("Ask about a picture")),
        addExample(Example::Document, u"document"_s, tr("Sum up a PDF")),
    };
    for (int i = 0; i < buttons.size(); ++i)
        examples->addWidget(buttons.at(i), i / 2, i % 2);

    auto *column = new QWidget(this);
    column->setMaximumWidth(MaximumWidth);
    auto *columnLayout = new QVBoxLayout(column);
    columnLayout->setSpacing(Unit);
    columnLayout->addWidget(m_heading);
    columnLayout->addWidget(m_explanation);
    columnLayout->addSpacing(2 * Unit);
    columnLayout->addLayout(examples);

    // In a row of its own rather than by alignment, which would not ask how high wrapped text gets.
    auto *centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addWidget(column, 1000); // as wide as it may be
    centred->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addLayout(centred);
    layout->addStretch(3);
    applyTheme();
    connect(&theme, &theme::Theme::changed, this, &EmptyState::applyTheme);
}

void EmptyState::setHeading(const QString &heading, const QString &explanation)
{
    m_heading->setText(heading);
    m_explanation->setText(explanation);
}

QPushButton *EmptyState::addExample(Example example, const QString &icon, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_examples.append({button, icon});
    connect(button, &QPushButton::clicked, this, [this, example] {
        Q_EMIT
        exampleChosen(example);
    });
    return button;
}

void EmptyState::applyTheme()
{
    m_heading->setFont(m_theme.headingFont(1));
    for (const auto &[button, icon] : m_examples)
        button->setIcon(m_theme.icon(icon));
}

} // namespace polylogue::ui::shell
