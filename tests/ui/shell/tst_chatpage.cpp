// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/faultserver.h"
#include "tests/ui/pageservices.h"
#include "ui/composer/composer.h"
#include "ui/composer/contextmeter.h"
#include "ui/shell/chatpage.h"
#include "ui/transcript/transcriptview.h"

#include <QBuffer>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::attachments::Attachment;
using app::attachments::Draft;
using app::conversation::ConversationId;
using shell::ChatPage;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

Reply unfinished(const QByteArray &text)
{
    return Reply::head(200, {{"Content-Type", "text/event-stream"}})
        .send("data: " + textDelta(text) + "\n\n");
}

QByteArray picture()
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

class tst_ChatPage : public QObject, private polylogue::tests::PageServices
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aQueueStaysWithItsChat();
    void whatIsSentAtOnceLeavesWhatIsWritten();
    void escapeAfterEscapeTakesTheQueueBack();
    void anAttachmentEndsInTheDraftOfItsChat();
    void aDraftThatWasNotThereYetIsNotLost();
    void sendingWorksAfterAStopBeforeAnythingWasSaved();
    void whatWasSpentIsToldWherePricesAreSet();

private:
    void reopenLibrary(); //!< without its page
    void openPage();
    void type(const QString &text) { QTest::keyClicks(edit(), text); }
    void enter() { QTest::keyClick(edit(), Qt::Key_Return); }
    QPlainTextEdit *edit() const
    {
        return m_page->composer().findChild<QPlainTextEdit *>(u"Message"_s);
    }
    QStringList queued() const
    {
        QStringList texts;
        for (const Draft &draft : m_page->composer().queue())
            texts += draft.text;
        return texts;
    }
    //! Asks something that is not answered to its end, and queues \a next.
    void askAndQueue(const QString &next);

    std::unique_ptr<FaultServer> m_server;
    app::settings::Settings m_chosen{.currentModel = u"m"_s};
    std::unique_ptr<ChatPage> m_page;
};

void tst_ChatPage::init()
{
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models", Reply::json(R"({"data":[{"id":"m"}]})"));
    beginServices(m_server->url(), u"key"_s);
    openLibrary();
    openPage();
}

void tst_ChatPage::cleanup()
{
    m_page.reset();
    endServices();
    m_server.reset();
    m_chosen.prices.clear();
}

void tst_ChatPage::reopenLibrary()
{
    m_page.reset();
    openLibrary();
}

void tst_ChatPage::openPage()
{
    m_page = std::make_unique<ChatPage>(
        m_theme,
        ChatPage::Tools{
            .library = *m_library, .active = *m_active, .loader = *m_loader, .blobs = *m_blobs});
    m_page->resize(900, 700);
    m_page->setSettings(m_chosen);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->showNewChat({}, false);
    edit()->setFocus();
}

void tst_ChatPage::askAndQueue(const QString &next)
{
    m_server->on(chatPath, unfinished("half"));
    const int before = m_server->posts();
    type(u"question"_s);
    enter();
    QTRY_COMPARE(m_server->posts(), before + 1);
    QTRY_VERIFY(m_page->composer().text().isEmpty());
    type(next);
    enter();
    QCOMPARE(queued(), QStringList{next});
}

void tst_ChatPage::aQueueStaysWithItsChat()
{
    askAndQueue(u"next"_s);
    const ConversationId chat = m_page->chat();

    m_page->showNewChat({}, false);
    QVERIFY(queued().isEmpty());
    QVERIFY(m_library->find(chat)->hasDraft);
    m_page->showChat(chat);
    QCOMPARE(queued(), QStringList{u"next"_s});

    reopenLibrary();
    openPage();
    m_page->showChat(chat);
    QTRY_COMPARE(queued(), QStringList{u"next"_s});
    QVERIFY(m_page->composer().text().isEmpty());
}

void tst_ChatPage::whatIsSentAtOnceLeavesWhatIsWritten()
{
    askAndQueue(u"next"_s);
    type(u"mine"_s);
    for (auto *button : m_page->composer().findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"Send now"_s) {
            QTest::mouseClick(button, Qt::LeftButton);
            break;
        }
    }
    QTRY_COMPARE(m_server->posts(), 2);
    QVERIFY(queued().isEmpty());
    QVERIFY(m_page->composer().text().endsWith(u"mine"_s));
}

