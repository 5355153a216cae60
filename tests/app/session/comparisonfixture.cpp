// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/session/comparisonfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using conversation::Message;
using session::Comparison;
using store::ChatSetup;

namespace polylogue::tests {

void ComparisonFixture::restart()
{
    m_comparison.reset();
    LibraryFixture::restart();
}

void ComparisonFixture::end()
{
    m_comparison.reset();
    LibraryFixture::end();
}

void ComparisonFixture::compare(const QStringList &models, const ConversationId &chat)
{
    m_comparison =
        std::make_unique<Comparison>(*m_library, chat.isNull() ? m_library->create({}) : chat);
    QList<ChatSetup> setups;
    for (const QString &model : models)
        setups.append({.model = model, .systemPrompt = u"Be brief."_s});
    if (setups.isEmpty())
        return; // those that it has
    m_comparison->addLanes(setups);
    QTRY_COMPARE(m_comparison->lanes().size(), models.size());
}

void ComparisonFixture::ask(const QString &text)
{
    QSignalSpy finished(m_comparison.get(), &Comparison::roundFinished);
    m_comparison->send({.text = text});
    QTRY_COMPARE(finished.count(), 1);
}

const Message &ComparisonFixture::last(qsizetype position) const
{
    const conversation::Conversation &tree = session(position).conversation();
    return tree.at(tree.count() - 1);
}

QString ComparisonFixture::texts(qsizetype position) const
{
    QStringList shown;
    for (const Message &message : session(position).conversation().branch())
        shown.append(textOf(message.content));
    return shown.join(u'|');
}

QString ComparisonFixture::mainTexts() const
{
    QStringList shown;
    for (const Message &message : m_comparison->mainSession().conversation().branch())
        shown.append(textOf(message.content));
    return shown.join(u'|');
}

QList<QJsonObject> ComparisonFixture::bodies() const
{
    QList<QJsonObject> all;
    for (const SeenRequest &request : m_server->requests(chatPath))
        all.append(QJsonDocument::fromJson(request.body).object());
    std::stable_sort(all.begin(), all.end(), [](const QJsonObject &a, const QJsonObject &b) {
        return a["model"_L1].toString() < b["model"_L1].toString();
    });
    return all;
}

QJsonObject ComparisonFixture::without(QJsonObject body, const QStringList &members)
{
    for (const QString &member : members)
        body.remove(member);
    return body;
}

QStringList ComparisonFixture::turnsOf(const QJsonObject &body)
{
    QStringList turns;
    for (const QJsonValue &message : body["messages"_L1].toArray())
        turns += message["role"_L1].toString() + u": "_s + message["content"_L1].toString();
    return turns;
}

} // namespace polylogue::tests
