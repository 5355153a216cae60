// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/chatstore.h"

#include "app/store/backups.h"
#include "app/store/calls.h"
#include "app/store/chatreader.h"
#include "app/store/findings.h"
#include "app/store/gridtables.h"
#include "app/store/searchreader.h"
#include "app/store/storeworker.h"
#include "app/store/votes.h"

#include <QMutex>
#include <QPointer>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;

namespace polylogue::app::store {

namespace {

constexpr int maximumWaitAtEnd = 2000; // ms

//! \brief The way from the store's thread to the caller's, shut when the store goes.
struct Gate
{
    QMutex mutex = {};
    QObject *store = nullptr;
};

} // namespace

class ChatStore::Private
{
public:
    explicit Private(ChatStore *store)
        : gate(std::make_shared<Gate>())
    {
        gate->store = store;
        thread->setObjectName(u"store"_s);
    }

    //! \return what may be called on any thread, to call \a done on the caller's.
    template <typename T> Reply<T> reply(QObject *context, const Callback<T> &done) const
    {
        return [gate = gate, hasContext = context != nullptr, guard = QPointer<QObject>(context),
                done](const base::Result<T> &result) {
            const QMutexLocker lock(&gate->mutex);
            if (!gate->store)
                return;
            QMetaObject::invokeMethod(
                gate->store,
                [hasContext, guard, done, result] {
                    if (done && (!hasContext || guard))
                        done(result);
                },
                Qt::QueuedConnection);
        };
    }

    //! Has \a read give a value on the store's thread, where the database is open.
    template <typename T>
    void add(const Reply<T> &reply, const std::function<base::Result<T>(Database &)> &read)
    {
        add(ReadTask{[reply, read](const base::Result<Database *> &database) -> base::Status {
            const base::Result<T> value =
                database ? read(**database) : base::Result<T>(database.error());
            reply(value);
            return value ? base::Status() : base::Status(value.error());
        }});
    }

    void add(StoreTask task)
    {
        QMetaObject::invokeMethod(
            worker, [worker = worker, task = std::move(task)] { worker->add(task); },
            Qt::QueuedConnection);
    }

