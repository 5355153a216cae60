// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/jsonsplitter.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

using base::Error;
using base::ErrorKind;
using base::Status;

namespace {

bool isSpace(char character)
{
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
}

bool opens(char character)
{
    return character == '{' || character == '[';
}

bool closes(char character)
{
    return character == '}' || character == ']';
}

constexpr QByteArrayView byteOrderMark = "\xef\xbb\xbf";

} // namespace

JsonSplitter::JsonSplitter(const QSet<QByteArray> &arrays, Taker take)
    : m_arrays(arrays)
    , m_take(std::move(take))
{ }

Error JsonSplitter::broken() const
{
    return {.kind = ErrorKind::File, .detail = u"offset %1"_s.arg(m_offset), .type = u"json"_s};
}

Status JsonSplitter::feed(QByteArrayView block)
{
    if (m_offset == 0 && block.startsWith(byteOrderMark)) {
        block = block.sliced(byteOrderMark.size());
        m_offset = byteOrderMark.size();
    }
    qsizetype pieceStart = 0; // in the block
    for (qsizetype at = 0; at < block.size(); ++at, ++m_offset) {
        const char character = block.at(at);
        if (m_isInPiece) {
            bool isTaken = true;
            if (!stepInside(character, isTaken)) {
                if (m_depth > MaximumDepth)
                    return broken();
                continue;
            }
            m_piece += block.sliced(pieceStart, at - pieceStart + (isTaken ? 1 : 0));
            if (Status ended = endPiece(); !ended)
                return ended;
            if (isTaken)
                continue;
        }
        if (isSpace(character))
            continue;
        if (Status stepped = stepOutside(character); !stepped)
            return stepped;
        if (m_isInPiece)
            pieceStart = at;
    }
    if (m_isInPiece) {
        m_piece += block.sliced(pieceStart);
        if (m_piece.size() > MaximumPiece)
            return Error{.kind = ErrorKind::TooLarge, .type = u"json"_s};
    }
    return {};
}

Status JsonSplitter::finish()
{
    return m_state == State::End ? Status() : Status(broken());
}

//! \return whether the piece ends here; \a isTaken: with this character.
bool JsonSplitter::stepInside(char character, bool &isTaken)
{
    if (m_isInString) {
        if (m_isEscaped)
            m_isEscaped = false;
        else if (character == '\\')
            m_isEscaped = true;
        else if (character == '"')
            m_isInString = false;
        return !m_isInString && m_depth == 0;
    }
    if (character == '"') {
        m_isInString = true;
    } else if (opens(character)) {
        ++m_depth;
    } else if (closes(character) && m_depth > 0) {
        return --m_depth == 0;
    } else if (m_depth == 0 && (closes(character) || character == ',' || isSpace(character))) {
        isTaken = false; // the end of a number, true, false or null
        return true;
    }
    return false;
}

void JsonSplitter::beginPiece(char character)
{
    m_isInPiece = true;
    m_isInString = character == '"';
    m_depth = opens(character) ? 1 : 0;
}

Status JsonSplitter::endPiece()
{
    m_isInPiece = false;
    const QByteArray text = std::exchange(m_piece, {});
    if (m_state == State::FirstKey || m_state == State::Key) {
        m_key = text.sliced(1, text.size() - 2);
        m_state = State::Colon;
        return {};
    }
    const bool isElement = m_containers.endsWith('[');
    m_state = State::AfterElement;
    return m_take(JsonPiece{.key = m_containers.startsWith('{') ? m_key : QByteArray(),
                            .isElement = isElement,
                            .text = text});
}

Status JsonSplitter::open(char character)
{
    m_containers += character;
    m_state = character == '{' ? State::FirstKey : State::FirstElement;
    return {};
}

Status JsonSplitter::close(char character)
{
    const char opened = m_containers.isEmpty() ? '\0' : m_containers.back();
    if ((character == '}') != (opened == '{') || (character == ']') != (opened == '['))
        return broken();
    m_containers.chop(1);
    m_state = m_containers.isEmpty() ? State::End : State::AfterElement;
    return {};
}

Status JsonSplitter::stepOutside(char character)
{
    switch (m_state) {
    case State::Beginning:
        return opens(character) ? open(character) : Status(broken());
    case State::FirstKey:
        if (character == '}')
            return close(character);
        [[fallthrough]];
    case State::Key:
        if (character != '"')
            return broken();
        beginPiece(character);
        return {};
    case State::Colon:
        if (character != ':')
            return broken();
        m_state = State::Value;
        return {};
    case State::Value:
        if (character == '[' && m_arrays.contains(m_key))
            return open(character);
        break;
    case State::FirstElement:
        if (character == ']')
            return close(character);
        break;
    case State::Element:
        break;
    case State::AfterElement:
        if (closes(character))
            return close(character);
        if (character != ',')
            return broken();
        m_state = m_containers.endsWith('{') ? State::Key : State::Element;
        return {};
    case State::End:
        return broken();
    }
    if (closes(character) || character == ',' || character == ':')
        return broken();
    beginPiece(character);
    return {};
}

Status splitJson(QByteArrayView text, const QSet<QByteArray> &arrays,
                 const JsonSplitter::Taker &take)
{
    JsonSplitter splitter(arrays, take);
    if (Status fed = splitter.feed(text); !fed)
        return fed;
    return splitter.finish();
}

} // namespace polylogue::app::transfer
