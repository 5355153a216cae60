// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/conversation/conversation.h"
#include "app/store/change.h"
#include "app/store/chatrecord.h"
#include "app/store/search.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace polylogue::app::store {

//! \brief How the store fares; what the banner and the settings show.
struct StoreStatus
{
    enum class Mode {
        Opening,
        Ready,
        NewerSchema, //!< written by a newer version: read, never written
        ReadOnly, //!< folder or file may not be written
        Unusable, //!< cannot be opened at all; see error
    };

    Mode mode = Mode::Opening;
    //! Why something could not be saved or opened; subject names the file. Not set: all is well.
    std::optional<base::Error> error = {};
    int unsaved = 0; //!< changes that wait in memory to be saved; tried again every 10 s

    bool operator==(const StoreStatus &) const = default;
};

struct Backup
{
    QString path = {};
    QDateTime madeAt = {}; //!< UTC
    qint64 size = 0; //!< bytes

    bool operator==(const Backup &) const = default;
};

//! \brief All chats on disk: one SQLite file, one thread that writes it (app/README.md, Store).
//!
//! Nothing here blocks. Calls take effect in their order. Each callback is called once, on the
//! caller's thread, unless its context is gone by then. What cannot be saved stays in memory, in
//! order, and is saved when that is possible again; status() tells.
class ChatStore final : public QObject
{
    Q_OBJECT

public:
    template <typename T> using Callback = std::function<void(const base::Result<T> &)>;

    //! \brief Begins to open DIRECTORY/polylogue.db: migrates it, checks it after an unclean end.
    //! \param directory ProfilePaths::data
    explicit ChatStore(const QString &directory, QObject *parent = nullptr);
    //! \brief Writes what waits, closes the file; returns within 2 s.
    ~ChatStore() override;

    const StoreStatus &status() const;

    void list(QObject *context, const Callback<Library> &done);
    //! \brief Loads a chat's messages: \a part is called with the end of the shown branch first
    //! (about
    //!        200 rows), then with what is left, until LoadedMessages::isLast; or once with an
    //!        Error.
    //!
    //! Unfinished answers come as MessageState::Interrupted. Damaged messages come in their place,
    //! Failed, with ErrorKind::File, type "damaged".
    void load(const ConversationId &chat, QObject *context,
              const Callback<conversation::LoadedMessages> &part);
    void loadWhole(const ConversationId &chat, QObject *context, const Callback<WholeChat> &done);
    //! \brief Which of \a messages are stored, in whatever chat.
    void findMessages(const QList<conversation::MessageId> &messages, QObject *context,
                      const Callback<QSet<conversation::MessageId>> &done);
    void loadDraft(const ConversationId &chat, QObject *context, const Callback<StoredDraft> &done);
    //! \brief The best \a limit hits, titles first; ErrorKind::Cancelled where a later search came.
    void search(const SearchQuery &query, int limit, QObject *context,
                const Callback<QList<SearchHit>> &done);
    //! \brief See useByDay() and useOfChat().
    void loadUse(const QDateTime &since, QObject *context, const Callback<QList<TokenUse>> &done);
    void loadUse(const ConversationId &chat, QObject *context,
                 const Callback<QList<TokenUse>> &done);
    //! \brief What was found out about the models of \a endpoint, newest first, without exchanges.
    void loadFindings(const endpoint::EndpointId &endpoint, QObject *context,
                      const Callback<QList<FindingRecord>> &done);
    //! \brief What the finding \a key rests on.
    void loadExchanges(qint64 key, QObject *context, const Callback<QList<ExchangeRecord>> &done);
    //! \brief The newest \a limit HTTP calls, the newest first.
    void loadCalls(int limit, QObject *context, const Callback<QList<LedgerRow>> &done);
    void listGridRuns(QObject *context, const Callback<QList<GridRunSummary>> &done);
    void loadGridRun(const GridRunId &run, QObject *context, const Callback<StoredGridRun> &done);
    void loadVotes(QObject *context, const Callback<QList<Vote>> &done);
    //! \brief Saves \a changes all or none. \a done tells when they are on disk, or with an Error
    //! that
    //!        they wait in memory.
    void write(const QList<Change> &changes, QObject *context = nullptr,
               const Callback<void> &done = {});

    void listBackups(QObject *context, const Callback<QList<Backup>> &done);
    void backUp(QObject *context,
                const Callback<Backup> &done); //!< now; the daily ones come by themselves
    //! \brief Puts a backup in the file's place; what was there is kept beside it. Emits
    //! replaced().
    void restore(const QString &backupPath, QObject *context, const Callback<void> &done);

Q_SIGNALS:
    void statusChanged(const polylogue::app::store::StoreStatus &status);
    void replaced(); //!< everything is to be loaded anew

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::store
