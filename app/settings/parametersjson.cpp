// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/parametersjson.h"

#include "app/settings/parametersfields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using base::Error;
using base::ErrorKind;
using base::Result;
using endpoint::Parameters;

namespace {

QByteArray quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

//! \return the one JSON value that \a text is; an invalid value where it is none.
QVariant jsonValue(const QString &text)
{
    const QJsonArray array = QJsonDocument::fromJson('[' + text.toUtf8() + ']').array();
    return array.size() == 1 ? array.first().toVariant() : QVariant();
}

bool isJson(const QString &text)
{
    return QJsonDocument::fromJson('[' + text.toUtf8() + ']').array().size() == 1;
}

//! Whether one of \a candidates, in this order, is a value that the parameter \a name can have.
bool take(Parameters &parameters, const QString &name, const QVariantList &candidates)
{
    for (const QVariant &candidate : candidates) {
        if (candidate.isValid()
            && readFields(parametersFields(), {{name, candidate}}, parameters).isEmpty())
            return true;
    }
    return false;
}

bool isOurs(const QString &name)
{
    for (const Field<Parameters> &row : parametersFields()) {
        if (row.name == name)
            return true;
    }
    return false;
}

} // namespace

Result<Parameters> parseParameters(const QStringList &assignments)
{
    Parameters parameters;
    QMap<QString, QByteArray> extra;
    for (const QString &assignment : assignments) {
        const qsizetype equals = assignment.indexOf(u'=');
        const QString name = assignment.left(equals).trimmed();
        const QString value = assignment.sliced(equals + 1);
        const bool isNamed = equals > 0 && !name.isEmpty();
        const bool isKnown = isOurs(name);
        const QVariantList candidates{jsonValue(value), value, QVariantList{value}};
        if (!isNamed || (isKnown && !take(parameters, name, candidates)))
            return Error{.kind = ErrorKind::BadParameter, .parameter = name, .subject = assignment};
        if (!isKnown)
            extra.insert(name, isJson(value) ? value.toUtf8() : quoted(value));
    }
    QByteArrayList members;
    for (auto member = extra.cbegin(); member != extra.cend(); ++member)
        members.append(quoted(member.key()) + ':' + member.value());
    if (!members.isEmpty())
        parameters.extraJson = '{' + members.join(',') + '}';
    return parameters;
}

} // namespace polylogue::app::settings
