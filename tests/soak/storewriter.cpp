// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// storewriter DIRECTORY COUNT: writes a chat of COUNT messages into the store there, each after the
// store has answered for the one before, and prints
//   ACK NUMBER ID   the message is on disk,
//   WAIT NUMBER ID  it waits in memory,
//   ERROR FILE      the user is told that this file fails,
//   SAVED           nothing waits any more,
//   GAP MS          the longest time in which a window could not have been drawn,
//   END             the store is closed, having tried a last time to save what waits.
// Lines are written at once and by one call, so that a log of calls shows what came before them.

#include "app/store/chatstore.h"

#include <QBasicTimer>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTimer>

#include <unistd.h>

#include <csignal>

using namespace polylogue::app;
using namespace polylogue::app::store;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Long enough that pages overflow now and then.
constexpr int textLength = 700;
constexpr auto pause = 20ms; // after something could not be saved
constexpr int tick = 5; // ms

void print(const QByteArray &line)
{
    const QByteArray bytes = line + '\n';
    if (::write(STDOUT_FILENO, bytes.constData(), static_cast<size_t>(bytes.size())) < 0)
        std::raise(SIGPIPE);
}

class Writer final : public QObject
{
public:
    Writer(const QString &directory, int count)
        : m_store(std::make_unique<ChatStore>(directory))
        , m_count(count)
    {
        m_chat.id = ConversationId::create();
        m_chat.title = u"Soak"_s;
        m_chat.createdAt = m_chat.changedAt = QDateTime::currentDateTimeUtc();
        m_ticks.start(tick, Qt::PreciseTimer, this);
        connect(m_store.get(), &ChatStore::statusChanged, this, [](const StoreStatus &status) {
            if (status.error)
                print("ERROR " + QFileInfo(status.error->subject).fileName().toUtf8());
            if (status.mode == StoreStatus::Mode::Ready && status.unsaved == 0)
                print("SAVED");
        });
        m_store->write({SaveChat{m_chat}}, this, [this](const base::Status &) { writeNext(); });
    }

    ~Writer() override
    {
        m_store.reset();
        print("GAP " + QByteArray::number(m_longestGap));
        print("END");
    }

protected:
    void timerEvent(QTimerEvent *) override
    {
        if (m_sinceTick.isValid())
            m_longestGap = qMax(m_longestGap, m_sinceTick.elapsed());
        m_sinceTick.start();
    }

private:
    void writeNext()
    {
        if (m_number == m_count) {
            // What waits has its last chance when the store closes.
            QTimer::singleShot(pause, this, [] { QCoreApplication::quit(); });
            return;
        }
        conversation::Message message;
        message.id = conversation::MessageId::create();
        message.parent = m_last;
        message.role = conversation::Role::User;
        message.content = {
            conversation::TextPart{.text = u"Word %1 "_s.arg(m_number).repeated(textLength / 10)}};
        message.createdAt = QDateTime::currentDateTimeUtc();
        m_last = message.id;
        const int row = m_number++;
        const QByteArray name =
            QByteArray::number(row) + ' ' + message.id.value.toRfc4122().toHex();
        m_store->write(
            {SaveMessages{m_chat.id, {message}}, SetBranch{m_chat.id, row, {message.id}}}, this,
            [this, name](const base::Status &status) {
                print((status ? "ACK " : "WAIT ") + name);
                if (status)
                    writeNext();
                else
                    QTimer::singleShot(pause, this, [this] { writeNext(); });
            });
    }

    std::unique_ptr<ChatStore> m_store;
    ChatRecord m_chat;
    conversation::MessageId m_last;
    QBasicTimer m_ticks;
    QElapsedTimer m_sinceTick;
    qint64 m_longestGap = 0; // ms
    int m_number = 0;
    int m_count = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    std::signal(SIGXFSZ, SIG_IGN);
    const Writer writer(arguments.at(1), arguments.at(2).toInt());
    return QCoreApplication::exec();
}
