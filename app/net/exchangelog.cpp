// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/exchangelog.h"

#include <algorithm>

namespace polylogue::app::net {

namespace {

//! What is held in memory: files stay on the disk.
qsizetype bytesOf(const wire::RequestBody &body)
{
    qsizetype bytes = 0;
    for (const wire::BodyPiece &piece : body.pieces) {
        if (const auto *text = std::get_if<QByteArray>(&piece))
            bytes += text->size();
    }
    return bytes;
}

} // namespace

ExchangeLog::ExchangeLog(QObject *parent)
    : QObject(parent)
{ }

ExchangeLog::~ExchangeLog() = default;

void ExchangeLog::setCapacity(qsizetype count)
{
    m_capacity = count;
    makeRoom();
}

const Exchange *ExchangeLog::find(quint64 number) const
{
    return existing(number);
}

Exchange *ExchangeLog::existing(quint64 number) const
{
    const auto found = std::ranges::lower_bound(
        m_exchanges, number, {},
        [](const std::unique_ptr<Exchange> &exchange) { return exchange->number; });
    return found != m_exchanges.end() && (*found)->number == number ? found->get() : nullptr;
}

QList<quint64> ExchangeLog::numbers() const
{
    QList<quint64> numbers;
    for (auto it = m_exchanges.rbegin(); it != m_exchanges.rend(); ++it)
        numbers.append((*it)->number);
    return numbers;
}

quint64 ExchangeLog::begin(const Exchange &exchange)
{
    if (m_capacity == 0)
        return 0;
    auto added = std::make_unique<Exchange>(exchange);
    added->number = ++m_last;
    m_bytes += bytesOf(added->body);
    m_exchanges.push_back(std::move(added));
    makeRoom();
    Q_EMIT begun(m_last);
    return m_last;
}

void ExchangeLog::update(quint64 number, const CallRecord &record)
{
    if (Exchange *exchange = existing(number)) {
        exchange->record = record;
        Q_EMIT changed(number);
    }
}

void ExchangeLog::receive(quint64 number, const QByteArray &bytes, std::chrono::milliseconds at)
{
    Exchange *exchange = existing(number);
    if (!exchange)
        return;
    const qsizetype room = MostReceived - exchange->received.size();
    const qsizetype taken = std::min(room, bytes.size());
    exchange->omittedBytes += bytes.size() - taken;
    if (taken > 0) {
        exchange->received.append(bytes.constData(), taken);
        m_bytes += taken;
        if (exchange->marks.size() == MostMarks)
            exchange->marks.removeLast(); // the last one stands for all that follow
        exchange->marks.append({.at = at, .end = exchange->received.size()});
        makeRoom();
    }
    Q_EMIT changed(number);
}

void ExchangeLog::end(quint64 number, const CallRecord &record)
{
    if (Exchange *exchange = existing(number)) {
        exchange->record = record;
        exchange->isRunning = false;
        Q_EMIT changed(number);
    }
}

//! The newest one stays, whatever its size.
void ExchangeLog::makeRoom()
{
    const auto isTooMuch = [this] {
        const auto count = static_cast<qsizetype>(m_exchanges.size());
        return count > m_capacity || (m_bytes > MostBytes && count > 1);
    };
    while (isTooMuch()) {
        const Exchange &oldest = *m_exchanges.front();
        m_bytes -= bytesOf(oldest.body) + oldest.received.size();
        m_exchanges.erase(m_exchanges.begin());
    }
}

} // namespace polylogue::app::net
