// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/settings.h"
#include "tests/support/testbus.h"
#include "ui/shell/notifier.h"

#include <QApplication>
#include <QDBusConnection>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui::shell;
using app::conversation::ConversationId;
using app::settings::Settings;

// The desktop's side, on a bus of the test's own.
class FakeService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint replaces = 0;
        QString summary;
        QString body;
        QStringList actions;
        QVariantMap hints;
    };
    QStringList capabilities;
    QList<Shown> shown;
    QList<uint> closed;

public Q_SLOTS:
    QStringList GetCapabilities() const { return capabilities; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &summary,
                const QString &body, const QStringList &actions, const QVariantMap &hints, int)
    {
        shown.append(Shown{replaces, summary, body, actions, hints});
        return replaces > 0 ? replaces : static_cast<uint>(shown.size());
    }
    void CloseNotification(uint number) { closed.append(number); }

Q_SIGNALS:
    void ActionInvoked(uint number, const QString &action);
    void NotificationClosed(uint number, uint reason);
    void ActivationToken(uint number, const QString &token);
};

class tst_Notifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void titleAndFirstWordsAreShown();
    void textIsEscapedWhereItWouldBeMarkup_data();
    void textIsEscapedWhereItWouldBeMarkup();
    void privacyTellsOnlyThatSomethingHappened_data();
    void privacyTellsOnlyThatSomethingHappened();
    void switchedOffNothingIsShown();
    void soundFollowsTheSettings();
    void laterAnswerTakesThePlaceOfTheEarlier();
    void clickTellsWhichChat();
    void seenChatTakesItsNotificationAway();
    void closedNotificationIsForgotten();
    void chatInTheActiveWindowIsSeen();
    void withoutAServiceNothingHappens();

private:
    void use(const std::function<void(Settings &)> &edit);
    void announce(const ConversationId &chat, const QString &title, const QString &text,
                  bool hasFailed = false);

    FakeService m_service;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<app::settings::SettingsStore> m_store;
    std::unique_ptr<Notifier> m_notifier;
    QWidget m_window;
};

void tst_Notifier::initTestCase()
{
    if (tests::TestBus::address().isEmpty())
        QSKIP("needs dbus-daemon for a bus of its own");
    QDBusConnection bus = QDBusConnection::connectToBus(tests::TestBus::address(), u"desktop"_s);
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/Notifications"_s, &m_service,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
}

void tst_Notifier::init()
{
    m_service.capabilities.clear();
    m_service.shown.clear();
    m_service.closed.clear();
    m_directory = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<app::settings::SettingsStore>(m_directory->path());
    m_notifier = std::make_unique<Notifier>(*m_store);
}

void tst_Notifier::use(const std::function<void(Settings &)> &edit)
{
    Settings settings = m_store->settings();
    edit(settings);
    QVERIFY(m_store->setSettings(settings));
}

void tst_Notifier::announce(const ConversationId &chat, const QString &title, const QString &text,
                            bool hasFailed)
{
    m_notifier->announce({.chat = chat, .title = title, .text = text, .hasFailed = hasFailed},
                         &m_window);
}

void tst_Notifier::titleAndFirstWordsAreShown()
{
    announce(ConversationId::create(), u"Seals\nin winter"_s,
             u"Seals are\n\nwarm. "_s + QString(1000, u'x'));

    QTRY_COMPARE(m_service.shown.size(), 1);
    QCOMPARE(m_service.shown.first().summary, u"Seals in winter"_s);
    QVERIFY(m_service.shown.first().body.startsWith("Seals are warm. xxx"_L1));
    QVERIFY(m_service.shown.first().body.size() < 200);
    QCOMPARE(m_service.shown.first().hints.value(u"desktop-entry"_s).toString(),
             u"org.polylogue.Polylogue"_s);
}

void tst_Notifier::textIsEscapedWhereItWouldBeMarkup_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("body");
    QTest::newRow("plain") << QStringList{u"body"_s} << u"<b>a</b> & <img src='x'>"_s;
    QTest::newRow("markup") << QStringList{u"body"_s, u"body-markup"_s}
                            << u"&lt;b&gt;a&lt;/b&gt; &amp; &lt;img src='x'&gt;"_s;
}

void tst_Notifier::textIsEscapedWhereItWouldBeMarkup()
{
    QFETCH(const QStringList, capabilities);
    m_service.capabilities = capabilities;

    announce(ConversationId::create(), u"<i>t</i>"_s, u"<b>a</b> & <img src='x'>"_s);

    QTRY_COMPARE(m_service.shown.size(), 1);
    QTEST(m_service.shown.first().body, "body");
    QCOMPARE(m_service.shown.first().summary, u"<i>t</i>"_s); // never markup, by specification
}

void tst_Notifier::privacyTellsOnlyThatSomethingHappened_data()
{
    QTest::addColumn<bool>("hasFailed");
    QTest::addColumn<QString>("body");
    QTest::newRow("answer") << false << u"An answer is ready"_s;
    QTest::newRow("error") << true << u"An answer failed"_s;
}

