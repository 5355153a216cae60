// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"

#include <QList>
#include <QString>

namespace polylogue::ui::text {

//! \brief What an error card offers to do.
enum class ErrorAction {
    Retry,
    ReplaceKey,
    ChooseModel,
    EditEndpoint, //!< base URL, proxy, certificates
    EditParameters,
    SendAsPageImages, //!< documents of the question, which went as files
    SendAsText, //!< the same
    EnterPassword, //!< of a document
    EditAttachments, //!< put text and attachments back into the composer
    NewChat,
    CopyDetails,
};

//! \brief An error worded for people. Plain text, never to be shown as rich text.
struct ErrorText
{
    QString title = {}; //!< what happened, one short sentence without a full stop
    QString serverWords =
        {}; //!< verbatim, at most 500 characters; empty where the title says it all
    QString advice = {}; //!< what to do, one or two sentences
    QString details = {}; //!< status, code, request id: one fact a line, key redacted
    QList<ErrorAction> actions = {}; //!< the first is the primary one; CopyDetails is the last

    bool operator==(const ErrorText &) const = default;
};

//! \param model the model that was asked, for sentences that name it; may be empty
ErrorText errorText(const app::base::Error &error, const QString &model = {});

//! \brief The same for the error of a message in a chat; one that could not be read from the disk
//! is
//!        no attachment that could be chosen anew.
ErrorText messageErrorText(const app::base::Error &error, const QString &model = {});

//! \return the button's label.
QString actionText(ErrorAction action);

} // namespace polylogue::ui::text
