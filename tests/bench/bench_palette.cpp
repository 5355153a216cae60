// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What a key pressed in the palette costs with 5,000 chats: each of these words typed letter by
// letter. Prints one JSON object; times of the processor in milliseconds, whatever else runs.

#include "ui/shell/palettemodel.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace polylogue::ui::shell;
using namespace Qt::StringLiterals;

namespace {

constexpr int ChatCount = 5000;
constexpr int Rounds = 5;

//! Eight words, some with letters that have to be folded.
QString title(QRandomGenerator &random)
{
    static const QStringList words{u"stapler"_s, u"Résumé"_s,   u"seals"_s,       u"of"_s,
                                   u"winter"_s,  u"contract"_s, u"Übersetzung"_s, u"with"_s,
                                   u"table"_s,   u"the"_s,      u"procurement"_s, u"notes"_s,
                                   u"review"_s,  u"budget"_s,   u"question"_s,    u"about"_s};
    QStringList chosen;
    for (int i = 0; i < 8; ++i)
        chosen << words.at(random.bounded(int(words.size())));
    return chosen.join(u' ');
}

double since(std::clock_t start)
{
    return 1000.0 * double(std::clock() - start) / CLOCKS_PER_SEC;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QRandomGenerator random(7);
    QList<PaletteItem> items;
    for (int i = 0; i < ChatCount; ++i)
        items.append({.id = QString::number(i), .text = title(random)});
    PaletteModel model;
    std::clock_t start = std::clock();
    model.setItems(items);
    const double opening = since(start);

    QList<double> keys;
    for (int round = 0; round < Rounds; ++round) {
        for (const QString &typed : {u"stapler seals"_s, u"rsmbdgt"_s, u"eoetsr"_s, u"zzz"_s}) {
            for (qsizetype length = 1; length <= typed.size(); ++length) {
                start = std::clock();
                model.setQuery(typed.left(length));
                keys.append(since(start));
            }
        }
    }
    std::ranges::sort(keys);
    const QJsonObject result{{u"chats"_s, ChatCount},
                             {u"open_ms"_s, opening},
                             {u"key_ms_p50"_s, keys.at(keys.size() / 2)},
                             {u"key_ms_p95"_s, keys.at(keys.size() * 95 / 100)},
                             {u"key_ms_max"_s, keys.last()}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return 0;
}
