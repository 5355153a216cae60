// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/transfer/exportrequest.h"

#include <QHash>

namespace polylogue::app::transfer {

//! \return \a chat with only what \a scope asks for, without what was deleted; what hung below a
//!         message that is left out hangs below the nearest one above it.
store::WholeChat excerptOf(const store::WholeChat &chat, ExportScope scope,
                           const QList<conversation::MessageId> &selection);

//! \brief Messages that follow each other.
struct Strand
{
    QList<conversation::Message> messages = {};
    //! The message that the first one is another version of, counted from 0 over all strands; -1
    //! for the branch that is shown.
    qsizetype insteadOf = -1;
};

//! \return the tree as strands: first the branch that is shown, then the others.
QList<Strand> strandsOf(const store::WholeChat &chat);

//! \brief An attachment and the name under which it was attached.
struct NamedBlob
{
    conversation::BlobRef blob = {};
    QString fileName = {};
};

enum class BlobScope {
    Sent, //!< what messages show
    Needed, //!< also a picture's other form
};

//! \return the files of \a messages in the order of their first appearance, each once.
QList<NamedBlob> blobsOf(const QList<conversation::Message> &messages,
                         BlobScope scope = BlobScope::Sent);

} // namespace polylogue::app::transfer
