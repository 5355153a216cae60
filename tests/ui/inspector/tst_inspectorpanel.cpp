// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/session/activeendpoint.h"
#include "app/session/chatsession.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "app/store/blobstore.h"
#include "tests/support/faultserver.h"
#include "ui/inspector/inspectorpanel.h"
#include "ui/inspector/timingplot.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::session::ChatSession;
using inspector::InspectorPanel;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

enum Tab { Request, Response, Timing, Code };

} // namespace

class tst_InspectorPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theNextRequestFollowsWhatIsWritten();
    void whatCameBackIsShown();
    void anEarlierAnswerCanBeChosen();
    void aRequestIsSavedAsCode();
    void nothingIsDoneOutOfView();
    void phasesFollowEachOther_data();
    void phasesFollowEachOther();

private:
    bool ask(const QString &text)
    {
        QSignalSpy finished(m_session.get(), &ChatSession::answerFinished);
        m_session->send({.text = text}, {.model = u"m"_s});
        return finished.wait(30'000);
    }
    void go(Tab tab) const { m_panel->findChild<QTabWidget *>()->setCurrentIndex(tab); }
    //! \return what the page in view shows.
    QString text() const
    {
        for (const QPlainTextEdit *edit : m_panel->findChildren<QPlainTextEdit *>()) {
            if (edit->isVisible())
                return edit->toPlainText();
        }
        return {};
    }
    template <typename T> T *named(const QString &name) const
    {
        for (T *widget : m_panel->findChildren<T *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<app::settings::SettingsStore> m_settings;
    std::unique_ptr<app::settings::MemorySecretStore> m_secrets;
    std::unique_ptr<app::store::BlobStore> m_blobs;
    std::unique_ptr<app::attachments::AttachmentLoader> m_loader;
    std::unique_ptr<app::net::HttpClient> m_client;
    std::unique_ptr<app::net::LearnedDrops> m_learned;
    std::unique_ptr<app::session::ActiveEndpoint> m_active;
    std::unique_ptr<ChatSession> m_session;
    std::unique_ptr<InspectorPanel> m_panel;
    QString m_draft;
    int m_asked = 0; // how often for the draft
};

void tst_InspectorPanel::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data":[{"id":"m"}]})"));
    m_server->on(chatPath, Reply::chat({"An ", "answer"}));
    m_theme = std::make_unique<theme::Theme>(app::settings::ThemeMode::Light);
    m_settings = std::make_unique<app::settings::SettingsStore>(m_directory->path());
    m_secrets = std::make_unique<app::settings::MemorySecretStore>();
    m_blobs = std::make_unique<app::store::BlobStore>(m_directory->path() + u"/blobs"_s);
    m_loader = std::make_unique<app::attachments::AttachmentLoader>(*m_blobs);
    m_client = std::make_unique<app::net::HttpClient>();
    m_client->exchanges().setCapacity(10);
    m_learned = std::make_unique<app::net::LearnedDrops>();
    m_active = std::make_unique<app::session::ActiveEndpoint>(
        *m_settings, *m_secrets, *m_client,
        []() -> app::base::Result<app::session::PracticeAddress> {
            return app::base::Error{.kind = app::base::ErrorKind::Network};
        });
    app::endpoint::Endpoint endpoint = app::endpoint::endpointFor(m_server->url());
    endpoint.keySource = app::endpoint::KeySource::ThisRun;
    QVERIFY(m_active->use(endpoint, u"secret-key"_s));
    m_session = std::make_unique<ChatSession>(*m_client, *m_learned, *m_blobs,
                                              [this] { return m_active->access(); });
    m_panel = std::make_unique<InspectorPanel>(InspectorPanel::Services{.theme = *m_theme,
                                                                        .client = *m_client,
                                                                        .learned = *m_learned,
                                                                        .active = *m_active,
                                                                        .loader = *m_loader,
                                                                        .blobs = *m_blobs});
    m_draft.clear();
    m_asked = 0;
    m_panel->setSource({.session = m_session.get(),
                        .draft =
                            [this] {
                                ++m_asked;
                                return app::attachments::Draft{.text = m_draft};
                            },
                        .options = [] { return app::session::ChatOptions{.model = u"m"_s}; }});
    m_panel->resize(400, 600);
    m_panel->show();
}

void tst_InspectorPanel::cleanup()
{
    m_panel.reset();
    m_session.reset();
    m_active.reset();
    m_client.reset();
    m_loader.reset();
    m_server.reset();
    m_theme.reset();
}

