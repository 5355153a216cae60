// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridquestion.h"

#include "app/grid/gridtemplate.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace polylogue::app::grid {

namespace {

QString filePathOf(const store::GridRun &run, qsizetype row)
{
    QString name = cellOf(run, row, run.setup.fileColumn).trimmed();
    if (name.startsWith("file://"_L1))
        name = QUrl(name).toLocalFile();
    return name.isEmpty() ? QString() : QDir(run.setup.fileFolder).absoluteFilePath(name);
}

} // namespace

qsizetype laneCount(const store::GridSetup &setup)
{
    return setup.models.size() * setup.prompts.size();
}

const QString &modelOf(const store::GridSetup &setup, qsizetype lane)
{
    return setup.models.at(lane / setup.prompts.size());
}

const store::GridPrompt &promptOf(const store::GridSetup &setup, qsizetype lane)
{
    return setup.prompts.at(lane % setup.prompts.size());
}

QString laneName(const store::GridSetup &setup, qsizetype lane)
{
    const QString &model = modelOf(setup, lane);
    if (setup.prompts.size() < 2)
        return model;
    const QString &name = promptOf(setup, lane).name;
    const QString prompt = name.isEmpty() ? QString::number(lane % setup.prompts.size() + 1) : name;
    return setup.models.size() < 2 ? prompt : model + u", "_s + prompt;
}

QString cellOf(const store::GridRun &run, qsizetype row, const QString &name)
{
    const qsizetype column = name.isEmpty() ? -1 : run.columns.indexOf(name);
    return column < 0 ? QString() : run.rows.at(row).value(column);
}

GridQuestion questionOf(const store::GridRun &run, qsizetype row, qsizetype lane)
{
    const store::GridPrompt &prompt = promptOf(run.setup, lane);
    const QStringList &cells = run.rows.at(row);
    return {.text = filledTemplate(prompt.text, run.columns, cells),
            .filePath = filePathOf(run, row),
            .options = {.model = modelOf(run.setup, lane),
                        .systemPrompt = filledTemplate(prompt.systemPrompt, run.columns, cells),
                        .parameters = run.setup.parameters,
                        .stepsDown = true}};
}

} // namespace polylogue::app::grid
