// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/wire/requestbody.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace polylogue::app::wire {

//! \brief Writes JSON without white space in the order of the calls, files as base64 within it.
//!
//! Unlike Qt's classes it keeps the order that readers of a request expect, and no file's bytes.
class JsonWriter
{
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    //! The name of the object's member that comes next.
    void key(QLatin1StringView name);
    void key(const QString &name);
    void value(const QString &text);
    void value(QLatin1StringView text);
    void value(qint64 number);
    void value(double number);
    void value(bool flag);
    void null();
    //! \a json as it stands: one JSON value.
    void raw(const QByteArray &json);
    //! The string "data:<mediaType>;base64,<data>".
    void dataUri(const QString &mediaType, const std::variant<QByteArray, Base64File> &data);

    RequestBody takeBody();

private:
    void separate();
    void open(char bracket);
    void close(char bracket);

    QList<BodyPiece> m_pieces;
    QByteArray m_text;
    bool m_needsComma = false;
};

} // namespace polylogue::app::wire
