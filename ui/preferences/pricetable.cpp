// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/pricetable.h"

#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QCompleter>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace polylogue::ui::preferences {

using app::settings::ModelPrice;
using theme::Metrics::Unit;

namespace {

constexpr int AmountWidth = 96;
constexpr double HighestPrice = 1e9; // what the settings take

double amountIn(const QLineEdit *field)
{
    bool isNumber = false;
    const double amount = field->locale().toDouble(field->text().trimmed(), &isNumber);
    return isNumber ? std::clamp(amount, 0.0, HighestPrice) : 0;
}

std::optional<double> optionalAmountIn(const QLineEdit *field)
{
    return field->text().trimmed().isEmpty() ? std::nullopt : std::optional(amountIn(field));
}

} // namespace

PriceTable::PriceTable(theme::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_models(new QStringListModel(this))
    , m_grid(new QGridLayout)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(Unit);
    m_grid->setSpacing(Unit / 2);
    m_grid->setColumnStretch(0, 1);
    int column = 0;
    for (const QString &heading : {tr("Model"), tr("Input"), tr("Cached input"), tr("Output")}) {
        auto *label = new QLabel(heading, this);
        theme::setLook(label, theme::Look::Secondary);
        m_grid->addWidget(label, 0, column++);
    }
    rows->addLayout(m_grid);
    auto *add = new QPushButton(tr("Add a model"), this);
    add->setAccessibleName(tr("Add a model's price"));
    rows->addWidget(add, 0, Qt::AlignLeading);
    connect(add, &QPushButton::clicked, this, [this] {
        addLine({});
        m_lines.last().model->setFocus(Qt::OtherFocusReason);
    });
}

void PriceTable::setPrices(const QList<ModelPrice> &prices)
{
    if (prices == this->prices())
        return;
    clear();
    for (const ModelPrice &price : prices)
        addLine(price);
}

QList<ModelPrice> PriceTable::prices() const
{
    QList<ModelPrice> prices;
    for (const Line &line : m_lines) {
        const QString model = line.model->text().trimmed();
        if (!model.isEmpty())
            prices.append(ModelPrice{.model = model,
                                     .inputPerMillion = amountIn(line.input),
                                     .outputPerMillion = amountIn(line.output),
                                     .cachedInputPerMillion = optionalAmountIn(line.cached)});
    }
    return prices;
}

void PriceTable::setKnownModels(const QStringList &models)
{
    m_models->setStringList(models);
}

void PriceTable::addLine(const ModelPrice &price)
{
    Line line{.model = new QLineEdit(price.model, this),
              .input = makeAmount(price.inputPerMillion, tr("Price of input")),
              .cached = makeAmount(price.cachedInputPerMillion, tr("Price of cached input")),
              .output = makeAmount(price.outputPerMillion, tr("Price of output")),
              .remove = new QPushButton(this)};
    line.model->setAccessibleName(tr("Model"));
    line.cached->setToolTip(tr("Input that the server had in its cache; empty: as other input"));
    auto *completer = new QCompleter(m_models, line.model);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    line.model->setCompleter(completer);
    connect(line.model, &QLineEdit::editingFinished, this, &PriceTable::edited);
    line.remove->setIcon(m_theme.icon(QStringLiteral("close")));
    line.remove->setToolTip(tr("Remove this price"));
    line.remove->setAccessibleName(tr("Remove this price"));
    theme::setLook(line.remove, theme::Look::Quiet);
    connect(line.remove, &QPushButton::clicked, this,
            [this, button = line.remove] { removeLine(button); });
    connect(&m_theme, &theme::Theme::changed, line.remove, [this, button = line.remove] {
        button->setIcon(m_theme.icon(QStringLiteral("close")));
    });
    int column = 0;
    for (QWidget *widget :
         QList<QWidget *>{line.model, line.input, line.cached, line.output, line.remove}) {
        m_grid->addWidget(widget, m_nextRow, column++);
        widget->show();
    }
    ++m_nextRow;
    m_lines.append(line);
}

void PriceTable::removeLine(const QPushButton *remove)
{
    const auto found =
        std::ranges::find_if(m_lines, [remove](const Line &line) { return line.remove == remove; });
    for (QWidget *widget : QList<QWidget *>{found->model, found->input, found->cached,
                                            found->output, found->remove}) {
        widget->hide();
        widget->deleteLater();
    }
    m_lines.erase(found);
    Q_EMIT edited();
}

void PriceTable::clear()
{
    for (const Line &line : std::as_const(m_lines)) {
        for (QWidget *widget :
             QList<QWidget *>{line.model, line.input, line.cached, line.output, line.remove}) {
            widget->hide();
            widget->deleteLater();
        }
    }
    m_lines.clear();
}

QLineEdit *PriceTable::makeAmount(std::optional<double> value, const QString &name)
{
    auto *field = new QLineEdit(this);
    field->setFixedWidth(AmountWidth);
    field->setAccessibleName(name);
    if (value)
        field->setText(field->locale().toString(*value, 'g', 12));
    connect(field, &QLineEdit::editingFinished, this, &PriceTable::edited);
    return field;
}

} // namespace polylogue::ui::preferences
