// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tables/jsonlinescodec.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::tables {

namespace {

QString cellOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Bool:
        return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double:
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))
            .chopped(1)
            .sliced(1);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    }
    return {};
}

//! QJsonObject sorts its members; in \a source they stand as they were written.
QStringList membersInOrder(const QJsonObject &object, const QString &source)
{
    QStringList names = object.keys();
    QHash<QString, qsizetype> places;
    for (const QString &name : std::as_const(names)) {
        qsizetype at = source.indexOf(u'"' + name + u'"');
        while (at >= 0) {
            qsizetype behind = at + name.size() + 2;
            while (behind < source.size() && source.at(behind).isSpace())
                ++behind;
            if (behind < source.size() && source.at(behind) == u':')
                break;
            at = source.indexOf(u'"' + name + u'"', at + 1);
        }
        places.insert(name, at < 0 ? source.size() : at);
    }
    std::ranges::stable_sort(names, {},
                             [&places](const QString &name) { return places.value(name); });
    return names;
}

//! Adds values as rows; columns come as they are met.
class TableMaker final
{
public:
    void add(const QJsonValue &value, const QString &source)
    {
        QHash<qsizetype, QString> cells;
        if (value.isObject()) {
            const QJsonObject object = value.toObject();
            const bool isKnown = std::ranges::all_of(
                object.keys(), [this](const QString &name) { return m_places.contains(name); });
            const QStringList names = isKnown ? object.keys() : membersInOrder(object, source);
            for (const QString &name : names)
                cells.insert(columnOf(name), cellOf(object.value(name)));
        } else if (value.isArray()) {
            const QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size(); ++i)
                cells.insert(columnOf(u"column_%1"_s.arg(i + 1)), cellOf(array.at(i)));
        } else {
            cells.insert(columnOf(u"text"_s), cellOf(value));
        }
        QStringList row;
        for (qsizetype column = 0; column < m_table.columns.size(); ++column)
            row.append(cells.value(column));
        m_table.rows.append(row);
    }

    Table table() &&
    {
        for (QStringList &row : m_table.rows)
            row.resize(m_table.columns.size());
        return std::move(m_table);
    }

private:
    qsizetype columnOf(const QString &name)
    {
        const auto known = m_places.constFind(name);
        if (known != m_places.cend())
            return *known;
        m_places.insert(name, m_table.columns.size());
        m_table.columns.append(Column{.name = name});
        return m_table.columns.size() - 1;
    }

    Table m_table;
    QHash<QString, qsizetype> m_places; // of columns, by name
};

} // namespace

bool looksLikeJson(const QString &text)
{
    for (const QChar c : text) {
        if (!c.isSpace())
            return c == u'{' || c == u'[';
    }
    return false;
}

base::Result<Table> tableFromJson(const QString &text)
{
    TableMaker maker;
    QJsonParseError error;
    const QJsonDocument whole = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (whole.isArray()) {
        const QJsonArray array = whole.array();
        for (const QJsonValue &value : array)
            maker.add(value, text);
        return std::move(maker).table();
    }
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines.at(i);
        if (line.trimmed().isEmpty())
            continue;
        // Within an array, so that a line may be any value.
        const QJsonDocument document = QJsonDocument::fromJson('[' + line.toUtf8() + ']', &error);
        if (error.error != QJsonParseError::NoError || document.array().size() != 1)
            return base::Error{.kind = base::ErrorKind::File,
                               .detail = error.errorString(),
                               .type = u"not_json"_s,
                               .subject = QString::number(i + 1)};
        maker.add(document.array().first(), line);
    }
    return std::move(maker).table();
}

} // namespace polylogue::app::tables
