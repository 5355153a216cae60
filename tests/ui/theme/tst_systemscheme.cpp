// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/testbus.h"
#include "ui/theme/systemscheme.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using namespace polylogue::ui::theme;
using polylogue::app::settings::ThemeMode;

// The desktop's side, on a bus of the test's own.
class FakePortal : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 1;
    bool isMute = false;

public Q_SLOTS:
    QDBusVariant Read(const QString &space, const QString &key)
    {
        if (isMute)
            setDelayedReply(true);
        if (space != u"org.freedesktop.appearance"_s || key != u"color-scheme"_s)
            sendErrorReply(QDBusError::InvalidArgs);
        return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

class tst_SystemScheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void followsThePortal();
    void silentPortalHoldsNothingUp();
    void chosenModeStays();

private:
    FakePortal m_portal;
};

void tst_SystemScheme::initTestCase()
{
    if (tests::TestBus::address().isEmpty())
        QSKIP("needs dbus-daemon for a bus of its own");
    QDBusConnection bus = QDBusConnection::connectToBus(tests::TestBus::address(), u"portal"_s);
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
}

void tst_SystemScheme::cleanup()
{
    m_portal.isMute = false;
    m_portal.scheme = 1;
    QApplication::setPalette(QPalette(Qt::white)); // a Theme before has left its own
}

void tst_SystemScheme::followsThePortal()
{
    Theme theme(ThemeMode::System);
    QSignalSpy changed(&theme, &Theme::changed);
    QVERIFY(!theme.isDark());

    QTRY_VERIFY(theme.isDark());
    Q_EMIT
    m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(2U));
    QTRY_VERIFY(!theme.isDark());
    Q_EMIT
    m_portal.SettingChanged(u"org.gnome.desktop.interface"_s, u"color-scheme"_s, QDBusVariant(1U));
    Q_EMIT
    m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"accent-color"_s, QDBusVariant(1U));
    Q_EMIT
    m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(1U));
    QTRY_VERIFY(theme.isDark());

    QCOMPARE(changed.size(), 3);
}

void tst_SystemScheme::silentPortalHoldsNothingUp()
{
    m_portal.isMute = true;
    QElapsedTimer timer;
    timer.start();

    Theme theme(ThemeMode::System);

    QCOMPARE_LT(timer.elapsed(), 1000);
    QVERIFY(!theme.isDark());
}

void tst_SystemScheme::chosenModeStays()
{
    Theme theme(ThemeMode::Light);
    SystemScheme scheme;
    QTRY_VERIFY(scheme.isDark());

    QVERIFY(!theme.isDark());
}

int main(int argc, char **argv)
{
    const tests::TestBus bus; // before anything of Qt looks for one
    QApplication application(argc, argv);
    tst_SystemScheme test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_systemscheme.moc"
