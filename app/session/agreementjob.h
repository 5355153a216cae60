// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/comparison/agreement.h"
#include "app/net/endpointaccess.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace polylogue::app::net {
class HttpClient;
}

namespace polylogue::app::session {

//! \brief A sentence of an answer and who else says it.
struct AgreedSentence
{
    comparison::Sentence place = {}; //!< in the answer as it is written
    QString words = {};
    //! For each answer the sentence that says the same, -1 where there is none; its own: -1.
    QList<qsizetype> counterparts = {};

    bool operator==(const AgreedSentence &) const = default;
};

//! \return whether no other answer says it.
bool isAlone(const AgreedSentence &sentence);

//! \brief What two or more answers to a question have in common, sentence by sentence; see
//!        comparison::counterparts().
//!
//! Asks the endpoint's embedding model for all sentences, at most 96 in a request, one request
//! after the other. Exactly one of finished() and failed(); destroying it before is silent.
class AgreementJob final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype TextsInRequest = 96;

    //! \param client outlives this
    AgreementJob(net::HttpClient &client, const net::EndpointAccess &access, const QString &model,
                 const QStringList &answers, QObject *parent = nullptr);
    ~AgreementJob() override;

    //! \return how many requests \a answers take.
    static int requestCount(const QStringList &answers);

Q_SIGNALS:
    void progressed(int done, int total); //!< requests
    //! One list for each answer, in their order.
    void finished(const QList<QList<polylogue::app::session::AgreedSentence>> &answers);
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::session
