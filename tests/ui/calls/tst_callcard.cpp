// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/calls/callcard.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using app::session::ToolCall;
using ui::calls::CallCard;

namespace {

ToolCall call(ToolCall::State state)
{
    const app::tools::Tool tool{
        .definition = {.name = u"delete"_s,
                       .description = u"Deletes\u202E a file"_s,
                       .parametersSchema =
                           R"({"type":"object","properties":{"path":{"type":"string"}}})"_ba},
        .kind = app::tools::ToolKind::Command,
        .source = u"/usr/bin/files --root /tmp"_s};
    return {.part = {.id = u"c"_s, .name = u"delete"_s, .arguments = uR"({"path":"/tmp/a"})"_s},
            .tool = tool,
            .state = state,
            .arguments = R"({"path":"/tmp/a"})"};
}

} // namespace

class tst_CallCard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsDecidedBeforeTheButtonsAreArmed();
    void theUserDecides_data();
    void theUserDecides();
    void aDenialTakesWordsAlong();
    void argumentsCanBeChanged();
    void theFocusRestsOnDeny();
    void tabGoesThroughTheCardFromTopToBottom();
    void whatRunsIsSaid();
    void whatHasChangedIsShown();
    void theUserCanBeTheTool();
    void aRunningCallCanBeCancelled();
    void everythingHasRoomAtAnyWidth_data();
    void everythingHasRoomAtAnyWidth();

private:
    QPushButton *button(const QString &name) const;
    //! Waits until what is clicked decides.
    void waitForArms() { QTRY_VERIFY_WITH_TIMEOUT(button(u"Run once"_s)->isEnabled(), 30'000); }
    QString allText() const;

    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<CallCard> m_card;
};

void tst_CallCard::init()
{
    m_card = std::make_unique<CallCard>(m_theme);
}

QPushButton *tst_CallCard::button(const QString &name) const
{
    const auto buttons = m_card->findChildren<QPushButton *>();
    for (QPushButton *each : buttons) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

QString tst_CallCard::allText() const
{
    QStringList texts;
    for (const QLabel *label : m_card->findChildren<QLabel *>()) {
        if (!label->isHidden())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

void tst_CallCard::nothingIsDecidedBeforeTheButtonsAreArmed()
{
    m_card->setCall(call(ToolCall::State::Asking));
    const QSignalSpy ran(m_card.get(), &CallCard::runRequested);
    const QSignalSpy denied(m_card.get(), &CallCard::denied);
    // No event is handled in between, so no time counts.
    button(u"Run once"_s)->click();
    button(u"Deny"_s)->click();
    QCOMPARE(ran.size(), 0);
    QCOMPARE(denied.size(), 0);
    waitForArms();
    m_card->arm(); // it moved
    button(u"Run once"_s)->click();
    QCOMPARE(ran.size(), 0);
}

void tst_CallCard::theUserDecides_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<CallCard::Decision>("decision");
    QTest::newRow("once") << u"Run once"_s << CallCard::Decision::Once;
    QTest::newRow("this tool") << u"Always for this tool"_s << CallCard::Decision::AlwaysForTool;
    QTest::newRow("these arguments")
        << u"Always with these arguments"_s << CallCard::Decision::AlwaysWithArguments;
}

void tst_CallCard::theUserDecides()
{
    QFETCH(QString, name);
    QFETCH(CallCard::Decision, decision);
    m_card->setCall(call(ToolCall::State::Asking));
    QSignalSpy ran(m_card.get(), &CallCard::runRequested);
    waitForArms();
    button(name)->click();
    QCOMPARE(ran.size(), 1);
    QCOMPARE(ran.first().at(0).value<CallCard::Decision>(), decision);
    QCOMPARE(ran.first().at(1).toByteArray(), R"({"path":"/tmp/a"})"_ba);
}

void tst_CallCard::aDenialTakesWordsAlong()
{
    m_card->setCall(call(ToolCall::State::Asking));
    QSignalSpy denied(m_card.get(), &CallCard::denied);
    waitForArms();
    for (QLineEdit *edit : m_card->findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == u"Words to the model"_s)
            edit->setText(u" another one "_s);
    }
    button(u"Deny"_s)->click();
    QCOMPARE(denied.size(), 1);
    QCOMPARE(denied.first().first().toString(), u"another one"_s);
}

void tst_CallCard::argumentsCanBeChanged()
{
    m_card->setCall(call(ToolCall::State::Asking));
    QSignalSpy ran(m_card.get(), &CallCard::runRequested);
    for (QLineEdit *edit : m_card->findChildren<QLineEdit *>()) {
        if (edit->accessibleName() == u"path"_s)
            edit->setText(u"/tmp/b"_s);
    }
    waitForArms();
    button(u"Run once"_s)->click();
    QCOMPARE(ran.first().at(1).toByteArray(), R"({"path":"/tmp/b"})"_ba);
}

void tst_CallCard::theFocusRestsOnDeny()
{
    m_card->setCall(call(ToolCall::State::Asking));
    m_card->show();
    m_card->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_card.get()));
    m_card->focusFirst();
    QCOMPARE(m_card->focusWidget(), static_cast<QWidget *>(button(u"Deny"_s)));
}

