// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/messagedelta.h"
#include "app/wire/toolcallassembler.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace polylogue::app::wire {

//! \brief What one payload says: a chunk of a stream or a whole body. Only its choice 0 counts.
struct Chunk
{
    std::optional<base::Error> error = {}; //!< Error::kind by classifyError()
    bool hasChoice = false;
    //! The texts are all there is so far, not a continuation: a whole body, or the lone message of
    //! a cumulative stream.
    bool isSnapshot = false;
    QString text = {};
    QString reasoning = {};
    QString reasoningField = {};
    QByteArray reasoningDetails = {}; //!< a JSON array as it came, to be sent back; empty for none
    QString refusal = {};
    QStringList images = {};
    QList<ToolCallFragment> toolCalls = {};
    QString rawFinishReason = {};
    std::optional<conversation::Usage> usage = {};
    QString model = {};
    QString responseId = {};
};

//! \brief Reads a payload in any of the forms of app/wire/README.md.
//!
//! \param eventName the event it came in; "error" makes any payload one
//! \return the chunks (several only where a server sends a list of them), none for null;
//!         ErrorKind::Protocol ("not_json") where it is no JSON object or list,
//!         ErrorKind::TooLarge ("json_too_deep").
base::Result<QList<Chunk>> decodeChunks(QByteArrayView payload, QByteArrayView eventName = {});

//! \return the reason that a server's spelling stands for; not set for an empty one.
std::optional<conversation::FinishReason> finishReasonOf(const QString &raw);

//! \return both lists of reasoning details, pieces of one entry put together.
QByteArray joinedReasoningDetails(const QByteArray &earlier, const QByteArray &later);

} // namespace polylogue::app::wire
