// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/endpoint/endpoint.h"

#include <QDateTime>
#include <QList>
#include <QObject>

namespace polylogue::app::net {

//! \brief One thing learned: this server's model refuses this optional field.
struct LearnedDrop
{
    endpoint::EndpointId endpoint = {};
    QString model = {};
    QString field = {};
    QString serverWords = {}; //!< why, in the server's words
    QDateTime learnedAt = {}; //!< UTC; forgotten after 30 days

    bool operator==(const LearnedDrop &) const = default;
};

//! \brief What servers refused, per (endpoint, model); shown to the user, who can undo it.
class LearnedDrops final : public QObject
{
    Q_OBJECT

public:
    explicit LearnedDrops(QObject *parent = nullptr);

    //! \return the fields to leave out now.
    QSet<QString> fieldsFor(const endpoint::EndpointId &endpoint, const QString &model) const;
    QList<LearnedDrop> all() const { return m_drops; }
    void setAll(const QList<LearnedDrop> &drops); //!< from the settings, at start
    void learn(const LearnedDrop &drop);
    void forget(const endpoint::EndpointId &endpoint, const QString &model, const QString &field);

Q_SIGNALS:
    void changed();

private:
    QList<LearnedDrop> m_drops;
};

} // namespace polylogue::app::net
