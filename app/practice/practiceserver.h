// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

namespace polylogue::app::practice {

//! \brief The built-in practice endpoint: an honest server of the same dialect that is no language
//!        model. Listens on 127.0.0.1 only.
class PracticeServer final : public QObject
{
    Q_OBJECT

public:
    explicit PracticeServer(QObject *parent = nullptr);
    ~PracticeServer() override;

    //! \param port 0: any free one
    //! \param key empty: a random one is made; clients must send it
    //! \return ErrorKind::Network where the port is taken.
    base::Status listen(quint16 port = 0, const QString &key = {});
    bool isListening() const;

    QUrl baseUrl() const; //!< http://127.0.0.1:PORT/api/v1
    QString key() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::practice
