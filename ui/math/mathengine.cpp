// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/math/mathengine.h"

#include "ui/math/boxlayout.h"
#include "ui/math/katex.h"

#include <QElapsedTimer>
#include <QHash>
#include <QMutex>
#include <QThread>
#include <QTimer>
#include <QWaitCondition>

#include <deque>
#include <optional>

using namespace Qt::StringLiterals;

namespace polylogue::ui::math {

namespace {

constexpr int WatchMilliseconds = 50;
constexpr qsizetype KeptResults = 4000;

struct Key
{
    QString tex = {};
    bool isDisplay = false;

    bool operator==(const Key &) const = default;
};

size_t qHash(const Key &key, size_t seed)
{
    return qHashMulti(seed, key.tex, key.isDisplay);
}

using ResultPointer = std::shared_ptr<const Result>;

ResultPointer failure(const QString &error)
{
    return std::make_shared<const Result>(Result{{}, error});
}

} // namespace

//! \brief The thread, and what it shares with the GUI's under a lock.
class MathEngine::Worker final : public QThread
{
public:
    Worker(MathEngine &owner, const MathFiles &files)
        : m_owner(owner)
        , m_files(files)
    {
        m_watch.setInterval(WatchMilliseconds);
        QObject::connect(&m_watch, &QTimer::timeout, &m_owner, [this] { watch(); });
    }

    ~Worker() override
    {
        {
            const QMutexLocker locker(&m_mutex);
            m_isEnding = true;
            m_queue.clear();
            if (m_running)
                m_running->setInterrupted(true);
        }
        m_wake.wakeAll();
        QThread::wait();
    }

    ResultPointer find(const Key &key)
    {
        const QMutexLocker locker(&m_mutex);
        if (const auto known = m_results.constFind(key); known != m_results.constEnd())
            return *known;
        if (m_pending.contains(key))
            return {};
        if (m_results.size() > KeptResults)
            m_results.clear();
        if (const QString reason = refusal(key); !reason.isEmpty())
            return *m_results.insert(key, failure(reason));
        m_pending.insert(key, true);
        m_queue.push_back(key);
        m_wake.wakeAll();
        m_watch.start();
        if (!isRunning())
            start();
        return {};
    }

    ResultPointer wait(const Key &key)
    {
        ResultPointer result = find(key);
        while (!result) {
            {
                QMutexLocker locker(&m_mutex);
                if (!m_results.contains(key))
                    m_done.wait(&m_mutex, WatchMilliseconds);
            }
            watch();
            result = find(key);
        }
        return result;
    }

    qsizetype pendingCount() const
    {
        const QMutexLocker locker(&m_mutex);
        return m_pending.size();
    }

protected:
    void run() override
    {
        MathFonts fonts(m_files.fonts);
        std::optional<Katex> katex;
        for (std::optional<Key> key = next(); key; key = next()) {
            if (!katex)
                katex.emplace(m_files.script);
            bool isInterrupted = false;
            const ResultPointer result = set(*katex, *key, fonts, &isInterrupted);
            if (isInterrupted)
                katex.reset(); // what it was doing may have left it half done
            publish(*key, result);
        }
    }

private:
    QString refusal(const Key &key) const
    {
        if (!m_files.isComplete())
            return u"KaTeX is not installed."_s;
        if (key.tex.size() > LongestSource)
            return u"The formula is too long."_s;
        return {};
    }

    std::optional<Key> next()
    {
        QMutexLocker locker(&m_mutex);
        while (m_queue.empty() && !m_isEnding)
            m_wake.wait(&m_mutex);
        if (m_isEnding)
            return {};
        const Key key = m_queue.front();
        m_queue.pop_front();
        return key;
    }

    ResultPointer set(Katex &katex, const Key &key, MathFonts &fonts, bool *isInterrupted)
    {
        if (!katex.isLoaded())
            return failure(u"KaTeX cannot be loaded."_s);
        {
            const QMutexLocker locker(&m_mutex);
            m_running = &katex.engine();
            m_sinceStart.start();
        }
        auto tree = katex.treeOf(key.tex, key.isDisplay);
        {
            const QMutexLocker locker(&m_mutex);
            m_running = nullptr;
            *isInterrupted = katex.engine().isInterrupted();
        }
        if (*isInterrupted)
            return failure(u"The formula takes too long."_s);
        if (const auto *error = std::get_if<QString>(&tree))
            return failure(error->isEmpty() ? u"The formula cannot be set."_s : *error);
        return std::make_shared<const Result>(Result{layOut(std::get<Node>(tree), fonts), {}});
    }

    void publish(const Key &key, const ResultPointer &result)
    {
        const QMutexLocker locker(&m_mutex);
        m_results.insert(key, result);
        m_pending.remove(key);
        m_done.wakeAll();
        if (m_isAnnounced || m_isEnding)
            return;
        m_isAnnounced = true; // several may be told of at once
        QMetaObject::invokeMethod(
            &m_owner, [this] { announce(); }, Qt::QueuedConnection);
    }

    void announce()
    {
        {
            const QMutexLocker locker(&m_mutex);
            m_isAnnounced = false;
            if (m_pending.isEmpty())
                m_watch.stop();
        }
        Q_EMIT m_owner.finished();
    }

    void watch()
    {
        const QMutexLocker locker(&m_mutex);
        if (m_running && m_sinceStart.hasExpired(LongestTime.count()))
            m_running->setInterrupted(true);
    }

    MathEngine &m_owner;
    MathFiles m_files;
    QTimer m_watch;
    mutable QMutex m_mutex; // guards what follows
    QWaitCondition m_wake;
    QWaitCondition m_done;
    std::deque<Key> m_queue;
    QHash<Key, bool> m_pending; // in the queue, or being set
    QHash<Key, ResultPointer> m_results;
    QJSEngine *m_running = nullptr;
    QElapsedTimer m_sinceStart;
    bool m_isEnding = false;
    bool m_isAnnounced = false;
};

MathEngine::MathEngine(const MathFiles &files, QObject *parent)
    : QObject(parent)
    , m_fonts(files.fonts)
    , m_worker(std::make_unique<Worker>(*this, files))
{ }

MathEngine::~MathEngine() = default;

std::shared_ptr<MathEngine> MathEngine::shared()
{
    static std::weak_ptr<MathEngine> current;
    std::shared_ptr<MathEngine> engine = current.lock();
    if (!engine)
        current = engine = std::make_shared<MathEngine>(findMathFiles());
    return engine;
}

std::shared_ptr<const Result> MathEngine::find(const QString &tex, bool isDisplay)
{
    return m_worker->find({tex, isDisplay});
}

std::shared_ptr<const Result> MathEngine::wait(const QString &tex, bool isDisplay)
{
    return m_worker->wait({tex, isDisplay});
}

qsizetype MathEngine::pendingCount() const
{
    return m_worker->pendingCount();
}

} // namespace polylogue::ui::math
