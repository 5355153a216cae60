// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/net/callrecord.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace polylogue::app::session {

//! \brief What happened last, in memory only, for a report that the user may send: calls and
//!        errors, one a line, without keys, without texts of chats, in English.
class RecentLog final : public QObject
{
    Q_OBJECT

public:
    //! \param secret the key in use now; it is taken out of every line before that is kept
    explicit RecentLog(std::function<QString()> secret, QObject *parent = nullptr);

    void addCall(const net::CallRecord &record);
    void addError(const base::Error &error);
    void add(const QString &what); //!< cut at 500 characters
    //! \return the last 200, the oldest first.
    const QStringList &lines() const { return m_lines; }

    //! \return \a text without the key in use now.
    QString withoutKey(const QString &text) const;

private:
    std::function<QString()> m_secret;
    QStringList m_lines;
};

} // namespace polylogue::app::session
