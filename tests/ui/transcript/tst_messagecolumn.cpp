// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "../markdown/sampledocument.h"
#include "messages.h"
#include "ui/math/mathengine.h"
#include "ui/theme/theme.h"
#include "ui/transcript/messagecolumn.h"
#include "ui/transcript/selection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;
using polylogue::test::answer;
using polylogue::test::ownMessage;

class tst_MessageColumn final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aLongConversationOpensWithFewLayouts();
    void heightsOfALongConversationComeBitByBit();
    void theEndIsAtTheLowerEdge();
    void leavesStandOneBelowTheOther();
    void scrollingThereAndBackChangesNothing();
    void roamingKeepsFewRowsBuilt();
    void resizingKeepsWhatIsAtTheTop();
    void aNewQuestionCanStandNearTheTop();
    void growthBelowMovesNothing();
    void streamedEqualsReloaded();
    void copiesTextAcrossMessages();
    void reasoningClosesWhenTheAnswerBegins();
    void answersSayWhatTheyCost();
    void removedRowsAreGone();
    void hostileMarkdownStaysText();
    void formulasThatComeMoveNothingAbove();
    void formulasCanBeTurnedOff();
    void aLongTextIsReadWithoutWaiting();
    void aPlaceInALongTextIsKeptWhenItIsRead();

private:
    void fill(int messages);

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
    std::unique_ptr<Conversation> m_conversation;
    std::unique_ptr<MessageColumn> m_column;
};

void tst_MessageColumn::init()
{
    m_conversation = std::make_unique<Conversation>();
    m_column = std::make_unique<MessageColumn>();
    m_column->setStyle(styleFor(m_theme, {}));
    m_column->setViewport({900, 600}, 0);
}

