// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/session/comparison.h"
#include "tests/app/session/libraryfixture.h"

#include <QJsonObject>

namespace polylogue::tests {

//! \brief A comparison of such chats.
class ComparisonFixture : protected LibraryFixture
{
protected:
    using ConversationId = app::conversation::ConversationId;
    using Message = app::conversation::Message;

    void restart();
    void end();
    //! Lanes with these models, of \a chat or of a new one; none: those that it has.
    void compare(const QStringList &models, const ConversationId &chat = {});
    void ask(const QString &text);
    ConversationId lane(qsizetype position) const { return m_comparison->lanes().at(position); }
    app::session::ChatSession &session(qsizetype position) const
    {
        return *m_comparison->session(lane(position));
    }
    const Message &last(qsizetype position) const;
    QString texts(qsizetype position) const;
    QString mainTexts() const;
    QList<QJsonObject> bodies() const; //!< of all requests, by model
    static QJsonObject without(QJsonObject body, const QStringList &members);
    static QStringList turnsOf(const QJsonObject &body); //!< "role: text" of each message

    std::unique_ptr<app::session::Comparison> m_comparison;
};

} // namespace polylogue::tests
