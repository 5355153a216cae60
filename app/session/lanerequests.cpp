// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/lanerequests.h"

#include "app/settings/parametersfields.h"

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

using conversation::Message;
using conversation::Role;

QList<Turn> turnsOf(const QList<Message> &branch)
{
    QList<Turn> turns;
    for (qsizetype row = 0; row < branch.size(); ++row) {
        const Message &message = branch.at(row);
        if (message.role == Role::User)
            turns.append({.question = message, .row = row});
        else if (message.role == Role::Assistant && !turns.isEmpty())
            turns.last().answer = message;
    }
    return turns;
}

QString laneLetter(qsizetype position)
{
    return QString(QChar(u'A' + static_cast<char16_t>(position)));
}

QString sharedAnswers(const QList<OtherAnswer> &answers)
{
    if (answers.isEmpty())
        return {};
    QString text = u"Other assistants were asked the previous question too. Here is what each of "
                   u"them answered; none of it was written by you or by the user.\n"_s;
    for (const OtherAnswer &answer : answers)
        text += u"\n<answer assistant=\"%1\">\n%2\n</answer>\n"_s.arg(answer.letter, answer.text);
    return text + u"\nThe user now writes:"_s;
}

QList<LaneDifference> differencesOf(const ChatOptions &lane, const ChatOptions &reference)
{
    const auto namesOf = [](const ChatOptions &options) {
        QStringList names;
        for (const wire::ToolDefinition &tool : options.tools)
            names.append(tool.name);
        return names.join(u", "_s);
    };
    QList<LaneDifference> differences;
    if (lane.systemPrompt != reference.systemPrompt)
        differences.append({.field = u"system_prompt"_s, .value = lane.systemPrompt});
    if (lane.tools != reference.tools)
        differences.append({.field = u"tools"_s, .value = namesOf(lane)});
    for (const auto &field : settings::parametersFields()) {
        const QVariant own = field.write(lane.parameters, {});
        if (own == field.write(reference.parameters, {}))
            continue;
        const QString value =
            own.typeId() == QMetaType::QVariantList || own.typeId() == QMetaType::QStringList
            ? own.toStringList().join(u", "_s)
            : own.typeId() == QMetaType::QVariantMap ? own.toMap().value(u"type"_s).toString()
                                                     : own.toString();
        differences.append({.field = field.name, .value = value});
    }
    return differences;
}

} // namespace polylogue::app::session
