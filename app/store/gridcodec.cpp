// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/gridcodec.h"

#include "app/settings/parametersfields.h"
#include "app/store/jsoncodec.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

using settings::enumField;
using settings::field;
using settings::FieldTable;
using settings::listField;
using settings::objectField;

namespace {

const FieldTable<GridSetup> &setupFields()
{
    static const FieldTable<GridPrompt> prompt{
        field(u"name"_s, &GridPrompt::name),
        field(u"system_prompt"_s, &GridPrompt::systemPrompt),
        field(u"text"_s, &GridPrompt::text),
    };
    static const settings::EnumNames<Expectation> expectations{
        {Expectation::Exact, u"exact"_s},
        {Expectation::Contains, u"contains"_s},
        {Expectation::Pattern, u"pattern"_s},
    };
    static const FieldTable<GridSetup> table{
        field(u"endpoint"_s, &GridSetup::endpoint),
        field(u"models"_s, &GridSetup::models),
        listField(u"prompts"_s, &GridSetup::prompts, prompt),
        objectField(u"parameters"_s, &GridSetup::parameters, settings::parametersFields()),
        field(u"file_column"_s, &GridSetup::fileColumn),
        field(u"file_folder"_s, &GridSetup::fileFolder),
        field(u"expected_column"_s, &GridSetup::expectedColumn),
        enumField(u"expectation"_s, &GridSetup::expectation, expectations),
        field(u"parallel"_s, &GridSetup::parallel, 1, 16),
    };
    return table;
}

} // namespace

QByteArray encodeGridSetup(const GridSetup &setup, const QByteArray &previous)
{
    QVariantMap map = decodeObject(previous).value_or({});
    writeFields(setupFields(), setup, map);
    return encodeObject(map);
}

base::Result<GridSetup> decodeGridSetup(const QByteArray &json)
{
    const auto map = decodeObject(json);
    if (!map)
        return map.error();
    GridSetup setup;
    readFields(setupFields(), *map, setup);
    return setup;
}

QByteArray encodeGridInput(const GridRun &run)
{
    QVariantList lines{QVariant(run.columns)};
    for (const QStringList &row : run.rows)
        lines.append(QVariant(row));
    return encodeArray(lines);
}

base::Status decodeGridInput(const QByteArray &json, GridRun &run)
{
    const auto lines = decodeArray(json);
    if (!lines)
        return lines.error();
    run.columns = lines->value(0).toStringList();
    run.rows.clear();
    for (qsizetype i = 1; i < lines->size(); ++i) {
        QStringList row = lines->at(i).toStringList();
        row.resize(run.columns.size());
        run.rows.append(row);
    }
    return {};
}

} // namespace polylogue::app::store
