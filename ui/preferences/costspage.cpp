// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/costspage.h"

#include "app/session/activeendpoint.h"
#include "ui/preferences/pricetable.h"
#include "ui/preferences/settingsrow.h"

#include <QComboBox>
#include <QLineEdit>

namespace polylogue::ui::preferences {

using app::settings::ContextPolicy;
using app::settings::Settings;

namespace {

constexpr int CurrencyWidth = 96;
constexpr int LongestCurrency = 8;

} // namespace

CostsPage::CostsPage(theme::Theme &theme, app::settings::SettingsStore &store,
                     app::session::ActiveEndpoint &active, QWidget *parent)
    : SettingsPage(theme, store, tr("Context and costs"), parent)
    , m_active(active)
    , m_prices(new PriceTable(theme, this))
{
    addChoice<ContextPolicy>(tr("When a chat no longer fits the model"),
                             tr("What is left out is always shown in the conversation."),
                             &Settings::contextPolicy,
                             {{tr("Stop and ask"), ContextPolicy::StopAndAsk},
                              {tr("Leave out the oldest"), ContextPolicy::DropOldest}})
        ->setMinimumContentsLength(16);

    auto *currency = new QLineEdit(this);
    currency->setMaxLength(LongestCurrency);
    currency->setFixedWidth(CurrencyWidth);
    addRow(tr("Currency"), tr("Stands before amounts."), currency);
    connect(currency, &QLineEdit::editingFinished, this, [this, currency] {
        change([currency](Settings &settings) { settings.currency = currency->text().trimmed(); });
    });
    follow([currency](const Settings &settings) { currency->setText(settings.currency); });

    SettingsRow *prices =
        addRow(tr("Prices"), tr("Of a million tokens. Costs are shown for the models named here."),
               nullptr);
    prices->setKeywords(tr("money cost token"));
    prices->addBelow(m_prices);
    connect(m_prices, &PriceTable::edited, this, [this] {
        change([this](Settings &settings) { settings.prices = m_prices->prices(); });
    });
    follow([this](const Settings &settings) { m_prices->setPrices(settings.prices); });
}

void CostsPage::refresh()
{
    QStringList models;
    for (const app::endpoint::ModelInfo &model : m_active.models())
        models.append(model.id);
    m_prices->setKnownModels(models);
}

} // namespace polylogue::ui::preferences
