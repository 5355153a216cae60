// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/practiceserver.h"
#include "app/session/toolloop.h"
#include "app/tools/toolbox.h"
#include "tests/ui/pageservices.h"
#include "ui/calls/callspanel.h"
#include "ui/composer/composer.h"
#include "ui/pane/conversationpane.h"
#include "ui/shell/chatpage.h"
#include "ui/transcript/transcriptview.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace polylogue;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::conversation::Conversation;
using app::conversation::Message;
using app::conversation::Role;
using app::session::ChatSession;
using shell::ChatPage;

namespace {

const QStringList bothTools{u"magic_number"_s, u"special_number"_s};
constexpr int patience = 60'000; // milliseconds

} // namespace

//! Tools in the window, with the practice endpoint.
class tst_ToolCalls final : public QObject, private polylogue::tests::PageServices
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aToolIsCalledAndAnswered();
    void twoToolsAreCalledOneAfterTheOther();
    void aDeniedCallIsAnsweredAllTheSame();
    void whatIsAllowedAlwaysAsksNoMore();
    void stoppingLeavesAChatThatGoesOn();
    void aCallThatWaitedAtAKillIsTakenUpAgain();
    void theCardScrollsWithTheText();

private:
    void openPage();
    void closePage();
    void ask(const QString &text, const QStringList &tools);
    QPushButton *button(const QString &name) const;
    bool clickWhenItCan(const QString &name);
    bool waitForAnswer() const;
    const Conversation &chat() const { return session().conversation(); }
    ChatSession &session() const;
    QString lastText() const { return textOf(chat().at(chat().count() - 1).content); }
    calls::CallsPanel *panel() const { return m_page->findChild<calls::CallsPanel *>(); }

    app::settings::Settings m_chosen{.currentModel = u"practice-vision"_s};
    std::unique_ptr<app::practice::PracticeServer> m_server;
    std::unique_ptr<app::tools::ToolBox> m_tools;
    std::unique_ptr<ChatPage> m_page;
};

void tst_ToolCalls::init()
{
    m_server = std::make_unique<app::practice::PracticeServer>();
    QVERIFY(m_server->listen());
    beginServices(m_server->baseUrl(), m_server->key());
    openPage();
}

void tst_ToolCalls::cleanup()
{
    closePage();
    endServices();
    m_server.reset();
}

void tst_ToolCalls::openPage()
{
    m_tools = std::make_unique<app::tools::ToolBox>(m_directory->path(), *m_client);
    openLibrary(m_tools.get());
    m_page = std::make_unique<ChatPage>(
        m_theme,
        ChatPage::Tools{
            .library = *m_library, .active = *m_active, .loader = *m_loader, .blobs = *m_blobs});
    m_page->setSettings(m_chosen);
    m_page->resize(900, 600);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_page->showNewChat({}, false);
}

void tst_ToolCalls::closePage()
{
    m_page.reset();
    closeLibrary();
    m_tools.reset();
}

ChatSession &tst_ToolCalls::session() const
{
    ChatSession &session = m_library->open(m_page->chat());
    m_library->release(m_page->chat());
    return session;
}

void tst_ToolCalls::ask(const QString &text, const QStringList &tools)
{
    Q_EMIT m_page->composer().toolsChosen(tools);
    auto *edit = m_page->composer().findChild<QPlainTextEdit *>(u"Message"_s);
    edit->setPlainText(text);
    QTest::keyClick(edit, Qt::Key_Return);
}

QPushButton *tst_ToolCalls::button(const QString &name) const
{
    for (QPushButton *each : panel()->findChildren<QPushButton *>()) {
        if (each->accessibleName() == name && each->isVisible())
            return each;
    }
    return nullptr;
}

bool tst_ToolCalls::clickWhenItCan(const QString &name)
{
    const bool can = QTest::qWaitFor(
        [&] {
            const QPushButton *found = button(name);
            // Deny has the focus from the beginning, and works when the others do.
            const QPushButton *once = button(u"Run once"_s);
            return found && found->isEnabled() && (!once || once->isEnabled());
        },
        patience);
    if (can)
        button(name)->click();
    return can;
}

bool tst_ToolCalls::waitForAnswer() const
{
    return QTest::qWaitFor(
        [this] {
            const qsizetype last = chat().count() - 1;
            return last >= 0 && !session().isRunning() && chat().at(last).role == Role::Assistant
                && toolCallsOf(chat().at(last).content).isEmpty();
        },
        patience);
}

void tst_ToolCalls::aToolIsCalledAndAnswered()
{
    ask(u"Generate a magic number that is a multiple of 100"_s, {u"magic_number"_s});
    QVERIFY(clickWhenItCan(u"Run once"_s));
    QVERIFY(waitForAnswer());
    QCOMPARE(chat().count(), 4);
    const auto &result =
        std::get<app::conversation::ToolResultPart>(chat().at(2).content.constFirst());
    const QString number = result.content.mid(16).chopped(1); // {"magic_number":...}
    QVERIFY2(number.toLongLong() % 100 == 0 && number.toLongLong() > 0, qPrintable(result.content));
    QVERIFY2(lastText().remove(u',').contains(number), qPrintable(lastText()));
    QCOMPARE(chat().at(2).notes.size(), 1);
    QCOMPARE(QApplication::focusWidget(),
             m_page->composer().findChild<QPlainTextEdit *>(u"Message"_s));
    QTRY_VERIFY_WITH_TIMEOUT(panel()->isHidden(), patience);
}

