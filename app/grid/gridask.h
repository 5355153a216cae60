// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/attachments/attachment.h"
#include "app/grid/gridquestion.h"
#include "app/session/chatsession.h"

#include <QObject>

#include <memory>

namespace polylogue::app::grid {

//! \brief Asks one cell's question: reads its file, then sends, as any chat would.
//!
//! Starts when control returns to the event loop. finished() exactly once; destroying it before is
//! silent and ends the request.
class GridAsk final : public QObject
{
    Q_OBJECT

public:
    //! \param session without messages \param loader outlives this
    GridAsk(const GridQuestion &question, std::unique_ptr<session::ChatSession> session,
            attachments::AttachmentLoader &loader);
    ~GridAsk() override;

    //! \return what came of the answer so far.
    QString text() const;
    //! Whether the server wants us to wait (429); see ChatSession::timeToRetry().
    bool isHeldUp() const;

Q_SIGNALS:
    void progressed(); //!< text() or isHeldUp()
    //! The answer, whole or failed.
    void finished(const polylogue::app::conversation::Message &answer);

private:
    void begin();
    void send(const QList<attachments::Attachment> &files);
    void fail(const base::Error &error);

    GridQuestion m_question;
    std::unique_ptr<session::ChatSession> m_session;
    attachments::AttachmentLoader &m_loader;
    attachments::AttachmentId m_file; // that is being read
};

} // namespace polylogue::app::grid