void tst_MessageColumn::fill(int messages)
{
    for (int index = 0; index < messages; index += 2) {
        m_conversation->append(ownMessage(u"Question %1"_s.arg(index)));
        m_conversation->append(
            answer(polylogue::test::sampleDocument(1'500, static_cast<quint32>(index + 1))));
    }
    m_column->setConversation(m_conversation.get());
}

void tst_MessageColumn::aLongConversationOpensWithFewLayouts()
{
    fill(2'000);
    m_column->moveToEnd();
    m_column->place();
    QVERIFY(m_column->builtRows() < 12);
    QVERIFY2(m_column->layoutsMade() < 120, qPrintable(QString::number(m_column->layoutsMade())));
}

void tst_MessageColumn::heightsOfALongConversationComeBitByBit()
{
    for (int row = 0; row < 5'000; ++row)
        m_conversation->append(ownMessage(u"Question %1"_s.arg(row)));
    m_column->setConversation(m_conversation.get());
    m_column->moveToEnd();
    const std::vector<MessageColumn::Placed> before = m_column->place();
    const qreal heightBefore = m_column->maximumValue();

    int rounds = 1;
    while (m_column->estimateSome())
        ++rounds;

    QVERIFY(rounds > 2);
    QVERIFY(m_column->maximumValue() != heightBefore);
    QCOMPARE(m_column->distanceToEnd(), 0.0);
    const std::vector<MessageColumn::Placed> &after = m_column->place();
    QCOMPARE(after.size(), before.size());
    QCOMPARE(after.front().area, before.front().area);
}

void tst_MessageColumn::theEndIsAtTheLowerEdge()
{
    fill(20);
    m_column->moveToEnd();
    const auto &placed = m_column->place();
    QCOMPARE(placed.back().area.bottom(), 600 - MessageColumn::BottomMargin);
    QCOMPARE(m_column->distanceToEnd(), 0.0);
    m_column->moveBy(5'000);
    m_column->place();
    QCOMPARE(m_column->distanceToEnd(), 0.0);
}

void tst_MessageColumn::leavesStandOneBelowTheOther()
{
    fill(40);
    for (const QSizeF size : {QSizeF(900, 600), QSizeF(400, 700), QSizeF(1'600, 1'000)}) {
        m_column->setViewport(size, 40);
        m_column->moveToEnd();
        for (int page = 0; page < 30; ++page) {
            const auto &placed = m_column->place();
            QVERIFY(!placed.empty());
            for (size_t index = 0; index < placed.size(); ++index) {
                const QRectF area = placed.at(index).area;
                QVERIFY(area.left() >= 0);
                QVERIFY(area.right() <= size.width());
                QCOMPARE(area.top(), std::round(area.top()));
                if (index > 0)
                    QVERIFY(area.top() >= placed.at(index - 1).area.bottom());
            }
            m_column->moveBy(-377);
        }
    }
}

void tst_MessageColumn::scrollingThereAndBackChangesNothing()
{
    fill(60);
    m_column->moveToEnd();
    m_column->moveBy(-4'000);
    const auto before = m_column->place();
    for (int step = 0; step < 40; ++step) {
        m_column->moveBy(-120);
        m_column->place();
    }
    for (int step = 0; step < 40; ++step) {
        m_column->moveBy(120);
        m_column->place();
    }
    const auto after = m_column->placed();
    QCOMPARE(after.size(), before.size());
    for (size_t index = 0; index < after.size(); ++index) {
        QCOMPARE(after.at(index).row, before.at(index).row);
        QCOMPARE(after.at(index).area, before.at(index).area);
    }
}

void tst_MessageColumn::roamingKeepsFewRowsBuilt()
{
    fill(1'000);
    for (int value = 0; value < 400'000; value += 9'000) {
        m_column->moveToValue(value);
        m_column->place();
        QVERIFY(m_column->builtRows() < 110);
    }
}

void tst_MessageColumn::resizingKeepsWhatIsAtTheTop()
{
    fill(60);
    m_column->moveToEnd();
    m_column->moveBy(-5'000);
    const auto before = m_column->place().front();
    m_column->setViewport({500, 600}, 0);
    const auto narrow = m_column->place().front();
    QCOMPARE(narrow.row, before.row);
    QVERIFY(narrow.key == before.key);
    m_column->setViewport({900, 600}, 0);
    const auto again = m_column->place().front();
    QCOMPARE(again.row, before.row);
    QVERIFY(again.key == before.key);
    QVERIFY(qAbs(again.area.top() - before.area.top()) <= 2);
}

void tst_MessageColumn::aNewQuestionCanStandNearTheTop()
{
    fill(20);
    m_column->moveToEnd();
    m_column->place();
    m_conversation->append(ownMessage(u"A new question"_s));
    m_column->insertRow(20);
    m_column->keepRoomFor(20);
    m_column->moveToRow(20, MessageColumn::QuestionTop);
    const auto &placed = m_column->place();
    const auto question =
        std::find_if(placed.begin(), placed.end(), [](const auto &each) { return each.row == 20; });
    QVERIFY(question != placed.end());
    QCOMPARE(question->area.top(), MessageColumn::QuestionTop);
    QCOMPARE(m_column->distanceToEnd(), 0.0);
    m_column->moveToEnd(); // nothing jumps
    m_column->place();
    QCOMPARE(m_column->placed().front().area, placed.front().area);
}

void tst_MessageColumn::growthBelowMovesNothing()
{
    fill(20);
    Message running = answer(u"Beginning."_s);
    running.state = MessageState::Streaming;
    const MessageId id = m_conversation->append(running);
    m_column->insertRow(20);
    m_column->moveToEnd();
    m_column->moveBy(-700);
    const auto before = m_column->place().front();
    for (const QString &piece : polylogue::test::piecesOf(polylogue::test::sampleDocument(4'000))) {
        MessageDelta delta;
        delta.text = piece;
        m_conversation->append(id, delta);
        m_column->markChanged(20);
        m_column->sync();
        const auto now = m_column->place().front();
        QCOMPARE(now.row, before.row);
        QCOMPARE(now.area.topLeft(), before.area.topLeft());
    }
}

void tst_MessageColumn::streamedEqualsReloaded()
{
    Message running = answer({});
    running.content.clear();
    running.state = MessageState::Pending;
    const MessageId id = m_conversation->append(running);
    m_column->setConversation(m_conversation.get());
    m_column->place();
    const QString text = polylogue::test::sampleDocument(12'000, 9);
    for (const QString &piece : polylogue::test::piecesOf(text)) {
        m_conversation->update(id,
                               [](Message &message) { message.state = MessageState::Streaming; });
        MessageDelta delta;
        delta.text = piece;
        m_conversation->append(id, delta);
        m_column->markChanged(0);
        m_column->sync();
        m_column->moveToEnd();
        m_column->place();
    }
    m_conversation->update(id, [](Message &message) { message.state = MessageState::Complete; });
    m_column->markChanged(0);
    m_column->sync();

    MessageColumn reloaded;
    reloaded.setStyle(m_column->style());
    reloaded.setViewport({900, 600}, 0);
    reloaded.setConversation(m_conversation.get());
    const auto &streamedLeaves = m_column->built(0).leaves();
    const auto &reloadedLeaves = reloaded.built(0).leaves();
    QCOMPARE(streamedLeaves.size(), reloadedLeaves.size());
    for (size_t leaf = 0; leaf < streamedLeaves.size(); ++leaf) {
        QVERIFY(streamedLeaves.at(leaf).content == reloadedLeaves.at(leaf).content);
        m_column->layoutOf(0, leaf);
        reloaded.layoutOf(0, leaf);
        QCOMPARE(streamedLeaves.at(leaf).height, reloadedLeaves.at(leaf).height);
    }
}

void tst_MessageColumn::copiesTextAcrossMessages()
{
    m_conversation->append(ownMessage(u"One\n\ntwo"_s));
    m_conversation->append(answer(
        u"Some **bold**.\n\n- a\n- b\n\n```sh\nls\n\npwd\n```\n\n| x | y |\n|---|---|\n| 1 | 2 |"_s));
    m_column->setConversation(m_conversation.get());
    const QString expected = u"One\n\ntwo\n\nSome bold.\n\n• a\n• b\n\nls\n\npwd\n\nx\ty\n1\t2"_s;
    QCOMPARE(selectedText(everything(*m_column), *m_column), expected);
    m_column->moveToEnd();
    m_column->place(); // laid out or not, the text is the same
    QCOMPARE(selectedText(everything(*m_column), *m_column), expected);

    Selection part;
    part.begin({1, {Section::Text, 0}, 5});
    part.extendTo({0, {Section::Text, 2}, 1});
    QCOMPARE(selectedText(part, *m_column), u"wo\n\nSome "_s);
}

void tst_MessageColumn::reasoningClosesWhenTheAnswerBegins()
{
    Message running = answer({});
    running.content = {ReasoningPart{u"Let me think."_s}};
    running.state = MessageState::Streaming;
    const MessageId id = m_conversation->append(running);
    m_column->setConversation(m_conversation.get());
    const auto reasoningLeaves = [this] {
        qsizetype count = 0;
        for (const Leaf &leaf : m_column->built(0).leaves())
            count += leaf.key.section == Section::Reasoning ? 1 : 0;
        return count;
    };
    QCOMPARE(reasoningLeaves(), 1);
    MessageDelta delta;
    delta.text = u"Well."_s;
    m_conversation->append(id, delta);
    m_column->markChanged(0);
    m_column->sync();
    QCOMPARE(reasoningLeaves(), 0);
    m_column->built(0).toggleReasoning();
    m_column->markChanged(0);
    m_column->sync();
    QCOMPARE(reasoningLeaves(), 1);
}

void tst_MessageColumn::answersSayWhatTheyCost()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_conversation->append(ownMessage(u"Q"_s));
    Message counted = answer(u"A"_s);
    counted.usage = Usage{.promptTokens = 1'000, .completionTokens = 200};
    m_conversation->append(counted);
    m_column->setConversation(m_conversation.get());
    m_column->place();
    const auto facts = [this] {
        QStringList all;
        for (const Leaf &leaf : m_column->built(1).leaves()) {
            if (const auto *footer = std::get_if<FooterContent>(&leaf.content))
                all += footer->facts;
        }
        return all;
    };
    const auto setPrice = [this](double price) {
        polylogue::app::settings::Settings settings;
        settings.prices = {
            {.model = u"practice-text"_s, .inputPerMillion = price, .outputPerMillion = 5 * price}};
        m_column->setPrices(settings);
        m_column->sync();
    };
    QVERIFY(!facts().join(u' ').contains(u"USD"_s));
    setPrice(1);
    QVERIFY(facts().contains(u"USD 0.0020"_s));
    setPrice(10);
    QVERIFY(facts().contains(u"USD 0.0200"_s));
    setPrice(0);
    QVERIFY(!facts().join(u' ').contains(u"USD"_s));
}

void tst_MessageColumn::removedRowsAreGone()
{
    fill(10);
    m_column->moveToEnd();
    m_column->place();
    m_conversation->remove(m_conversation->at(4).id, Removal::MessageAndBelow);
    m_column->removeRows(4, 9);
    QCOMPARE(m_column->count(), 4);
    m_column->moveToEnd();
    QCOMPARE(m_column->place().back().row, 3);
    m_conversation->remove(m_conversation->at(0).id, Removal::MessageAndBelow);
    m_column->removeRows(0, 3);
    QVERIFY(m_column->place().empty());
    QCOMPARE(m_column->maximumValue(), 0.0);
}

void tst_MessageColumn::hostileMarkdownStaysText()
{
    const QString hostile =
        u"<img src='file:///etc/passwd'> ![x](file:///etc/passwd) <script>alert(1)</script>"_s;
    m_conversation->append(ownMessage(hostile));
    m_conversation->append(answer(hostile));
    m_column->setConversation(m_conversation.get());
    const QString shown = selectedText(everything(*m_column), *m_column);
    QVERIFY(shown.startsWith(hostile));
    QVERIFY(shown.contains(u"<script>alert(1)</script>"_s));
    for (const QString &text : {u"~~a"_s.repeated(50'000), u"&amp;"_s.repeated(30'000),
                                u">"_s.repeated(150'000), u"x"_s.repeated(300'000)}) {
        m_conversation->append(answer(text));
        m_column->insertRow(m_column->count());
        m_column->moveToEnd();
        QVERIFY(!m_column->place().empty());
    }
}

void tst_MessageColumn::formulasThatComeMoveNothingAbove()
{
    QString text;
    for (int index = 0; index < 40; ++index)
        text += u"Word $a_{%1}$ and so on\n\n$$\\frac{\\frac{x}{%1}}{y}$$\n\n"_s.arg(index + 1000);
    m_conversation->append(answer(text));
    m_column->setConversation(m_conversation.get());
    m_column->moveToShare(0, 0.5);
    const std::vector<MessageColumn::Placed> before = m_column->place();
    bool hasTaken = false;
    QTRY_VERIFY((hasTaken = m_column->takeFormulas() || hasTaken)
                && m_column->style().math->pendingCount() == 0);
    m_column->takeFormulas();

    const std::vector<MessageColumn::Placed> &after = m_column->place();

    QCOMPARE(after.front().key, before.front().key);
    QCOMPARE(after.front().area.top(), before.front().area.top());
    QVERIFY(after.at(2).version != before.at(2).version);
    QVERIFY(!m_column->takeFormulas());
}

void tst_MessageColumn::formulasCanBeTurnedOff()
{
    m_conversation->append(answer(u"a\n\n$$x$$\n\nb"_s));
    m_column->setConversation(m_conversation.get());
    const auto kindOf = [this](size_t leaf) {
        return std::get<TextContent>(m_column->built(0).leaves().at(leaf).content).block.kind;
    };
    QCOMPARE(kindOf(2), markdown::BlockKind::Math);
    polylogue::app::settings::Settings settings;
    settings.showsFormulas = false;
    m_column->setStyle(styleFor(m_theme, settings));
    QCOMPARE(kindOf(2), markdown::BlockKind::Paragraph);
    m_column->setStyle(styleFor(m_theme, {}));
    QCOMPARE(kindOf(2), markdown::BlockKind::Math);
}

void tst_MessageColumn::aLongTextIsReadWithoutWaiting()
{
    const QString text = polylogue::test::sampleDocument(200'000) + u"\n\nThe end\n"_s;
    m_conversation->append(answer(text));
    m_column->setConversation(m_conversation.get());
    m_column->moveToEnd();
    m_column->place();
    QVERIFY(m_column->isReading());
    QVERIFY(m_column->item(0).isUnread());
    QVERIFY(m_column->item(0).height() > 10'000); // about as high as it is going to be
    QVERIFY(m_column->selectable(0).leaves().back().text == u"The end"_s); // all the same

    QTRY_VERIFY(m_column->takeRead());
    m_column->sync();
    QVERIFY(!m_column->isReading());
    m_column->moveToEnd();
    bool isEndShown = false;
    for (const MessageColumn::Placed &placed : m_column->place()) {
        const LeafContent &content = m_column->item(0).leaves().at(placed.leaf).content;
        isEndShown = isEndShown || selectableText(content) == u"The end"_s;
    }
    QVERIFY(isEndShown);
}

void tst_MessageColumn::aPlaceInALongTextIsKeptWhenItIsRead()
{
    m_conversation->append(answer(polylogue::test::sampleDocument(200'000)));
    m_column->setConversation(m_conversation.get());
    m_column->moveToShare(0, 0.5);
    m_column->place();
    const int made = m_column->layoutsMade();
    QTRY_VERIFY(m_column->takeRead());
    m_column->sync();
    m_column->place();
    QVERIFY(qAbs(m_column->shareAbove() - 0.5) < 0.02);
    QVERIFY2(m_column->layoutsMade() - made < 60, "what is not seen is not laid out");
}

QTEST_MAIN(tst_MessageColumn)
#include "tst_messagecolumn.moc"