void tst_ToolCalls::twoToolsAreCalledOneAfterTheOther()
{
    ask(u"Please get a special number and then give me a magic number that is a mutiple of the "
        "special number"_s,
        bothTools);
    QVERIFY(clickWhenItCan(u"Run once"_s));
    QTRY_VERIFY_WITH_TIMEOUT(chat().count() >= 4, patience);
    QVERIFY(clickWhenItCan(u"Run once"_s));
    QVERIFY(waitForAnswer());
    QCOMPARE(chat().count(), 6);
    QCOMPARE(toolCallsOf(chat().at(1).content).first().name, u"special_number"_s);
    QCOMPARE(toolCallsOf(chat().at(3).content).first().name, u"magic_number"_s);
}

void tst_ToolCalls::aDeniedCallIsAnsweredAllTheSame()
{
    ask(u"Generate a magic number that is a multiple of 100"_s, {u"magic_number"_s});
    QVERIFY(clickWhenItCan(u"Deny"_s));
    QVERIFY(QTest::qWaitFor([this] { return chat().count() >= 4 && !session().isRunning(); },
                            patience));
    const auto &result =
        std::get<app::conversation::ToolResultPart>(chat().at(2).content.constFirst());
    QVERIFY(result.isError);
}

void tst_ToolCalls::whatIsAllowedAlwaysAsksNoMore()
{
    ask(u"Generate a magic number that is a multiple of 100"_s, {u"magic_number"_s});
    QVERIFY(clickWhenItCan(u"Always for this tool"_s));
    QVERIFY(waitForAnswer());
    QCOMPARE(m_tools->rules().size(), 1);
    ask(u"Generate a magic number that is a multiple of 7"_s, {u"magic_number"_s});
    QTRY_COMPARE_WITH_TIMEOUT(chat().count(), 8, patience);
    QVERIFY(waitForAnswer());
    // Another script is another tool.
    app::tools::StoredTool tool = m_tools->stored().first();
    tool.script += u"// changed"_s;
    QVERIFY(m_tools->save(tool));
    ask(u"Generate a magic number that is a multiple of 3"_s, {u"magic_number"_s});
    QVERIFY(clickWhenItCan(u"Deny"_s));
}

void tst_ToolCalls::stoppingLeavesAChatThatGoesOn()
{
    ask(u"Generate a magic number that is a multiple of 100"_s, {u"magic_number"_s});
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Run once"_s), patience);
    QVERIFY(session().isRunning());
    m_page->stop();
    QVERIFY(!session().isRunning());
    QCOMPARE(chat().count(), 2);
    ask(u"What can you do?"_s, {});
    QVERIFY(waitForAnswer());
    QCOMPARE(chat().count(), 4);
    QVERIFY(!lastText().isEmpty());
}

void tst_ToolCalls::aCallThatWaitedAtAKillIsTakenUpAgain()
{
    ask(u"Generate a magic number that is a multiple of 100"_s, {u"magic_number"_s});
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Run once"_s), patience);
    const auto chatId = m_page->chat();
    closePage(); // nothing decided, nothing stopped
    openPage();
    m_page->showChat(chatId);
    QTRY_VERIFY_WITH_TIMEOUT(chat().isWhole(), patience);
    QCOMPARE(chat().count(), 2);
    QVERIFY(clickWhenItCan(u"Answer them"_s));
    QVERIFY(clickWhenItCan(u"Run once"_s));
    QVERIFY(waitForAnswer());
    QCOMPARE(chat().count(), 4);
}

void tst_ToolCalls::theCardScrollsWithTheText()
{
    ask(u"Generate a magic number that is a multiple of 100"_s, {u"magic_number"_s});
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Run once"_s), patience);
    transcript::TranscriptView &view = m_page->transcript();
    QTRY_COMPARE_WITH_TIMEOUT(panel()->geometry(), view.endArea(), patience);
    view.scrollToEnd();
    // Nothing of it lies below the composer.
    const QPoint end = panel()->mapTo(m_page.get(), QPoint(0, panel()->height()));
    QVERIFY2(end.y() <= m_page->composer().y(), qPrintable(QString::number(end.y())));
    const int before = panel()->y();
    QTest::keyClick(&view, Qt::Key_Home);
    QTRY_COMPARE_WITH_TIMEOUT(panel()->geometry(), view.endArea(), patience);
    QVERIFY(panel()->y() >= before);
}

QTEST_MAIN(tst_ToolCalls)
#include "tst_toolcalls.moc"
