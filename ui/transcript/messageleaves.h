// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/conversation/message.h"
#include "ui/transcript/leaf.h"

#include <chrono>
#include <map>
#include <optional>
#include <vector>

namespace polylogue::ui::transcript {

//! \brief What of a message's look depends on where it stands.
struct Surroundings
{
    QString waitingText = {};
    int version = 1; //!< of versions
    int versions = 1;
    bool isLast = true; //!< of the shown branch
    QString cost = {}; //!< worded; empty where no price is known
    bool hidesModel = false; //!< whose answer it is is not to be seen
    QString calledTool = {}; //!< of a tool's result: its name
};

//! \brief What of a message's look is not in the message itself.
struct Presentation
{
    const QList<markdown::Block> &text;
    const QList<markdown::Block> &reasoning;
    const Surroundings &surroundings;
    std::optional<bool> isReasoningOpen = {}; //!< not set: open while there is nothing else
    std::optional<std::chrono::milliseconds> thoughtFor = {};
    bool showsDetails = false;
    const std::map<LeafKey, CodeView> *codeViews = nullptr; //!< those that are not the usual one
    std::optional<qreal> unreadHeight = {}; //!< set: of the text, which is not known yet
    bool onlyText = false; //!< what can be selected; its keys are the same
};

//! \brief A leaf as it is to be, before anything is laid out.
struct LeafPlan
{
    LeafKey key = {};
    LeafContent content = {};
    qreal gap = 0; //!< space above, at scale 1
};

//! \return the leaves of \a message from top to bottom; the keys ascend.
std::vector<LeafPlan> leavesOf(const app::conversation::Message &message,
                               const Presentation &presentation);

//! \return whether \a message stands for one that could not be read from the disk.
bool isDamaged(const app::conversation::Message &message);

//! \return whether \a message is an answer that broke off after it had begun.
bool canContinue(const app::conversation::Message &message);

//! \return the blocks that \a message's text is shown as: Markdown for answers, else as it stands.
bool isMarkdown(const app::conversation::Message &message);

//! \return what Copy takes: the text as it was written, Markdown and all.
QString sourceText(const app::conversation::Message &message);

} // namespace polylogue::ui::transcript