void tst_CallCard::tabGoesThroughTheCardFromTopToBottom()
{
    QWidget window;
    auto *before = new QPushButton(&window);
    auto *after = new QPushButton(&window);
    m_card->setParent(&window);
    m_card->orderTabs(before);
    m_card->setCall(call(ToolCall::State::Asking));
    window.show();
    QStringList names;
    for (QWidget *next = before->nextInFocusChain(); next != before;
         next = next->nextInFocusChain()) {
        if (next->isVisibleTo(&window) && (next->focusPolicy() & Qt::TabFocus) && next != after)
            names.append(next->accessibleName());
    }
    QCOMPARE(names,
             QStringList({QString(), u"path"_s, u"Run once"_s, u"Always for this tool"_s,
                          u"Always with these arguments"_s, u"Words to the model"_s, u"Deny"_s}));
    m_card->setParent(nullptr);
}

void tst_CallCard::whatRunsIsSaid()
{
    m_card->setCall(call(ToolCall::State::Asking));
    QVERIFY2(allText().contains(u"/usr/bin/files --root /tmp"_s), qPrintable(allText()));
    QVERIFY2(allText().contains(u"Deletes\\u{202E} a file"_s), qPrintable(allText()));
    QCOMPARE(m_card->accessibleName(), u"Call of delete"_s);
}

void tst_CallCard::whatHasChangedIsShown()
{
    ToolCall asked = call(ToolCall::State::Asking);
    app::tools::Tool before = asked.tool;
    before.source = u"/usr/bin/files"_s;
    asked.wasAllowedAs = identityOf(before);
    m_card->setCall(asked);
    QString changes;
    for (const QPlainTextEdit *edit : m_card->findChildren<QPlainTextEdit *>()) {
        if (edit->accessibleName() == u"What has changed"_s && !edit->isHidden())
            changes = edit->toPlainText();
    }
    QVERIFY2(changes.contains(u"-     \"/usr/bin/files\""_s), qPrintable(changes));
    QVERIFY2(changes.contains(u"+     \"/usr/bin/files --root /tmp\""_s), qPrintable(changes));
}

void tst_CallCard::theUserCanBeTheTool()
{
    m_card->setCall(call(ToolCall::State::ByHand));
    QVERIFY(m_card->isWaiting());
    QVERIFY(button(u"Run once"_s)->isHidden());
    QSignalSpy given(m_card.get(), &CallCard::resultGiven);
    QPushButton *send = button(u"Send result"_s);
    QVERIFY(!send->isEnabled());
    for (QPlainTextEdit *edit : m_card->findChildren<QPlainTextEdit *>()) {
        if (edit->accessibleName() == u"Result"_s)
            edit->setPlainText(u"42"_s);
    }
    QVERIFY(send->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT((send->click(), given.size() > 0), 30'000);
    QCOMPARE(given.first().first().toString(), u"42"_s);
}

void tst_CallCard::aRunningCallCanBeCancelled()
{
    m_card->setCall(call(ToolCall::State::Running));
    QVERIFY(!m_card->isWaiting());
    const QSignalSpy cancelled(m_card.get(), &CallCard::cancelRequested);
    button(u"Cancel this call"_s)->click();
    QCOMPARE(cancelled.size(), 1);
}

void tst_CallCard::everythingHasRoomAtAnyWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("isOneRow");
    QTest::newRow("a lane") << 250 << false;
    QTest::newRow("a wide lane") << 400 << false;
    QTest::newRow("a chat") << 720 << true;
}

void tst_CallCard::everythingHasRoomAtAnyWidth()
{
    QFETCH(const int, width);
    QFETCH(const bool, isOneRow);
    m_card->setCall(call(ToolCall::State::Asking));
    m_card->show();
    // Twice: what stands below each other only where it is narrow does so from then on.
    for (int pass = 0; pass < 2; ++pass) {
        m_card->resize(width, m_card->layout()->totalHeightForWidth(width));
        QCoreApplication::processEvents();
    }

    QList<QRect> places;
    for (const QWidget *part : m_card->findChildren<QWidget *>()) {
        const bool isPart = qobject_cast<const QPushButton *>(part)
            || qobject_cast<const QLineEdit *>(part) || qobject_cast<const QLabel *>(part);
        if (!isPart || !part->isVisible())
            continue;
        const QRect place(part->mapTo(m_card.get(), QPoint()), part->size());
        const QByteArray name = part->accessibleName().toUtf8();
        QVERIFY2(m_card->rect().contains(place), name.constData());
        QVERIFY2(part->width() >= part->minimumSizeHint().width(), name.constData());
        for (const QRect &other : std::as_const(places))
            QVERIFY2(!other.intersects(place), name.constData());
        places.append(place);
    }
    QVERIFY(places.size() > 8);
    QCOMPARE(button(u"Run once"_s)->y() == button(u"Always with these arguments"_s)->y(), isOneRow);
}

QTEST_MAIN(tst_CallCard)
#include "tst_callcard.moc"