void tst_Notifier::privacyTellsOnlyThatSomethingHappened()
{
    QFETCH(const bool, hasFailed);
    use([](Settings &settings) { settings.notificationsShowText = false; });

    announce(ConversationId::create(), u"my secret"_s, u"diary"_s, hasFailed);

    QTRY_COMPARE(m_service.shown.size(), 1);
    QCOMPARE(m_service.shown.first().summary, u"Polylogue"_s);
    QTEST(m_service.shown.first().body, "body");
}

void tst_Notifier::switchedOffNothingIsShown()
{
    use([](Settings &settings) { settings.notifies = false; });
    announce(ConversationId::create(), u"a"_s, u"a"_s);
    use([](Settings &settings) { settings.notifies = true; });
    announce(ConversationId::create(), u"b"_s, u"b"_s);

    QTRY_COMPARE(m_service.shown.size(), 1);
    QCOMPARE(m_service.shown.first().summary, u"b"_s);
}

void tst_Notifier::soundFollowsTheSettings()
{
    announce(ConversationId::create(), u"a"_s, u"a"_s);
    QTRY_COMPARE(m_service.shown.size(), 1);
    QVERIFY(m_service.shown.first().hints.value(u"suppress-sound"_s).toBool());

    use([](Settings &settings) { settings.notificationsSound = true; });
    announce(ConversationId::create(), u"b"_s, u"b"_s);
    QTRY_COMPARE(m_service.shown.size(), 2);
    QVERIFY(!m_service.shown.last().hints.value(u"suppress-sound"_s).toBool());
}

void tst_Notifier::laterAnswerTakesThePlaceOfTheEarlier()
{
    const auto chat = ConversationId::create();
    announce(chat, u"a"_s, u"first"_s);
    QTRY_COMPARE(m_service.shown.size(), 1);
    QTest::qWait(20); // the number comes back
    announce(chat, u"a"_s, u"second"_s);

    QTRY_COMPARE(m_service.shown.size(), 2);
    QCOMPARE(m_service.shown.first().replaces, 0U);
    QCOMPARE(m_service.shown.last().replaces, 1U);
}

void tst_Notifier::clickTellsWhichChat()
{
    const auto first = ConversationId::create();
    const auto second = ConversationId::create();
    announce(first, u"a"_s, u"a"_s);
    QTRY_COMPARE(m_service.shown.size(), 1);
    announce(second, u"b"_s, u"b"_s);
    QTRY_COMPARE(m_service.shown.size(), 2);
    QCOMPARE(m_service.shown.first().actions.value(0), u"default"_s);
    QTest::qWait(20); // the numbers come back
    QSignalSpy spy(m_notifier.get(), &Notifier::activated);

    Q_EMIT m_service.ActionInvoked(4711, u"default"_s); // somebody else's
    Q_EMIT m_service.ActivationToken(2, u"token-2"_s);
    Q_EMIT m_service.ActionInvoked(2, u"default"_s);

    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<ConversationId>(), second);
    QCOMPARE(qEnvironmentVariable("XDG_ACTIVATION_TOKEN"), u"token-2"_s);
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

void tst_Notifier::seenChatTakesItsNotificationAway()
{
    const auto chat = ConversationId::create();
    announce(chat, u"a"_s, u"a"_s);
    QTRY_COMPARE(m_service.shown.size(), 1);
    QTest::qWait(20); // the number comes back

    m_notifier->withdraw(chat);
    m_notifier->withdraw(chat);
    m_notifier->withdraw(ConversationId::create());

    QTRY_COMPARE(m_service.closed, QList<uint>{1});
}

void tst_Notifier::closedNotificationIsForgotten()
{
    const auto chat = ConversationId::create();
    announce(chat, u"a"_s, u"a"_s);
    QTRY_COMPARE(m_service.shown.size(), 1);
    QTest::qWait(20); // the number comes back
    Q_EMIT m_service.NotificationClosed(1, 2);
    QTest::qWait(20); // and the news

    announce(chat, u"a"_s, u"b"_s);

    QTRY_COMPARE(m_service.shown.size(), 2);
    QCOMPARE(m_service.shown.last().replaces, 0U);
}

void tst_Notifier::chatInTheActiveWindowIsSeen()
{
    QWidget window;
    QWidget view(&window);
    QVERIFY(!isSeen(nullptr));
    QVERIFY(!isSeen(&view));
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(isSeen(&view));

    view.hide();
    QVERIFY(!isSeen(&view));
    view.show();
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    QVERIFY(!isSeen(&view));
}

void tst_Notifier::withoutAServiceNothingHappens()
{
    QDBusConnection(u"desktop"_s).unregisterService(u"org.freedesktop.Notifications"_s);
    QElapsedTimer timer;
    timer.start();

    announce(ConversationId::create(), u"a"_s, u"a"_s);

    QCOMPARE_LT(timer.elapsed(), 1000);
    QTest::qWait(50); // nothing is shown, nothing breaks
    QVERIFY(m_service.shown.isEmpty());
}

int main(int argc, char **argv)
{
    const tests::TestBus bus; // before anything of Qt looks for one
    QApplication application(argc, argv);
    tst_Notifier test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_notifier.moc"
