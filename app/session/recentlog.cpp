// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/recentlog.h"

#include "app/base/redact.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

namespace {

constexpr qsizetype MostLines = 200;
constexpr qsizetype LongestLine = 500;

//! What an error says in words of ours; the server's own may quote a chat.
QString described(const base::Error &error)
{
    QString text;
    QDebug(&text).nospace() << error.kind;
    if (error.httpStatus > 0)
        text += u" status "_s + QString::number(error.httpStatus);
    for (const auto &[name, value] : {std::pair(u" type "_s, error.type),
                                      {u" code "_s, error.code},
                                      {u" parameter "_s, error.parameter},
                                      {u" request id "_s, error.requestId}}) {
        if (!value.isEmpty())
            text += name + value;
    }
    return text;
}

} // namespace

RecentLog::RecentLog(std::function<QString()> secret, QObject *parent)
    : QObject(parent)
    , m_secret(std::move(secret))
{ }

void RecentLog::addCall(const net::CallRecord &record)
{
    QString what = u"%1 %2 status %3, %4 B out, %5 B in, %6 ms"_s.arg(
        QString::fromLatin1(record.method),
        record.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment),
        QString::number(record.httpStatus), QString::number(record.bytesSent),
        QString::number(record.bytesReceived), QString::number(record.total.count()));
    if (!record.model.isEmpty())
        what += u", model "_s + record.model;
    if (record.attempt > 1)
        what += u", attempt "_s + QString::number(record.attempt);
    if (record.error)
        what += u": "_s + described(*record.error);
    add(what);
}

void RecentLog::addError(const base::Error &error)
{
    add(described(error));
}

void RecentLog::add(const QString &what)
{
    // The key first: a cut through its middle would leave half of it unrecognised.
    const QString line = withoutKey(what).simplified().left(LongestLine);
    m_lines.append(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + u' ' + line);
    if (m_lines.size() > MostLines)
        m_lines.removeFirst();
}

QString RecentLog::withoutKey(const QString &text) const
{
    return base::redacted(text, m_secret());
}

} // namespace polylogue::app::session