void tst_InspectorPanel::theNextRequestFollowsWhatIsWritten()
{
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"\"model\": \"m\""), 30'000);
    const int before = m_asked;
    for (const QString &word : {u"Wh"_s, u"What"_s, u"What is it?"_s}) {
        m_draft = word;
        m_panel->requestChanged();
    }
    QCOMPARE(m_asked, before); // not while keys are pressed
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"What is it?"), 30'000);
    QVERIFY(!text().contains(u"secret-key"));
    const auto *parts = named<QTableView>(u"Parts of the request"_s);
    QCOMPARE(parts->model()->index(0, 0).data().toString(), u"1  User"_s);
}

void tst_InspectorPanel::whatCameBackIsShown()
{
    go(Response);
    QTRY_VERIFY(!named<QPushButton>(u"Copy what came back"_s)->isEnabled());
    QVERIFY(ask(u"Hi"_s));
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"data: [DONE]"), 30'000);
    named<QComboBox>(u"What of the answer is shown"_s)->setCurrentIndex(1);
    QCOMPARE(text(), u"An answer"_s);

    go(Timing);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_panel->findChild<inspector::TimingPlot *>()->accessibleDescription().contains(
            u"Receiving"),
        30'000);
}

void tst_InspectorPanel::anEarlierAnswerCanBeChosen()
{
    QVERIFY(ask(u"The first"_s));
    const auto first = m_session->conversation().at(1).id;
    QVERIFY(ask(u"The second"_s));
    auto *choice = named<QComboBox>(u"Request that is inspected"_s);
    QTRY_COMPARE(choice->count(), 3);

    m_panel->showAnswer(first);
    QCOMPARE(choice->currentIndex(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"The first"), 30'000);
    QVERIFY(!text().contains(u"The second"));

    // Of an answer of an earlier run nothing is known.
    m_client->exchanges().setCapacity(0);
    m_panel->showAnswer(first);
    QVERIFY(text().isEmpty());
}

void tst_InspectorPanel::aRequestIsSavedAsCode()
{
    QSignalSpy saved(m_panel.get(), &InspectorPanel::saveRequested);
    m_draft = u"Write me"_s;
    go(Code);
    QTRY_VERIFY_WITH_TIMEOUT(text().startsWith(u"curl"), 30'000);
    QVERIFY(text().contains(u"Write me"));
    named<QComboBox>(u"Language"_s)->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(text().contains(u"import requests"), 30'000);
    named<QPushButton>(u"Save the code"_s)->click();
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first().at(1).toString(), u"request.py"_s);
    QVERIFY(!saved.first().at(2).toByteArray().contains("secret-key"));
}

void tst_InspectorPanel::nothingIsDoneOutOfView()
{
    QTRY_VERIFY(m_asked > 0);
    m_panel->hide();
    const int before = m_asked;
    m_panel->requestChanged();
    QVERIFY(ask(u"Hi"_s));
    QTest::qWait(500); // longer than keys pause
    QCOMPARE(m_asked, before);
}

void tst_InspectorPanel::phasesFollowEachOther_data()
{
    using Time = std::optional<std::chrono::milliseconds>;
    QTest::addColumn<Time>("connected");
    QTest::addColumn<Time>("sent");
    QTest::addColumn<Time>("firstByte");
    QTest::addColumn<std::chrono::milliseconds>("total");
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<QStringList>("names");
    const QStringList all{u"Connecting"_s, u"Sending"_s, u"Waiting"_s, u"Receiving"_s};
    QTest::newRow("whole") << Time(5ms) << Time(6ms) << Time(90ms) << 100ms << false << all;
    QTest::newRow("in no time") << Time(0ms) << Time(0ms) << Time(0ms) << 0ms << false << all;
    QTest::newRow("running") << Time(5ms) << Time(6ms) << Time() << 0ms << true << all.first(2);
    QTest::newRow("never answered")
        << Time(5ms) << Time(6ms) << Time() << 100ms << false << all.first(3);
    QTest::newRow("never connected")
        << Time() << Time() << Time() << 100ms << false << all.first(1);
}

void tst_InspectorPanel::phasesFollowEachOther()
{
    using Time = std::optional<std::chrono::milliseconds>;
    QFETCH(const Time, connected);
    QFETCH(const Time, sent);
    QFETCH(const Time, firstByte);
    QFETCH(const std::chrono::milliseconds, total);
    QFETCH(const bool, isRunning);
    QFETCH(const QStringList, names);

    const auto phases = inspector::phasesOf(
        {.connected = connected, .sent = sent, .firstByte = firstByte, .total = total}, isRunning);

    QStringList found;
    std::chrono::milliseconds end{0};
    for (const inspector::Phase &phase : phases) {
        QCOMPARE(phase.from, end);
        found.append(phase.name);
        end = phase.to;
    }
    QCOMPARE(found, names);
    QCOMPARE(end, isRunning ? sent.value_or(total) : total);
}

QTEST_MAIN(tst_InspectorPanel)
#include "tst_inspectorpanel.moc"
