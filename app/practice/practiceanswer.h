// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practicerequest.h"

#include <QByteArrayList>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace polylogue::app::practice {

//! \brief What is known of a file of the conversation, in words that can stand in an answer.
struct Observation
{
    Media::Kind kind = Media::Kind::Image;
    QString sentence = {}; //!< "I see a picture of 64 x 48 pixels, mostly red (58 %)."
    QString details = {}; //!< Markdown for people who ask for more; may be empty
    QStringList colors = {}; //!< images: names of the larger ones
    QStringList bands = {}; //!< images: colours along the lower edge, from left to right
};

//! \brief How an answer is to look and to be delivered; made by rules, nothing is sent yet.
struct PlannedAnswer
{
    enum class Finish { Stop, Length, ToolCalls, ContentFilter };

    QString reasoning = {};
    QString text = {};
    QByteArrayList images = {}; //!< PNG
    std::vector<CalledFunction> calls = {};
    Finish finish = Finish::Stop;

    int failStatus = 0; //!< answer with this HTTP status instead
    std::optional<int> breakAfter = {}; //!< drop the connection after so many tokens
    std::chrono::milliseconds delay = {}; //!< before anything is sent
    int tokensPerSecond = 200;
};

struct TokenCounts
{
    int prompt = 0;
    int completion = 0; //!< reasoning included
    int reasoning = 0;
};

} // namespace polylogue::app::practice
