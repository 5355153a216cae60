// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/wire/wirejson.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace polylogue::app::wire {

//! \brief What stands between two blank lines of a stream of server-sent events.
struct SseEvent
{
    //! Framed came in data lines; the others stood in the stream bare, as the whole of a JSON body
    //! or a web page does too.
    enum class Form { Framed, Json, Markup, Text };

    Form form = Form::Framed;
    QByteArray name = {}; //!< the event field; "error" also where the data came in an error field
    QByteArray data = {}; //!< the data lines joined by \n
    bool isCut = false; //!< Form::Json that the end of the stream broke off

    bool operator==(const SseEvent &) const = default;
};

//! \brief Bytes to server-sent events, however they are cut (WHATWG HTML 9.2,
//! app/wire/README.md).
//!
//! Beyond the standard: the field "error" is one, bare lines that begin with {, [ or < are kept,
//! and the end of the stream dispatches what is there. Lines end with LF, CR LF or CR.
class SseDecoder
{
public:
    static constexpr qsizetype MaxSize = 64 * 1024 * 1024;

    //! \return the events that \a bytes complete.
    QList<SseEvent> feed(QByteArrayView bytes);
    //! \brief The stream has ended. \return what had not been dispatched.
    QList<SseEvent> finish();

    //! ErrorKind::TooLarge once a line or event was larger than MaxSize; nothing is taken any more.
    std::optional<base::Error> error() const { return m_error; }

private:
    void takeLine(QByteArrayView line);
    void takeField(QByteArrayView line, QByteArrayView name, QByteArrayView value);
    void takeBareLine(QByteArrayView line);
    void dispatch();
    void dispatchBare(bool isAtEnd);
    void fail();

    QByteArray m_line;
    bool m_isFirstLine = true;
    bool m_endsWithCr = false; // a LF that follows belongs to it
    QByteArray m_name;
    QByteArray m_data;
    bool m_hasData = false;
    SseEvent m_bare = {.form = SseEvent::Form::Text};
    JsonNesting m_bareNesting;
    QList<SseEvent> m_events;
    std::optional<base::Error> m_error;
};

} // namespace polylogue::app::wire
