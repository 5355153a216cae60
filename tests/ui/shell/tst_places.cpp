// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/endpoint.h"
#include "app/net/httpclient.h"
#include "app/net/learneddrops.h"
#include "app/probe/capabilityprobe.h"
#include "app/session/activeendpoint.h"
#include "app/session/recentlog.h"
#include "app/settings/secretstore.h"
#include "app/store/blobstore.h"
#include "app/store/chatstore.h"
#include "tests/support/faultserver.h"
#include "ui/compare/comparepage.h"
#include "ui/composer/composer.h"
#include "ui/shell/mainwindow.h"
#include "ui/sidebar/sidebar.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::conversation::ConversationId;
using compare::ComparePage;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

} // namespace

class tst_Places : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aChatBecomesLanesAndIsItsMainLineAgain();
    void aComparisonIsOpenedAsItWasLeft();
    void aComparisonThatIsNeverAskedIsNowhere();
    void aPromotedAnswerLeadsBackToItsLane();
    void aHitInALaneOpensTheComparisonThere();
    void keysWorkInLanes();
    void whatIsWrittenGoesAlongToTheOtherPlace();
    void aTemporaryChatIsComparedInMemory();

private:
    template <typename Widget> Widget *named(const QString &name) const
    {
        for (auto *widget : m_window->findChildren<Widget *>()) {
            if (widget->accessibleName() == name && widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    void go(const QString &place) const
    {
        named<QAbstractButton>(place)->click();
        QTRY_VERIFY(place != u"Compare"_s || page());
        closePopup();
    }
    //! The list of models, which opens for the second lane.
    static void closePopup()
    {
        QTest::qWait(20);
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
    }
    ComparePage *page() const { return named<ComparePage>(u"Compare"_s); }
    QPlainTextEdit *edit() const { return named<QPlainTextEdit>(u"Message"_s); }
    void ask(const QString &text) const
    {
        edit()->setFocus();
        QTest::keyClicks(edit(), text);
        QTest::keyClick(edit(), Qt::Key_Return);
        QTRY_VERIFY(m_library->running().isEmpty() && edit()->toPlainText().isEmpty());
    }
    QString laneText(qsizetype at) const
    {
        transcript::TranscriptView &view = page()->lanes().at(at)->pane().transcript();
        view.selectAll();
        return view.selectedText();
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
    std::unique_ptr<app::store::ChatStore> m_store;
    std::unique_ptr<app::probe::CapabilityProbe> m_probe;
    std::unique_ptr<app::session::ChatLibrary> m_library;
    app::session::RecentLog m_log{[] { return QString(); }};
    std::unique_ptr<shell::MainWindow> m_window;
};

void tst_Places::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data":[{"id":"first"},{"id":"second"}]})"));
    m_server->on(chatPath, Reply::chat({"An ", "answer"}));
    m_theme = std::make_unique<theme::Theme>(app::settings::ThemeMode::Light);
    m_settings = std::make_unique<app::settings::SettingsStore>(m_directory->path());
    m_secrets = std::make_unique<app::settings::MemorySecretStore>();
    m_blobs = std::make_unique<app::store::BlobStore>(m_directory->path() + u"/blobs"_s);
    m_loader = std::make_unique<app::attachments::AttachmentLoader>(*m_blobs);
    m_client = std::make_unique<app::net::HttpClient>();
    m_learned = std::make_unique<app::net::LearnedDrops>();
    m_active = std::make_unique<app::session::ActiveEndpoint>(
        *m_settings, *m_secrets, *m_client,
        []() -> app::base::Result<app::session::PracticeAddress> {
            return app::base::Error{.kind = app::base::ErrorKind::Network};
        });
    m_store = std::make_unique<app::store::ChatStore>(m_directory->path());
    m_probe = std::make_unique<app::probe::CapabilityProbe>(*m_client, *m_store, *m_learned);
    m_library = std::make_unique<app::session::ChatLibrary>(*m_store, [this] {
        return std::make_unique<app::session::ChatSession>(*m_client, *m_learned, *m_blobs,
                                                           [this] { return m_active->access(); });
    });
    QTRY_VERIFY(m_library->isLoaded());
    app::endpoint::Endpoint endpoint = app::endpoint::endpointFor(m_server->url());
    endpoint.keySource = app::endpoint::KeySource::ThisRun;
    QVERIFY(m_active->use(endpoint, u"key"_s));
    m_window = std::make_unique<shell::MainWindow>(shell::Services{.client = *m_client,
                                                                   .learned = *m_learned,
                                                                   .blobs = *m_blobs,
                                                                   .store = *m_store,
                                                                   .library = *m_library,
                                                                   .loader = *m_loader,
                                                                   .settings = *m_settings,
                                                                   .secrets = *m_secrets,
                                                                   .active = *m_active,
                                                                   .probe = *m_probe,
                                                                   .log = m_log,
                                                                   .theme = *m_theme});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(m_settings->settings().currentModel, u"first"_s);
}

void tst_Places::cleanup()
{
    m_window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_library.reset();
    m_probe.reset();
    m_store.reset();
    m_active.reset();
    m_client.reset();
    m_loader.reset();
    m_server.reset();
    m_theme.reset();
}