void tst_ChatPage::escapeAfterEscapeTakesTheQueueBack()
{
    askAndQueue(u"next"_s);
    QTRY_VERIFY(m_page->transcript().isVisible());
    QTest::keyClick(edit(), Qt::Key_Escape);
    QTRY_VERIFY(m_library->running().isEmpty());
    QCOMPARE(queued(), QStringList{u"next"_s});
    m_page->stop(); // wherever the focus is
    QVERIFY(queued().isEmpty());
    QVERIFY(m_page->composer().text().contains(u"next"_s));
    const ConversationId chat = m_page->chat();
    const QString written = m_page->composer().text();

    m_page->showNewChat({}, false);
    m_page->showChat(chat);

    QCOMPARE(m_page->composer().text(), written);
    QVERIFY(queued().isEmpty());
}

void tst_ChatPage::anAttachmentEndsInTheDraftOfItsChat()
{
    const ConversationId chat = m_library->create({});
    m_library->open(chat).note({.text = u"first"_s});
    m_page->showChat(chat);
    m_page->composer().attachData(picture(), u"p.png"_s);
    QCOMPARE(m_page->composer().draft().attachments.constFirst().state, Attachment::State::Reading);

    m_page->showNewChat({}, false);

    QVERIFY(m_page->composer().draft().isEmpty());
    QSignalSpy read(m_loader.get(), &app::attachments::AttachmentLoader::changed);
    QTRY_COMPARE(read.size(), 1);
    QVERIFY(m_page->composer().draft().isEmpty());
    m_page->showChat(chat);
    const QList<Attachment> back = m_page->composer().draft().attachments;
    QCOMPARE(back.size(), 1);
    QCOMPARE(back.constFirst().state, Attachment::State::Ready);
    QCOMPARE(back.constFirst().pixelSize, QSize(40, 30));

    reopenLibrary();
    openPage();
    m_page->showChat(chat);
    QTRY_COMPARE(m_page->composer().draft().attachments.size(), 1);
}

void tst_ChatPage::aDraftThatWasNotThereYetIsNotLost()
{
    const ConversationId chat = m_library->create({});
    m_library->open(chat).note({.text = u"first"_s});
    m_library->setDraft(chat, {.text = u"unsent"_s});
    reopenLibrary();
    openPage();

    m_page->showChat(chat);
    m_page->showNewChat({}, false); // before the store has answered
    reopenLibrary();
    openPage();

    m_page->showChat(chat);
    QTRY_COMPARE(m_page->composer().text(), u"unsent"_s);
}

void tst_ChatPage::sendingWorksAfterAStopBeforeAnythingWasSaved()
{
    m_server->on(chatPath, Reply::chat({"An answer"}));
    type(u"question"_s);
    enter();
    m_page->stop(); // the store has not answered yet
    QCOMPARE(m_page->composer().text(), u"question"_s);

    edit()->setFocus();
    enter();

    QTRY_COMPARE(m_server->posts(), 1);
    QTRY_VERIFY(m_page->composer().text().isEmpty());
}

void tst_ChatPage::whatWasSpentIsToldWherePricesAreSet()
{
    m_server->on(chatPath, Reply::chat({"An ", "answer"}));
    const auto *meter = m_page->composer().findChild<composer::ContextMeter *>();
    type(u"question"_s);
    enter();
    QTRY_COMPARE(m_library->tokens().byDay().size(), 1);
    QVERIFY(meter->value().chatCost.isEmpty());
    QVERIFY(meter->value().dayCosts.isEmpty());

    m_chosen.prices = {{.model = u"m"_s, .inputPerMillion = 1000, .outputPerMillion = 1000}};
    m_page->setSettings(m_chosen);
    const QString cost = meter->value().chatCost;
    QVERIFY2(cost.startsWith(u"USD "_s), qPrintable(cost));
    QCOMPARE(meter->value().dayCosts.size(), 1);
    QCOMPARE(meter->value().dayCosts.constFirst().second, cost);

    m_page->showNewChat({}, false);
    QVERIFY(meter->value().chatCost.isEmpty());
    QCOMPARE(meter->value().dayCosts.size(), 1);
}

QTEST_MAIN(tst_ChatPage)

#include "tst_chatpage.moc"
