// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/endpoint/endpoint.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <optional>

namespace polylogue::app::mcp {

inline constexpr qsizetype largestMessage = 16 * 1024 * 1024; // bytes

//! \brief A message on its way out, with what HTTP says of it in headers.
struct Outgoing
{
    QByteArray bytes = {}; //!< JSON without a line break
    qint64 id = 0; //!< 0: it wants no answer
    QString method = {};
    QString version = {}; //!< of the protocol; empty before one was agreed upon
    bool isModern = false; //!< 2026-07-28 or later
    QString name = {}; //!< of the tool that is called
    QList<endpoint::HeaderField> parameters = {}; //!< "Mcp-Param-..." with their values
};

//! \brief Carries messages to one server and back; knows nothing of what they say.
//!
//! Not to be destroyed from within one of its signals.
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    //! \brief Begins; opened() or ended() follows, later.
    virtual void open() = 0;
    virtual void send(const Outgoing &message) = 0;
    //! \brief No answer to \a id is waited for any more, or it has come.
    virtual void forget(qint64 id) = 0;
    //! \brief A version was agreed upon; the server may want to tell things unasked.
    virtual void listen(const QString &version) = 0;
    //! \brief Ends in an orderly way; ended() follows, within seconds.
    virtual void close() = 0;

Q_SIGNALS:
    void opened();
    //! Not more than largestMessage; whatever the server wrote.
    void received(const QByteArray &bytes);
    //! No answer to \a id will come; 0: to none of those that are waited for.
    void failed(qint64 id, const polylogue::app::base::Error &error);
    //! Once; nothing follows. Not set: after close().
    void ended(const std::optional<polylogue::app::base::Error> &error);
    //! What the server says beside the protocol; any bytes.
    void logged(const QByteArray &text);
};

} // namespace polylogue::app::mcp
