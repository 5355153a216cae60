// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/grid/gridtemplate.h"

#include "app/session/prompttemplate.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::grid {

namespace {

//! \return a name of a variable that \a text does not use, for each column: its beginning.
QString freePrefix(const QString &text)
{
    QString prefix = u"column_"_s;
    while (text.contains(prefix))
        prefix += u'_';
    return prefix;
}

//! Writes both forms of a column as one variable that prompts know.
QString asPrompt(const QString &text, const QStringList &columns, const QString &prefix)
{
    QStringList names = columns;
    std::ranges::sort(names, std::greater(), &QString::size); // "name long" before "name"
    for (QString &name : names)
        name = QRegularExpression::escape(name);
    const QString any = names.join(u'|');
    // Three braces are a brace and a variable.
    const QRegularExpression variable(uR"((?<!\{)\{\{\s*(%1)\s*\}\}(?!\})|\{(%1)\})"_s.arg(any),
                                      QRegularExpression::UseUnicodePropertiesOption);
    QString prompt;
    qsizetype end = 0;
    for (auto matches = variable.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        prompt += QStringView(text).sliced(end, match.capturedStart() - end);
        const QString name = match.captured(match.capturedLength(1) > 0 ? 1 : 2);
        prompt += u'{' + prefix + QString::number(columns.indexOf(name)) + u'}';
        end = match.capturedEnd();
    }
    prompt += QStringView(text).sliced(end);
    return prompt;
}

} // namespace

TemplateUse templateUse(const QString &text, const QStringList &columns)
{
    TemplateUse use;
    const QString prefix = freePrefix(text);
    QStringList variables = session::promptVariables(asPrompt(text, columns, prefix));
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (variables.removeOne(prefix + QString::number(i)))
            use.columns.append(columns.at(i));
    }
    use.unknown = variables;
    return use;
}

QString filledTemplate(const QString &text, const QStringList &columns, const QStringList &row)
{
    const QString prefix = freePrefix(text);
    QHash<QString, QString> values;
    for (qsizetype i = 0; i < columns.size(); ++i)
        values.insert(prefix + QString::number(i), row.value(i));
    return session::filledPrompt(asPrompt(text, columns, prefix), values);
}

} // namespace polylogue::app::grid
