// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/tools/toolbox.h"
#include "tests/support/faultserver.h"
#include "tests/ui/pageservices.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparetools.h"
#include "ui/compare/figuresdialog.h"
#include "ui/compare/figuresmodel.h"
#include "ui/composer/composer.h"
#include "ui/composer/modelpicker.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace Qt::StringLiterals;
using app::conversation::ConversationId;
using app::session::Comparison;
using app::store::ChatSetup;
using compare::ComparePage;
using compare::CompareTools;
using compare::LaneView;

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

Reply unfinished(const QByteArray &text)
{
    return Reply::head(200, {{"Content-Type", "text/event-stream"}})
        .send("data: " + textDelta(text) + "\n\n");
}

const auto callingAnswer =
    R"({"choices":[{"index":0,"message":{"role":"assistant","tool_calls":[{"id":"c1",)"
    R"("type":"function","function":{"name":"double","arguments":"{}"}}]},)"
    R"("finish_reason":"tool_calls"}]})"_ba;

app::tools::Tool answering(const QString &name, const QString &result)
{
    using app::tools::Tool;
    return {.definition = {.name = name,
                           .description = u"Twice a number"_s,
                           .parametersSchema =
                               R"({"type":"object","properties":{"number":{"type":"number"}}})"_ba},
            .run =
                [result](const QByteArray &, QObject *context, const Tool::Done &done) {
                    QMetaObject::invokeMethod(
                        context, [done, result] { done({.content = result}); },
                        Qt::QueuedConnection);
                },
            .kind = app::tools::ToolKind::Server,
            .server = u"numbers"_s};
}

} // namespace

class tst_ComparePage : public QObject, private polylogue::tests::PageServices
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aNewComparisonHasTwoLanesAndAsksForTheSecondModel();
    void oneMessageGoesToAllLanes();
    void lanesAndWhatTheyOfferHaveNames();
    void theKeyboardReachesEachLaneAndPromotes();
    void whatAnAnswerTookStandsBelowIt();
    void differencesStandInTheHeader();
    void lanesAreMovedMaximisedShownAloneAndRemoved();
    void aLateLaneOffersTheLastQuestion();
    void stoppingOneLaneLeavesTheOthers();
    void whatWaitsGoesToAllLanesAfterTheAnswers();
    void continuingFromTheChosenAnswerNeedsAChoice();
    void aDraftStaysWithItsComparison();
    void sixLanesScrollWhereThereIsNoRoom();
    void lanesScrollTogetherTurnByTurn();
    void presetsBringTheirLanes();
    void lanesAreGivenAsAPreset();
    void toolsAreChosenForAllLanes();
    void aCallAsksInItsLane();
    void theFiguresOfAllTurnsAreShown();
    void figuresDoNotNameHiddenModels();
    void aNoteGoesToAllLanes();
    void whatIsTooLongForALaneIsAskedAbout();
    void whatIsKnownIsShownWhenAComparisonIsOpenedAgain();

