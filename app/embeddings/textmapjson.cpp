// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textmapjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using projection::Clustering;
using projection::Position;

namespace {

constexpr int mostDimensions = 100'000;

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray bytesOf(const float *vector, size_t dimensions)
{
    QByteArray bytes(qsizetype(dimensions * sizeof(float)), Qt::Uninitialized);
    qToLittleEndian<float>(vector, qsizetype(dimensions), bytes.data());
    return bytes;
}

QString nameOf(ClusterSetup::Method method)
{
    switch (method) {
    case ClusterSetup::Method::None:
        return u"none"_s;
    case ClusterSetup::Method::Density:
        return u"density"_s;
    case ClusterSetup::Method::Means:
        return u"means"_s;
    }
    return {};
}

ClusterSetup::Method methodNamed(const QString &name)
{
    return name == "means"_L1 ? ClusterSetup::Method::Means
        : name == "none"_L1   ? ClusterSetup::Method::None
                              : ClusterSetup::Method::Density;
}

} // namespace

QByteArray headOfMap(const TextMap &map)
{
    const projection::UmapOptions &umap = map.layout.umap;
    // Members are written in the order of their names: the mark is the first.
    return lineOf(
        {{u"a_polylogue_map"_s, 1},
         {u"title"_s, map.title},
         {u"model"_s, map.model},
         {u"input_type"_s, map.inputType},
         {u"number"_s, map.numberName},
         {u"dimensions"_s, qint64(map.vectors->columns)},
         {u"recall"_s, map.recall},
         {u"clusters"_s, QJsonArray::fromStringList(map.clusters.names)},
         {u"cluster_method"_s, nameOf(map.clustering.method)},
         {u"cluster_smallest"_s, map.clustering.smallest},
         {u"cluster_count"_s, map.clustering.count},
         {u"layout"_s, map.layout.isQuick ? u"pca"_s : u"umap"_s},
         {u"n_neighbors"_s, umap.neighbours},
         {u"min_dist"_s, umap.minimumDistance},
         {u"metric"_s, umap.metric == projection::Metric::Cosine ? u"cosine"_s : u"euclidean"_s},
         {u"seed"_s, qint64(umap.seed)},
         {u"epochs"_s, umap.epochs}});
}

QByteArray lineOfMap(const TextMap &map, size_t row)
{
    const CorpusText &text = map.corpus.at(qsizetype(row));
    QJsonObject object{
        {u"text"_s, text.text},
        {u"label"_s, text.label},
        {u"title"_s, text.title},
        {u"source"_s, text.source},
        {u"vector"_s,
         QString::fromLatin1(bytesOf(rowOf(*map.vectors, row), map.vectors->columns).toBase64())}};
    if (text.number)
        object.insert("number"_L1, *text.number);
    const Position position = row < map.positions.size() ? map.positions[row] : projection::nowhere;
    if (std::isfinite(position.x) && std::isfinite(position.y)) {
        object.insert("x"_L1, double(position.x));
        object.insert("y"_L1, double(position.y));
    }
    if (row < map.clusters.of.ofRow.size() && map.clusters.of.ofRow[row] >= 0)
        object.insert("cluster"_L1, map.clusters.of.ofRow[row]);
    return lineOf(object);
}

bool readHeadOfMap(const QByteArray &line, TextMap &map, projection::Matrix &vectors)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const int dimensions = object.value("dimensions"_L1).toInt();
    if (object.value("a_polylogue_map"_L1).toInt() != 1 || dimensions < 1
        || dimensions > mostDimensions)
        return false;
    vectors.columns = size_t(dimensions);
    map.title = object.value("title"_L1).toString();
    map.model = object.value("model"_L1).toString();
    map.inputType = object.value("input_type"_L1).toString();
    map.numberName = object.value("number"_L1).toString();
    map.recall = object.value("recall"_L1).toDouble(1);
    for (const auto &name : object.value("clusters"_L1).toArray())
        map.clusters.names.append(name.toString());
    map.clusters.of.count = int(map.clusters.names.size());
    map.clustering = {.method = methodNamed(object.value("cluster_method"_L1).toString()),
                      .smallest = std::max(object.value("cluster_smallest"_L1).toInt(), 0),
                      .count = std::clamp(object.value("cluster_count"_L1).toInt(8), 1, 100)};
    map.layout.isQuick = object.value("layout"_L1).toString() == "pca"_L1;
    projection::UmapOptions &umap = map.layout.umap;
    umap.neighbours = std::clamp(object.value("n_neighbors"_L1).toInt(15), 2, 200);
    umap.minimumDistance = std::clamp(object.value("min_dist"_L1).toDouble(0.2), 0.0, 0.99);
    if (object.value("metric"_L1).toString() == "euclidean"_L1)
        umap.metric = projection::Metric::Euclidean;
    umap.seed = quint32(object.value("seed"_L1).toInteger(42));
    umap.epochs = std::clamp(object.value("epochs"_L1).toInt(), 0, 10'000);
    return true;
}

bool readLineOfMap(const QByteArray &line, TextMap &map, projection::Matrix &vectors)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QByteArray bytes =
        QByteArray::fromBase64(object.value("vector"_L1).toString().toLatin1());
    if (bytes.size() != qsizetype(vectors.columns * sizeof(float)))
        return false;
    CorpusText text{.text = object.value("text"_L1).toString(),
                    .label = object.value("label"_L1).toString(),
                    .title = object.value("title"_L1).toString(),
                    .source = object.value("source"_L1).toString()};
    if (object.value("number"_L1).isDouble())
        text.number = object.value("number"_L1).toDouble();
    map.corpus.append(text);
    vectors.values.resize(vectors.values.size() + vectors.columns);
    qFromLittleEndian<float>(bytes.constData(), qsizetype(vectors.columns),
                             vectors.values.data() + vectors.rows * vectors.columns);
    ++vectors.rows;
    const bool isSomewhere = object.value("x"_L1).isDouble() && object.value("y"_L1).isDouble();
    map.positions.push_back(isSomewhere ? Position{.x = float(object.value("x"_L1).toDouble()),
                                                   .y = float(object.value("y"_L1).toDouble())}
                                        : projection::nowhere);
    const int cluster = object.value("cluster"_L1).toInt(Clustering::none);
    map.clusters.of.ofRow.push_back(cluster < map.clusters.of.count ? std::max(cluster, -1)
                                                                    : Clustering::none);
    return true;
}

} // namespace polylogue::app::embeddings
