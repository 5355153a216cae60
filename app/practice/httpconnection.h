// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/httprequestparser.h"
#include "app/practice/httpserver.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace polylogue::app::practice {

//! \brief One client of an HttpServer: requests one after the other, pipelined ones wait.
//!        Deletes itself when the client is gone.
class HttpConnection final : public QObject
{
    Q_OBJECT

public:
    HttpConnection(qintptr descriptor, const HttpLimits &limits, QObject *parent);
    ~HttpConnection() override;

    void writeHead(int status, const QByteArray &contentType, const QByteArray &framing);
    void write(const QByteArray &bytes);
    qint64 bytesToWrite() const { return m_socket.bytesToWrite(); }
    //! \brief The answer of the exchange at hand is written.
    void finishExchange();
    void closeAfterwards() { m_keepsAlive = false; }
    //! \brief Sends what is written and drops the connection without ending the answer.
    void breakOff();
    void abort() { m_socket.abort(); }

Q_SIGNALS:
    void requestReceived(polylogue::app::practice::HttpExchange *exchange);

private:
    void onReadyRead();
    void onDisconnected();
    void onSilence();
    void parse();
    bool acceptHead();
    bool isAddressedToUs(const HttpRequest &request) const;
    void refuse(int status);
    void linger();

    QTcpSocket m_socket;
    QTimer m_silence;
    HttpLimits m_limits = {};
    HttpRequestParser m_parser;
    QPointer<HttpExchange> m_exchange; //!< child of this; deleted by finishExchange()
    bool m_keepsAlive = true;
    bool m_isClosing = false; //!< answered for good; what still comes is thrown away
};

} // namespace polylogue::app::practice