void tst_Places::aChatBecomesLanesAndIsItsMainLineAgain()
{
    ask(u"Before"_s);
    const ConversationId chat = m_window->chat();
    go(u"Compare"_s);

    QCOMPARE(m_window->chat(), chat);
    QTRY_COMPARE(page()->lanes().size(), 2);
    QTRY_VERIFY(laneText(1).contains(u"Before"_s));
    ask(u"Now"_s);
    QVERIFY(laneText(0).contains(u"Now"_s) && laneText(1).contains(u"Now"_s));

    go(u"Chat"_s);
    QCOMPARE(m_window->chat(), chat);
    QVERIFY(!page());
    auto *view = named<transcript::TranscriptView>(u"Conversation"_s);
    view->selectAll();
    QVERIFY(view->selectedText().contains(u"Before"_s));
    QVERIFY(!view->selectedText().contains(u"Now"_s));
}

void tst_Places::aComparisonIsOpenedAsItWasLeft()
{
    go(u"Compare"_s);
    ask(u"Which is it?"_s);
    const ConversationId chat = m_window->chat();
    QCOMPARE(m_library->chats().size(), 1);
    QVERIFY(m_window->windowTitle().startsWith(u"Which is it?"_s));

    m_window->showNewChat();
    QVERIFY(!page());
    m_window->showChat(m_library->lanes(chat).at(1)); // as a notification does
    QVERIFY(page());
    QCOMPARE(m_window->chat(), chat);
    QTRY_VERIFY(laneText(1).contains(u"An answer"_s));

    go(u"Chat"_s);
    m_window->showNewChat();
    Q_EMIT m_window->findChild<sidebar::Sidebar *>()->comparisonRequested(chat); // of its menu
    QVERIFY(page());
    QCOMPARE(m_window->chat(), chat);

    m_library->remove({chat});
    QVERIFY(!page());
    QVERIFY(m_window->chat().isNull());
}

void tst_Places::aComparisonThatIsNeverAskedIsNowhere()
{
    go(u"Compare"_s);
    const ConversationId chat = m_window->chat();
    QVERIFY(m_library->find(chat));
    go(u"Chat"_s);
    QVERIFY(m_window->chat().isNull());
    QTRY_VERIFY(!m_library->find(chat));
    QVERIFY(m_library->chats().isEmpty());
}

void tst_Places::aPromotedAnswerLeadsBackToItsLane()
{
    go(u"Compare"_s);
    ask(u"Q"_s);
    const ConversationId lane = page()->lanes().at(1)->lane();
    page()->lanes().at(1)->promote();
    go(u"Chat"_s);
    auto &main = *named<transcript::TranscriptView>(u"Conversation"_s);
    auto &session = m_library->open(m_window->chat());
    QTRY_COMPARE(session.conversation().count(), 2);
    const app::conversation::MessageId promoted = session.conversation().at(1).id;
    m_library->release(m_window->chat());

    Q_EMIT main.messageActionRequested(promoted, transcript::MessageAction::ShowOrigin);

    QVERIFY(page());
    QCOMPARE(page()->currentLane()->lane(), lane);
}

void tst_Places::aHitInALaneOpensTheComparisonThere()
{
    go(u"Compare"_s);
    ask(u"Q"_s);
    const ConversationId chat = m_window->chat();
    const ConversationId lane = page()->lanes().at(1)->lane();
    const auto turns = page()->comparison()->turns(lane);
    m_window->showNewChat();

    auto *sidebar = m_window->findChild<sidebar::Sidebar *>();
    Q_EMIT sidebar->hitActivated({.chat = lane, .message = turns.at(0).answer->id}, {u"answer"_s});

    QVERIFY(page());
    QCOMPARE(m_window->chat(), chat);
    QCOMPARE(page()->currentLane()->lane(), lane);
    QTRY_VERIFY(page()->lanes().at(1)->pane().transcript().hasHits());
}

void tst_Places::keysWorkInLanes()
{
    go(u"Compare"_s);
    ask(u"Q"_s);
    auto &main = page()->comparison()->mainSession().conversation();
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ControlModifier); // the composer's
    QCOMPARE(main.count(), 0);
    edit()->clear();

    QTest::keyClick(edit(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(page()->focusedLane(), page()->lanes().at(1));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(main.count(), 2);
    QVERIFY(main.at(1).origin);
    QCOMPARE(main.at(1).origin->chat, page()->lanes().at(1)->lane());

    QTest::keyClick(m_window->focusWidget(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(page()->lanes().size(), 3);
    closePopup();

    m_server->on(chatPath, Reply::nothing());
    edit()->setFocus();
    QTest::keyClicks(edit(), u"Q2"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_COMPARE(m_library->running().size(), 3);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QVERIFY(m_library->running().isEmpty());
    QTRY_COMPARE(edit()->toPlainText(), u"Q2"_s);
}

void tst_Places::whatIsWrittenGoesAlongToTheOtherPlace()
{
    ask(u"Before"_s);
    QTest::keyClicks(edit(), u"half a thought"_s);
    go(u"Compare"_s);
    QTRY_COMPARE(edit()->toPlainText(), u"half a thought"_s);
    QTest::keyClicks(edit(), u", whole"_s);
    go(u"Chat"_s);
    QTRY_COMPARE(edit()->toPlainText(), u"half a thought, whole"_s);
}

void tst_Places::aTemporaryChatIsComparedInMemory()
{
    m_window->showNewChat({}, true);
    go(u"Compare"_s);
    ask(u"Q"_s);
    const ConversationId chat = m_window->chat();
    QVERIFY(m_library->isTemporary(chat));
    QVERIFY(m_library->isTemporary(m_library->lanes(chat).at(1)));
    go(u"Chat"_s);
    go(u"Compare"_s);
    QTRY_VERIFY(laneText(1).contains(u"An answer"_s));
    m_window->showNewChat();
    QTRY_VERIFY(!m_library->find(chat));
}

QTEST_MAIN(tst_Places)
#include "tst_places.moc"