private:
    void openPage();
    //! A comparison with these models, shown; answered once where there is \a question.
    ConversationId compare(const QStringList &models, const QString &question = {});
    LaneView &lane(qsizetype position) const { return *m_page->lanes().at(position); }
    QString texts(qsizetype position) const;
    template <typename Widget> Widget *named(const QWidget &parent, const QString &name) const
    {
        for (Widget *widget : parent.findChildren<Widget *>()) {
            if (widget->accessibleName() == name && widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    QAction *entry(qsizetype position, const QString &text) const;
    QPlainTextEdit *edit() const
    {
        return m_page->composer().findChild<QPlainTextEdit *>(u"Message"_s);
    }
    void send(const QString &text);

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<QWidget> m_window;
    CompareTools *m_tools = nullptr;
    ComparePage *m_page = nullptr;
};

void tst_ComparePage::init()
{
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models",
                 Reply::json(R"({"data":[{"id":"m"},{"id":"n"},{"id":"o"},{"id":"p"},)"
                             R"({"id":"short","context_length":300}]})"));
    m_server->on(chatPath, Reply::chat({"An ", "answer"}));
    beginServices(m_server->url(), u"key"_s);
    openLibrary();
    QTRY_COMPARE(m_active->models().size(), 5);
    openPage();
}

void tst_ComparePage::cleanup()
{
    m_window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    endServices();
    m_server.reset();
}

void tst_ComparePage::openPage()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(1200, 760);
    m_tools = new CompareTools(m_theme, m_window.get());
    m_tools->setGeometry(0, 0, 1200, 40);
    m_page = new ComparePage(m_theme,
                             {.pane = {.library = *m_library,
                                       .active = *m_active,
                                       .loader = *m_loader,
                                       .blobs = *m_blobs},
                              .learned = *m_learned},
                             *m_tools, m_window.get());
    m_page->setGeometry(0, 40, 1200, 720);
    m_page->setSettings({.currentModel = u"m"_s});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

ConversationId tst_ComparePage::compare(const QStringList &models, const QString &question)
{
    const ConversationId chat = m_library->create({});
    for (const QString &model : models)
        m_library->createLane(chat, {.model = model});
    m_page->showChat(chat);
    if (!question.isEmpty())
        send(question);
    return chat;
}

//! Writes, sends, and waits for all answers.
void tst_ComparePage::send(const QString &text)
{
    QSignalSpy finished(m_page->comparison(), &Comparison::roundFinished);
    edit()->setFocus();
    QTest::keyClicks(edit(), text);
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_COMPARE(finished.count(), 1);
}

QString tst_ComparePage::texts(qsizetype position) const
{
    QStringList shown;
    for (const auto &turn : m_page->comparison()->turns(lane(position).lane())) {
        shown.append(textOf(turn.question.content));
        if (turn.answer)
            shown.append(textOf(turn.answer->content));
    }
    return shown.join(u'|');
}

//! An entry of a lane's menu, as it is when the menu opens.
QAction *tst_ComparePage::entry(qsizetype position, const QString &text) const
{
    const QString name = u"Menu of Lane "_s + QChar(char16_t(u'A' + position));
    auto *button = named<QToolButton>(lane(position), name);
    if (!button)
        return nullptr;
    Q_EMIT button->menu()->aboutToShow();
    for (QAction *action : button->menu()->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

void tst_ComparePage::aNewComparisonHasTwoLanesAndAsksForTheSecondModel()
{
    m_page->showChat(m_library->create({.model = u"m"_s}));

    QCOMPARE(m_page->lanes().size(), 2);
    QCOMPARE(m_page->comparison()->setup(lane(0).lane()).model, u"m"_s);
    QCOMPARE(m_page->comparison()->setup(lane(1).lane()).model, u"n"_s);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QVERIFY(lane(1).isAncestorOf(QApplication::activePopupWidget()->parentWidget()));
    QApplication::activePopupWidget()->close();
}

void tst_ComparePage::oneMessageGoesToAllLanes()
{
    compare({u"m"_s, u"n"_s, u"o"_s});
    QTest::keyClicks(edit(), u"Which?"_s);
    QVERIFY(named<QPushButton>(*m_page, u"Send to 3"_s));
    const QString status = m_page->composer().findChild<QLabel *>(u"ComposerStatus"_s)->text();
    QVERIFY2(status.startsWith(u"3 requests · ≈"_s), qPrintable(status));
    edit()->clear();

    send(u"Which?"_s);

    for (qsizetype at = 0; at < 3; ++at)
        QCOMPARE(texts(at), u"Which?|An answer"_s);
    QCOMPARE(m_page->composer().text(), QString());
    QCOMPARE(m_server->posts(), 3);
}

void tst_ComparePage::lanesAndWhatTheyOfferHaveNames()
{
    compare({u"m"_s, u"n"_s}, u"Q"_s);

    QCOMPARE(m_page->accessibleName(), u"Compare"_s);
    QCOMPARE(lane(0).accessibleName(), u"Lane A"_s);
    QCOMPARE(lane(1).accessibleName(), u"Lane B"_s);
    QCOMPARE(lane(1).accessibleDescription(), u"n"_s);
    QCOMPARE(QAccessible::queryAccessibleInterface(&lane(1))->role(), QAccessible::Grouping);
    QVERIFY(named<QPushButton>(lane(1), u"Promote"_s));
    QVERIFY(named<QToolButton>(*m_tools, u"Add lane"_s));
    QVERIFY(named<QToolButton>(*m_tools, u"History"_s));
    QVERIFY(named<composer::ModelPicker>(lane(0), u"Model"_s));
    QList<const QWidget *> order; // as a screen reader has them
    for (const QObject *child : lane(0).parentWidget()->children()) {
        if (qobject_cast<const LaneView *>(child))
            order.append(static_cast<const QWidget *>(child));
    }
    QCOMPARE(order, (QList<const QWidget *>{&lane(0), &lane(1)}));
    // Whatever takes the focus says what it is.
    for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        QAccessibleInterface *face =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                 widget->metaObject()->className());
    }
}

void tst_ComparePage::theKeyboardReachesEachLaneAndPromotes()
{
    compare({u"m"_s, u"n"_s}, u"Q"_s);
    QVERIFY(!m_page->focusedLane());
    m_page->promote(); // the keyboard is in the composer
    QCOMPARE(m_page->comparison()->mainSession().conversation().count(), 0);

    m_page->focusLane(1);
    QCOMPARE(m_page->focusedLane(), &lane(1));
    QVERIFY(named<QPushButton>(lane(1), u"Promote"_s)->isEnabled());
    m_page->promote();

    QCOMPARE(m_page->comparison()->mainSession().conversation().count(), 2);
    QVERIFY(named<QPushButton>(lane(1), u"Promoted"_s));
    QVERIFY(named<QPushButton>(lane(0), u"Promote"_s));
    // Tab leads from a lane to what it offers and on.
    QSet<const QWidget *> reached;
    for (int steps = 0; steps < 40; ++steps) {
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        reached.insert(m_window->focusWidget());
    }
    QVERIFY(reached.contains(named<QPushButton>(lane(0), u"Promote"_s)));
    QVERIFY(reached.contains(named<QToolButton>(lane(0), u"Menu of Lane A"_s)));
    QVERIFY(reached.contains(edit()));
}

void tst_ComparePage::whatAnAnswerTookStandsBelowIt()
{
    app::settings::Settings settings{.currentModel = u"m"_s};
    settings.currency = u"EUR"_s;
    settings.prices = {{.model = u"m"_s, .inputPerMillion = 1e6, .outputPerMillion = 1e6}};
    m_page->setSettings(settings);
    compare({u"m"_s, u"n"_s}, u"Q"_s);

    const QString priced = lane(0).findChild<QLabel *>(u"LaneFacts"_s)->accessibleName();
    const QString unpriced = lane(1).findChild<QLabel *>(u"LaneFacts"_s)->accessibleName();
    QVERIFY2(priced.contains(u" s"_s) || priced.contains(u" ms"_s), qPrintable(priced));
    QVERIFY2(priced.contains(u"tokens"_s), qPrintable(priced));
    QVERIFY2(priced.contains(u"EUR"_s), qPrintable(priced));
    QVERIFY2(!unpriced.contains(u"EUR"_s), qPrintable(unpriced));
}

void tst_ComparePage::differencesStandInTheHeader()
{
    compare({u"m"_s, u"n"_s});
    auto *label = lane(1).findChild<QLabel *>(u"LaneDifferences"_s);
    QVERIFY(!label->isVisible());

    ChatSetup setup = m_page->comparison()->setup(lane(1).lane());
    setup.parameters.temperature = 0.2;
    m_page->comparison()->setSetup(lane(1).lane(), setup);
    QVERIFY(label->isVisible());
    QCOMPARE(label->text(), u"temperature 0.2"_s);

    // What Lane A asks with is what the others are measured by.
    setup = m_page->comparison()->setup(lane(0).lane());
    setup.parameters.temperature = 0.2;
    m_page->comparison()->setSetup(lane(0).lane(), setup);
    QVERIFY(!label->isVisible());
}

void tst_ComparePage::lanesAreMovedMaximisedShownAloneAndRemoved()
{
    compare({u"m"_s, u"n"_s, u"o"_s}, u"Q"_s);
    const ConversationId last = lane(2).lane();
    entry(2, u"Move left"_s)->trigger();
    QCOMPARE(lane(1).lane(), last);
    QCOMPARE(lane(1).accessibleName(), u"Lane B"_s);
    QVERIFY(!entry(0, u"Move left"_s)->isEnabled());

    LaneView &kept = lane(1);
    entry(1, u"Maximise"_s)->trigger();
    QVERIFY(!lane(0).isVisible());
    QVERIFY(kept.isVisible());
    entry(1, u"Show all lanes"_s)->trigger();
    QVERIFY(lane(0).isVisible());

    entry(1, u"Show in a window of its own"_s)->trigger();
    QVERIFY(kept.window() != m_window.get());
    QTRY_VERIFY(kept.isVisible());
    kept.window()->close();
    QCOMPARE(kept.window(), m_window.get());
    QCOMPARE(&lane(1), &kept);
    QVERIFY(kept.isVisible());

    entry(1, u"Remove this lane"_s)->trigger();
    QCOMPARE(m_page->lanes().size(), 2);
    QVERIFY(!entry(1, u"Remove this lane"_s)->isEnabled()); // two are needed
    QCOMPARE(m_library->trash().size(), 1);
}

void tst_ComparePage::aLateLaneOffersTheLastQuestion()
{
    compare({u"m"_s, u"n"_s}, u"Q1"_s);
    QSignalSpy changed(m_page, &ComparePage::lanesChanged);
    m_page->addLane();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_page->lanes().size(), 3);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QApplication::activePopupWidget()->close();
    QCOMPARE(m_server->posts(), 2); // nothing is asked unasked

    QPushButton *ask = nullptr;
    const auto offered = [&] {
        for (QPushButton *button : lane(2).findChildren<QPushButton *>()) {
            if (button->text() == u"Ask the last question"_s && button->isVisible())
                ask = button;
        }
        return ask;
    };
    QTRY_VERIFY(offered());
    ask->click();
    QTRY_COMPARE(texts(2), u"Q1|An answer"_s);
    QVERIFY(!ask->isVisible());
    QTRY_VERIFY(!m_page->comparison()->isRunning());
}

