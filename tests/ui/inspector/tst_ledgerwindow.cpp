// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/httpclient.h"
#include "app/settings/settings.h"
#include "app/store/chatstore.h"
#include "ui/inspector/callsmodel.h"
#include "ui/inspector/ledgerwindow.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::store::LedgerRow;
using inspector::LedgerWindow;

class tst_LedgerWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theNewestCallsAreShown();
    void aFilterLeavesWhatFits_data();
    void aFilterLeavesWhatFits();
    void hostsAreNamed();
    void whatIsShownIsExported();

private:
    static LedgerRow row(const QString &host, const QString &purpose, int status)
    {
        return {.startedAt = QDateTime(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC),
                .purpose = purpose,
                .method = "POST"_ba,
                .url = QUrl(u"https://"_s + host + u"/v1/x"_s),
                .model = u"m-"_s + host,
                .httpStatus = status,
                .milliseconds = 1200};
    }
    QTableView *table() const { return m_window->findChild<QTableView *>(); }
    template <typename T> T *named(const QString &name) const
    {
        for (T *widget : m_window->findChildren<T *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<app::store::ChatStore> m_store;
    std::unique_ptr<app::net::HttpClient> m_client;
    std::unique_ptr<LedgerWindow> m_window;
};

void tst_LedgerWindow::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<theme::Theme>(app::settings::ThemeMode::Light);
    m_store = std::make_unique<app::store::ChatStore>(m_directory->path());
    m_client = std::make_unique<app::net::HttpClient>();
    m_window = std::make_unique<LedgerWindow>(*m_theme, *m_store, *m_client);
    QList<app::store::Change> calls;
    for (const LedgerRow &call :
         {row(u"a.example"_s, u"chat"_s, 200), row(u"b.example"_s, u"models"_s, 200),
          row(u"a.example"_s, u"chat"_s, 429), row(u"a.example"_s, u"embeddings"_s, 200)})
        calls.append(app::store::RecordCall{call});
    m_store->write(calls);
    m_window->show();
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 4, 30'000);
}

void tst_LedgerWindow::cleanup()
{
    m_window.reset();
    m_client.reset();
    m_store.reset();
    m_theme.reset();
}

void tst_LedgerWindow::theNewestCallsAreShown()
{
    QCOMPARE(table()->model()->index(0, inspector::CallsModel::Purpose).data().toString(),
             u"Embeddings"_s);
    QCOMPARE(table()->model()->index(3, inspector::CallsModel::Host).data().toString(),
             u"a.example"_s);

    // What comes while it is open is shown too.
    m_store->write({app::store::RecordCall{row(u"c.example"_s, u"probe"_s, 200)}});
    Q_EMIT m_client->callFinished({});
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 5, 30'000);
}

void tst_LedgerWindow::aFilterLeavesWhatFits_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("purpose");
    QTest::addColumn<int>("rows");
    QTest::newRow("all") << QString() << u"All requests"_s << 4;
    QTest::newRow("a host") << u"B.EXAMPLE"_s << u"All requests"_s << 1;
    QTest::newRow("two words") << u"429 m-a"_s << u"All requests"_s << 1;
    QTest::newRow("a purpose") << QString() << u"Answer"_s << 2;
    QTest::newRow("failed") << QString() << u"Failed ones"_s << 1;
    QTest::newRow("nothing") << u"z.example"_s << u"Answer"_s << 0;
}

void tst_LedgerWindow::aFilterLeavesWhatFits()
{
    QFETCH(const QString, words);
    QFETCH(const QString, purpose);
    QFETCH(const int, rows);
    auto *choice = named<QComboBox>(u"What the requests were for"_s);
    choice->setCurrentText(purpose);
    Q_EMIT choice->activated(choice->currentIndex());
    named<QLineEdit>(u"Filter the requests"_s)->setText(words);
    QCOMPARE(table()->model()->rowCount(), rows);
}

void tst_LedgerWindow::hostsAreNamed()
{
    const auto *hosts = named<QLabel>(u"Hosts contacted"_s);
    QCOMPARE(hosts->text(), u"Hosts contacted: a.example (3), b.example (1)"_s);
    named<QLineEdit>(u"Filter the requests"_s)->setText(u"b.ex"_s);
    QCOMPARE(hosts->text(), u"Hosts contacted: b.example (1)"_s);
}

void tst_LedgerWindow::whatIsShownIsExported()
{
    QSignalSpy saved(m_window.get(), &LedgerWindow::saveRequested);
    named<QLineEdit>(u"Filter the requests"_s)->setText(u"b.ex"_s);
    for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
        if (!button->menu())
            continue;
        for (QAction *action : button->menu()->actions())
            action->trigger();
    }
    QCOMPARE(saved.size(), 2);
    const QByteArray csv = saved.at(0).at(2).toByteArray();
    QCOMPARE(csv.count("\r\n"), 2);
    QVERIFY(csv.contains("b.example"));
    QVERIFY(saved.at(1).at(2).toByteArray().contains("\"entries\""));
}

QTEST_MAIN(tst_LedgerWindow)
#include "tst_ledgerwindow.moc"
