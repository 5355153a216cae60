// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/net/callrecord.h"
#include "app/wire/requestbody.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <chrono>
#include <memory>
#include <vector>

namespace polylogue::app::net {

//! \brief When what had come by then.
struct ReceivedMark
{
    std::chrono::milliseconds at = {}; //!< from the start of the call
    qsizetype end = 0; //!< bytes of Exchange::received

    bool operator==(const ReceivedMark &) const = default;
};

//! \brief One call with what went out and what came back, in memory only.
struct Exchange
{
    quint64 number = 0; //!< counts the calls of this run, from 1
    bool isRunning = true;
    CallRecord record = {}; //!< while it runs: as far as it has got
    endpoint::Endpoint endpoint = {}; //!< as it was then
    wire::RequestBody body = {};
    QByteArray received = {}; //!< the answer's body, decompressed, as it came: not redacted
    QList<ReceivedMark> marks = {};
    qint64 omittedBytes = 0; //!< that came when \a received was full
    QString secret = {}; //!< the key, to be taken out of whatever is shown of this
};

//! \brief The newest calls as they went over the wire, for who wants to see them. Bounded: the
//!        oldest go, and of one answer its first bytes stay.
class ExchangeLog final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostBytes = 64 * 1024 * 1024; //!< of all requests and answers
    static constexpr qsizetype MostReceived = 4 * 1024 * 1024; //!< of one answer
    static constexpr qsizetype MostMarks = 20'000; //!< of one answer

    explicit ExchangeLog(QObject *parent = nullptr);
    ~ExchangeLog() override;

    //! \brief How many are kept; 0, as at first, for none.
    void setCapacity(qsizetype count);

    //! \return nullptr where it is not kept (any more). Valid until control returns to the event
    //!         loop.
    const Exchange *find(quint64 number) const;
    //! \return the numbers of those that are kept, the newest first.
    QList<quint64> numbers() const;

    // For calls.
    quint64 begin(const Exchange &exchange); //!< \return its number; 0 where none are kept
    void update(quint64 number, const CallRecord &record);
    void receive(quint64 number, const QByteArray &bytes, std::chrono::milliseconds at);
    void end(quint64 number, const CallRecord &record);

Q_SIGNALS:
    void begun(quint64 number);
    void changed(quint64 number); //!< more is known of it: with each read

private:
    Exchange *existing(quint64 number) const;
    void makeRoom();

    std::vector<std::unique_ptr<Exchange>> m_exchanges; // the oldest first
    qsizetype m_capacity = 0;
    qsizetype m_bytes = 0;
    quint64 m_last = 0;
};

} // namespace polylogue::app::net
