// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/answercodec.h"
#include "app/practice/httpserver.h"
#include "app/practice/practiceanswer.h"

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace polylogue::app::practice {

//! \brief Sends one planned answer, whole or as a stream at its pace. Child of the exchange, with
//!        which it ends.
class AnswerDelivery final : public QObject
{
    Q_OBJECT

public:
    AnswerDelivery(const AnswerHead &head, const PlannedAnswer &answer, const TokenCounts &counts,
                   bool isStreamed, HttpExchange &exchange);

private:
    void sendWhole();
    void beginStream();
    void sendDue();
    void endStream();

    const AnswerHead m_head;
    const PlannedAnswer m_answer;
    const TokenCounts m_counts;
    HttpExchange &m_exchange; //!< parent
    QByteArrayList m_events = {}; //!< one for each token
    qsizetype m_sent = 0; //!< of m_events
    QTimer m_timer;
    QElapsedTimer m_clock = {};
};

} // namespace polylogue::app::practice
