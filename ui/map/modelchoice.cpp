// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/modelchoice.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::endpoint::ModelInfo;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::map)
};

} // namespace

void listModels(QComboBox *box, const QList<ModelInfo> &models, const QString &preferred)
{
    const QString before = box->currentText();
    box->clear();
    for (const ModelInfo &model : models) {
        if (model.capabilities.embeddings == true)
            box->addItem(model.id);
    }
    QString chosen = before.isEmpty() ? preferred : before;
    if (chosen.isEmpty() && box->count() > 0)
        chosen = box->itemText(0);
    if (chosen.isEmpty() && models.size() == 1)
        chosen = models.constFirst().id;
    if (box->count() == 0) { // nobody says which one embeds
        for (const ModelInfo &model : models)
            box->addItem(model.id);
    }
    box->setEditText(chosen);
    box->lineEdit()->setPlaceholderText(Words::tr("Name of an embedding model"));
}

void listInputTypes(QComboBox *box)
{
    box->addItem(Words::tr("clustering"), u"clustering"_s);
    box->addItem(Words::tr("search_document"), u"search_document"_s);
    box->addItem(Words::tr("search_query"), u"search_query"_s);
    box->addItem(Words::tr("classification"), u"classification"_s);
    box->addItem(Words::tr("not sent"), QString());
    box->setToolTip(Words::tr("What the vectors are for; some models make others for each."));
}

std::optional<qint64> longestTextOf(const QString &model, const QList<ModelInfo> &models)
{
    for (const ModelInfo &known : models) {
        // Our count of tokens is a guess: a quarter is left.
        if (known.id == model && known.capabilities.contextLength)
            return std::max<qint64>(*known.capabilities.contextLength * 3 / 4, 16);
    }
    return {};
}

} // namespace polylogue::ui::map