void tst_ComparePage::stoppingOneLaneLeavesTheOthers()
{
    m_server->on(chatPath, unfinished("half"));
    compare({u"m"_s, u"n"_s});
    edit()->setFocus();
    QTest::keyClicks(edit(), u"Q"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_COMPARE(texts(0), u"Q|half"_s);
    QTRY_COMPARE(texts(1), u"Q|half"_s);

    named<QPushButton>(lane(0), u"Stop"_s)->click();
    QVERIFY(!m_page->comparison()->session(lane(0).lane())->isRunning());
    QVERIFY(m_page->comparison()->session(lane(1).lane())->isRunning());
    QTest::keyClick(edit(), Qt::Key_Escape);
    QVERIFY(!m_page->comparison()->isRunning());
    QVERIFY(lane(1).findChild<QLabel *>(u"LaneFacts"_s)->accessibleName().startsWith(u"stopped"_s));
}

void tst_ComparePage::whatWaitsGoesToAllLanesAfterTheAnswers()
{
    m_server->on(
        chatPath,
        {Reply::chat({"one", "two"}, std::chrono::milliseconds(150)), Reply::chat({"An answer"})});
    compare({u"m"_s, u"n"_s});
    edit()->setFocus();
    QTest::keyClicks(edit(), u"Q1"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QTRY_VERIFY(m_page->composer().text().isEmpty());
    QTest::keyClicks(edit(), u"Q2"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(m_page->composer().queue().size(), 1);

    QTRY_VERIFY(texts(0).endsWith(u"|Q2|An answer"_s));
    QTRY_VERIFY(texts(1).endsWith(u"|Q2|An answer"_s));
    QVERIFY(m_page->composer().queue().isEmpty());
    QTRY_VERIFY(!m_page->comparison()->isRunning());
}

void tst_ComparePage::continuingFromTheChosenAnswerNeedsAChoice()
{
    compare({u"m"_s, u"n"_s}, u"Q1"_s);
    m_page->comparison()->setHistoryRule(app::store::HistoryRule::Chosen);
    QTest::keyClicks(edit(), u"Q2"_s);
    QTRY_VERIFY(!named<QPushButton>(*m_page, u"Send to 2"_s)->isEnabled());
    named<QPushButton>(lane(1), u"Promote"_s)->click();
    QTRY_VERIFY(named<QPushButton>(*m_page, u"Send to 2"_s)->isEnabled());
    QCOMPARE(named<QToolButton>(*m_tools, u"History"_s)->text(),
             u"Continue from the chosen answer"_s);
}

void tst_ComparePage::aDraftStaysWithItsComparison()
{
    const ConversationId first = compare({u"m"_s, u"n"_s}, u"Q1"_s);
    QTest::keyClicks(edit(), u"half a thought"_s);
    compare({u"m"_s, u"n"_s});
    QCOMPARE(m_page->composer().text(), QString());
    m_page->showChat(first);
    QTRY_COMPARE(m_page->composer().text(), u"half a thought"_s);
    m_page->leave();
    QVERIFY(m_page->chat().isNull());
}

void tst_ComparePage::sixLanesScrollWhereThereIsNoRoom()
{
    compare({u"m"_s, u"n"_s, u"o"_s, u"p"_s, u"m"_s, u"n"_s});
    QVERIFY(!named<QToolButton>(*m_tools, u"Add lane"_s)->isEnabled());
    QTRY_VERIFY(lane(5).width() >= LaneView::NarrowestLane);
    const auto isSeen = [this](qsizetype at) {
        const QRect shown(lane(at).mapTo(m_page, QPoint()), lane(at).size());
        return m_page->rect().intersects(shown.adjusted(10, 10, -10, -10));
    };
    QTRY_VERIFY(!isSeen(5));
    m_page->focusLane(5);
    QVERIFY(isSeen(5));
    QCOMPARE(m_page->focusedLane(), &lane(5));
}

void tst_ComparePage::lanesScrollTogetherTurnByTurn()
{
    const QByteArray longText = QByteArray("A line that is read.\n\n").repeated(60);
    const QByteArray shortText = QByteArray("A line that is read.\n\n").repeated(25);
    m_server->on(chatPath,
                 {Reply::chat({longText}), Reply::chat({shortText}), Reply::chat({shortText}),
                  Reply::chat({longText})});
    const ConversationId chat = compare({u"m"_s, u"n"_s}, u"Q1"_s);
    send(u"Q2"_s);
    m_library->setComparison(chat, {.isShown = true, .scrollsTogether = true});
    m_page->focusLane(0);
    auto &leader = lane(0).pane().transcript();
    auto &follower = lane(1).pane().transcript();
    const auto turns = [this](qsizetype at) {
        return m_page->comparison()->turns(lane(at).lane());
    };

    leader.setReadingPosition({.message = turns(0).at(0).answer->id, .offset = 0.5});
    QTRY_COMPARE(follower.readingPosition().message, turns(1).at(0).answer->id);
    QVERIFY(qAbs(follower.readingPosition().offset - leader.readingPosition().offset) < 0.1);

    // Without it each stays where it is.
    m_library->setComparison(chat, {.isShown = true});
    const int before = follower.verticalScrollBar()->value();
    leader.verticalScrollBar()->setValue(0);
    QTest::qWait(20);
    QCOMPARE(follower.verticalScrollBar()->value(), before);
}

void tst_ComparePage::presetsBringTheirLanes()
{
    compare({u"m"_s, u"n"_s});
    m_library->savePreset({.id = app::store::PresetId::create(), .name = u"One chat"_s});
    m_library->savePreset({.id = app::store::PresetId::create(),
                           .name = u"R & D"_s,
                           .lanes = {{.model = u"o"_s, .parameters = {.temperature = 0.5}},
                                     {.model = u"p"_s},
                                     {.model = u"m"_s}},
                           .history = app::store::HistoryRule::Shared});
    QMenu *presets = nullptr;
    for (QMenu *menu : m_page->findChildren<QMenu *>()) {
        if (menu->title() == u"Lanes from a preset"_s)
            presets = menu;
    }
    QVERIFY(presets);
    QCOMPARE(presets->actions().size(), 1);
    QCOMPARE(presets->actions().constFirst()->text(), u"R && D"_s);

    presets->actions().constFirst()->trigger();

    QTRY_COMPARE(m_page->lanes().size(), 3);
    QCOMPARE(m_page->comparison()->setup(lane(0).lane()).model, u"o"_s);
    QCOMPARE(m_page->comparison()->setup(lane(0).lane()).parameters.temperature, 0.5);
    QCOMPARE(m_page->comparison()->historyRule(), app::store::HistoryRule::Shared);
}

void tst_ComparePage::lanesAreGivenAsAPreset()
{
    compare({u"m"_s, {}});
    m_page->comparison()->setHistoryRule(app::store::HistoryRule::Chosen);

    const app::store::Preset preset = m_page->preset();

    QCOMPARE(preset.lanes.size(), 2);
    QCOMPARE(preset.lanes.at(1).model, u"m"_s); // the one in use, whatever is used later
    QCOMPARE(preset.history, app::store::HistoryRule::Chosen);
}

void tst_ComparePage::toolsAreChosenForAllLanes()
{
    compare({u"m"_s, u"n"_s});

    Q_EMIT m_page->composer().toolsChosen({u"magic_number"_s});

    for (qsizetype at = 0; at < 2; ++at)
        QCOMPARE(m_page->comparison()->setup(lane(at).lane()).tools,
                 QStringList{u"magic_number"_s});
}

void tst_ComparePage::aCallAsksInItsLane()
{
    m_window.reset();
    app::tools::ToolBox box(m_directory->path(), *m_client);
    box.setServerTools(u"numbers"_s, {answering(u"double"_s, u"42"_s)});
    openLibrary(&box);
    openPage();
    compare({u"m"_s, u"n"_s, u"o"_s, u"p"_s});
    m_page->comparison()->setTools({u"double"_s});
    QList<Reply> replies(4, Reply::json(callingAnswer));
    replies.append(Reply::chat({"It is ", "42"}));
    m_server->on(chatPath, replies);

    m_page->comparison()->send({.text = u"Double it"_s});
    for (qsizetype at = 0; at < 4; ++at)
        QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(lane(at), u"Run once"_s), 30'000);
    for (const QString &name :
         {u"Run once"_s, u"Always for this tool"_s, u"Deny"_s, u"Always with these arguments"_s}) {
        const auto *button = named<QPushButton>(lane(1), name);
        const QRect place(button->mapTo(&lane(1), QPoint()), button->size());
        QVERIFY2(lane(1).rect().contains(place), qPrintable(name));
        QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(name));
    }
    auto *run = named<QPushButton>(lane(1), u"Run once"_s);
    QTRY_VERIFY_WITH_TIMEOUT(run->isEnabled(), 30'000);
    run->click();

    QTRY_COMPARE_WITH_TIMEOUT(texts(1), u"Double it|It is 42"_s, 30'000);
    QVERIFY(!named<QPushButton>(lane(1), u"Deny"_s));
    QVERIFY(named<QPushButton>(lane(0), u"Deny"_s)); // the others wait still
    QVERIFY(m_page->comparison()->isRunning());
    m_page->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->comparison()->isRunning(), 30'000);
    m_window.reset();
    closeLibrary(); // before its tools
}

void tst_ComparePage::theFiguresOfAllTurnsAreShown()
{
    compare({u"m"_s, u"n"_s}, u"Q1"_s);
    m_page->showFigures();
    auto *table = m_page->findChild<QTableView *>();
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), 2);
    send(u"Q2"_s);
    QTRY_COMPARE(table->model()->rowCount(), 4);
    m_page->leave(); // what it shows goes
    QTRY_VERIFY(!m_page->findChild<QTableView *>());
}

void tst_ComparePage::figuresDoNotNameHiddenModels()
{
    compare({u"m"_s, u"n"_s}, u"Q1"_s);
    m_page->setNamesHidden(true);
    m_page->showFigures();
    auto *table = m_page->findChild<QTableView *>();
    auto *buttons = m_page->findChild<compare::FiguresDialog *>()->findChild<QDialogButtonBox *>();
    const auto copied = [buttons] {
        for (QAbstractButton *button : buttons->buttons()) {
            if (buttons->buttonRole(button) == QDialogButtonBox::ActionRole)
                button->click();
        }
        return QGuiApplication::clipboard()->text().section(u'\n', 0, 0).split(u'\t');
    };
    QVERIFY(table->isColumnHidden(compare::FiguresModel::Model));
    QVERIFY(!copied().contains(u"Model"_s));
    m_page->setNamesHidden(false);
    QVERIFY(!table->isColumnHidden(compare::FiguresModel::Model));
    QVERIFY(copied().contains(u"Model"_s));
}

void tst_ComparePage::aNoteGoesToAllLanes()
{
    compare({u"m"_s, u"n"_s}, u"Q1"_s);
    edit()->setPlainText(u"Mind the cat"_s);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::AltModifier);
    QTRY_COMPARE(edit()->toPlainText(), QString());
    QCOMPARE(texts(0), u"Q1|An answer|Mind the cat"_s);
    QCOMPARE(texts(1), texts(0));
}

void tst_ComparePage::whatIsTooLongForALaneIsAskedAbout()
{
    compare({u"m"_s, u"short"_s}, u"Q1"_s);
    const QString question = u"seven words are in this short question. "_s.repeated(60).trimmed();
    edit()->setPlainText(question);
    QTest::keyClick(edit(), Qt::Key_Return);
    auto *choice = named<QWidget>(m_page->composer(), u"Too long for this model"_s);
    QVERIFY(choice);
    const QString words = choice->findChild<QLabel *>()->text();
    QVERIFY2(words.contains(u"Lane B"_s) && words.contains(u"300"_s)
                 && !words.contains(u"Lane A"_s),
             qPrintable(words));
    QCOMPARE(texts(0), u"Q1|An answer"_s);
    choice->findChild<QPushButton *>(u"LeaveOutOldest"_s)->click();
    QTRY_COMPARE(texts(0), u"Q1|An answer|%1|An answer"_s.arg(question));
    QTRY_COMPARE(texts(1), texts(0));
    QVERIFY(!choice->isVisible());
}

void tst_ComparePage::whatIsKnownIsShownWhenAComparisonIsOpenedAgain()
{
    const ConversationId chat = compare({u"m"_s, u"n"_s}, u"Q1"_s);
    for (int other = 0; other < 8; ++other) // so that it has to be read from the disk again
        compare({u"m"_s, u"n"_s}, u"another"_s);
    m_page->showChat(chat);
    QTRY_COMPARE(texts(1), u"Q1|An answer"_s);
    QTRY_VERIFY(named<QPushButton>(lane(1), u"Promote"_s));
    QVERIFY(lane(1).findChild<QLabel *>(u"LaneFacts"_s)->accessibleName().contains(u"tokens"_s));
}

QTEST_MAIN(tst_ComparePage)
#include "tst_comparepage.moc"
