// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"

#include <QByteArray>
#include <QSet>

#include <functional>

namespace polylogue::app::transfer {

//! \brief A value within a large JSON text, as text.
struct JsonPiece
{
    QByteArray key = {}; //!< the member's name; empty: an element of the top array
    bool isElement = false; //!< of the top array, or of the member's, see JsonSplitter
    QByteArray text = {}; //!< not checked beyond its strings and brackets
};

//! \brief Cuts one JSON text, as it comes in, into pieces that can be parsed one at a time: the
//!        elements of an array, the members of an object.
class JsonSplitter final
{
public:
    using Taker = std::function<base::Status(const JsonPiece &)>;

    static constexpr qsizetype MaximumPiece = 256 * 1024 * 1024; //!< bytes
    static constexpr int MaximumDepth = 1'000;

    //! \param arrays members of the top object whose elements are pieces, if they are arrays
    //! \param take is called for every piece; its error ends the reading
    JsonSplitter(const QSet<QByteArray> &arrays, Taker take);

    //! \return what \a take returned; ErrorKind::File, type "json", with the place as detail where
    //!         it is no JSON object or array; ErrorKind::TooLarge.
    base::Status feed(QByteArrayView block);
    base::Status finish(); //!< fails where the text is not whole

private:
    enum class State {
        Beginning,
        FirstElement, // or the end of the array
        Element,
        AfterElement,
        FirstKey, // or the end of the object
        Key,
        Colon,
        Value,
        End,
    };

    base::Status stepOutside(char character);
    base::Status open(char character);
    base::Status close(char character);
    void beginPiece(char character);
    bool stepInside(char character, bool &isTaken);
    base::Status endPiece();
    base::Error broken() const;

    QSet<QByteArray> m_arrays;
    Taker m_take;
    State m_state = State::Beginning;
    QByteArray m_containers; // brackets that are open outside of pieces: at most two
    QByteArray m_key;
    QByteArray m_piece;
    bool m_isInPiece = false;
    bool m_isInString = false;
    bool m_isEscaped = false;
    int m_depth = 0; // within the piece
    qint64 m_offset = 0;
};

//! \brief Cuts a whole text.
base::Status splitJson(QByteArrayView text, const QSet<QByteArray> &arrays,
                       const JsonSplitter::Taker &take);

} // namespace polylogue::app::transfer