    std::shared_ptr<Gate> gate;
    std::unique_ptr<QThread> thread = std::make_unique<QThread>();
    StoreWorker *worker = nullptr; // lives and dies with the thread
    std::shared_ptr<std::atomic_int> lastSearch = std::make_shared<std::atomic_int>(0);
    QString directory;
    StoreStatus status;
};

ChatStore::ChatStore(const QString &directory, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->directory = directory;
    d->worker = new StoreWorker(directory);
    d->worker->moveToThread(d->thread.get());
    connect(d->thread.get(), &QThread::finished, d->worker, &QObject::deleteLater);
    connect(d->worker, &StoreWorker::statusChanged, this, [this](const StoreStatus &status) {
        if (status == d->status)
            return;
        d->status = status;
        Q_EMIT statusChanged(status);
    });
    connect(d->worker, &StoreWorker::replaced, this, &ChatStore::replaced);
    d->thread->start();
    QMetaObject::invokeMethod(d->worker, &StoreWorker::open, Qt::QueuedConnection);
}

ChatStore::~ChatStore()
{
    ++*d->lastSearch; // ends one that runs
    QMetaObject::invokeMethod(
        d->worker,
        [worker = d->worker] {
            worker->close();
            QThread::currentThread()->quit();
        },
        Qt::QueuedConnection);
    if (!d->thread->wait(maximumWaitAtEnd)) {
        // A disk that does not answer: the thread goes on by itself, to end with the process.
        [[maybe_unused]] const QThread *abandoned = d->thread.release();
    }
    const QMutexLocker lock(&d->gate->mutex);
    d->gate->store = nullptr;
}

const StoreStatus &ChatStore::status() const
{
    return d->status;
}

void ChatStore::list(QObject *context, const Callback<Library> &done)
{
    d->add<Library>(d->reply(context, done), listLibrary);
}

void ChatStore::load(const ConversationId &chat, QObject *context,
                     const Callback<conversation::LoadedMessages> &part)
{
    d->add(LoadTask{.chat = chat, .part = d->reply(context, part)});
}

void ChatStore::loadWhole(const ConversationId &chat, QObject *context,
                          const Callback<WholeChat> &done)
{
    d->add<WholeChat>(d->reply(context, done),
                      [chat](Database &database) { return store::loadWhole(database, chat); });
}

void ChatStore::findMessages(const QList<conversation::MessageId> &messages, QObject *context,
                             const Callback<QSet<conversation::MessageId>> &done)
{
    d->add<QSet<conversation::MessageId>>(d->reply(context, done), [messages](Database &database) {
        return store::findMessages(database, messages);
    });
}

void ChatStore::loadDraft(const ConversationId &chat, QObject *context,
                          const Callback<StoredDraft> &done)
{
    d->add<StoredDraft>(d->reply(context, done),
                        [chat](Database &database) { return store::loadDraft(database, chat); });
}

void ChatStore::search(const SearchQuery &query, int limit, QObject *context,
                       const Callback<QList<SearchHit>> &done)
{
    const int number = ++*d->lastSearch;
    d->add<QList<SearchHit>>(d->reply(context, done),
                             [query, limit, number, last = d->lastSearch](
                                 Database &database) -> base::Result<QList<SearchHit>> {
                                 const auto isCancelled = [&] { return *last != number; };
                                 if (isCancelled())
                                     return base::Error{.kind = base::ErrorKind::Cancelled};
                                 return store::search(database, query, limit, isCancelled);
                             });
}

void ChatStore::loadUse(const QDateTime &since, QObject *context,
                        const Callback<QList<TokenUse>> &done)
{
    d->add<QList<TokenUse>>(d->reply(context, done),
                            [since](Database &database) { return useByDay(database, since); });
}

void ChatStore::loadUse(const ConversationId &chat, QObject *context,
                        const Callback<QList<TokenUse>> &done)
{
    d->add<QList<TokenUse>>(d->reply(context, done),
                            [chat](Database &database) { return useOfChat(database, chat); });
}

void ChatStore::loadFindings(const endpoint::EndpointId &endpoint, QObject *context,
                             const Callback<QList<FindingRecord>> &done)
{
    d->add<QList<FindingRecord>>(d->reply(context, done), [endpoint](Database &database) {
        return store::loadFindings(database, endpoint);
    });
}

void ChatStore::loadExchanges(qint64 key, QObject *context,
                              const Callback<QList<ExchangeRecord>> &done)
{
    d->add<QList<ExchangeRecord>>(d->reply(context, done), [key](Database &database) {
        return store::loadExchanges(database, key);
    });
}

void ChatStore::listGridRuns(QObject *context, const Callback<QList<GridRunSummary>> &done)
{
    d->add<QList<GridRunSummary>>(d->reply(context, done), store::listGridRuns);
}

void ChatStore::loadGridRun(const GridRunId &run, QObject *context,
                            const Callback<StoredGridRun> &done)
{
    d->add<StoredGridRun>(d->reply(context, done),
                          [run](Database &database) { return store::loadGridRun(database, run); });
}

void ChatStore::loadCalls(int limit, QObject *context, const Callback<QList<LedgerRow>> &done)
{
    d->add<QList<LedgerRow>>(d->reply(context, done), [limit](Database &database) {
        return store::loadCalls(database, limit);
    });
}

void ChatStore::loadVotes(QObject *context, const Callback<QList<Vote>> &done)
{
    d->add<QList<Vote>>(d->reply(context, done), store::loadVotes);
}

void ChatStore::write(const QList<Change> &changes, QObject *context, const Callback<void> &done)
{
    d->add(WriteTask{.changes = changes, .done = d->reply(context, done)});
}

void ChatStore::listBackups(QObject *context, const Callback<QList<Backup>> &done)
{
    // There are backups to be chosen above all where the database does not open.
    const auto reply = d->reply(context, done);
    d->add(ReadTask{[reply, directory = d->directory](const base::Result<Database *> &) {
        reply(store::listBackups(directory));
        return base::Status();
    }});
}

void ChatStore::backUp(QObject *context, const Callback<Backup> &done)
{
    const auto reply = d->reply(context, done);
    d->add(ReadTask{[reply, worker = d->worker](const base::Result<Database *> &) {
        worker->backUp(reply); // with all that was written before
        return base::Status();
    }});
}

void ChatStore::restore(const QString &backupPath, QObject *context, const Callback<void> &done)
{
    d->add(ReplaceTask{.backup = backupPath, .done = d->reply(context, done)});
}

} // namespace polylogue::app::store
