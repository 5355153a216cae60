// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/mapcolours.h"

#include "ui/map/maptablemodel.h"
#include "ui/text/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace polylogue::ui::map {

using app::embeddings::CorpusText;
using app::embeddings::TextMap;

namespace {

constexpr qsizetype longestName = 30;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::map)
};

bool areClustersKnown(const TextMap &map)
{
    return map.clusters.of.ofRow.size() == size_t(map.corpus.size());
}

//! \return what each text has of \a trait, in words.
QStringList namesBy(Trait trait, const TextMap &map)
{
    QStringList names;
    names.reserve(map.corpus.size());
    for (qsizetype row = 0; row < map.corpus.size(); ++row) {
        const CorpusText &text = map.corpus.at(row);
        switch (trait) {
        case Trait::Label:
            names.append(text.label);
            break;
        case Trait::Cluster:
            names.append(areClustersKnown(map)
                             ? map.clusters.names.value(map.clusters.of.ofRow[size_t(row)])
                             : QString());
            break;
        case Trait::Source:
            names.append(text.source);
            break;
        case Trait::None:
        case Trait::Number:
        case Trait::Length:
            names.append(QString());
            break;
        }
    }
    return names;
}

QString unnamed(Trait trait)
{
    switch (trait) {
    case Trait::Cluster:
        return Words::tr("in no cluster");
    case Trait::Source:
        return Words::tr("without a source");
    default:
        return Words::tr("without a label");
    }
}

std::vector<double> numbersBy(Trait trait, const TextMap &map)
{
    std::vector<double> numbers;
    numbers.reserve(size_t(map.corpus.size()));
    for (const CorpusText &text : map.corpus)
        numbers.push_back(trait == Trait::Length ? double(text.text.size())
                                                 : text.number.value_or(std::nan("")));
    return numbers;
}

} // namespace

QList<Trait> traitsOf(const TextMap &map)
{
    QList<Trait> traits;
    if (std::ranges::any_of(map.corpus,
                            [](const CorpusText &text) { return !text.label.isEmpty(); }))
        traits.append(Trait::Label);
    if (map.clusters.of.count > 0)
        traits.append(Trait::Cluster);
    if (hasSources(map.corpus))
        traits.append(Trait::Source);
    if (!map.numberName.isEmpty())
        traits.append(Trait::Number);
    traits.append(Trait::Length);
    return traits;
}

QString traitName(Trait trait, const TextMap &map)
{
    switch (trait) {
    case Trait::None:
        return Words::tr("none");
    case Trait::Label:
        return Words::tr("label");
    case Trait::Cluster:
        return Words::tr("cluster");
    case Trait::Source:
        return Words::tr("source");
    case Trait::Number:
        return text::oneLine(map.numberName, longestName);
    case Trait::Length:
        return Words::tr("length");
    }
    return {};
}

plot::Plot plotOf(const TextMap &map, const QString &title, Trait colour, Trait shape)
{
    plot::Plot plot{.title = title, .positions = map.positions};
    const QString others = Words::tr("others");
    if (shape != Trait::None)
        plot::setShapes(plot, namesBy(shape, map), unnamed(shape), others);
    if (colour == Trait::Number || colour == Trait::Length)
        plot::setNumbers(plot, numbersBy(colour, map),
                         colour == Trait::Number ? map.numberName : Words::tr("Characters"),
                         Words::tr("without a number"));
    else
        plot::setSeries(plot, namesBy(colour, map), unnamed(colour), others);
    if (areClustersKnown(map))
        plot.labels =
            plot::labelsAtMiddles(map.positions, map.clusters.of.ofRow, map.clusters.names);
    return plot;
}

} // namespace polylogue::ui::map
