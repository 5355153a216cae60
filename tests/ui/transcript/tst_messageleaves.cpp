// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/markdown/parser.h"
#include "ui/transcript/messageleaves.h"
#include "ui/transcript/wording.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;
using Actions = QList<MessageAction>;

namespace {

Message message(Role role, const QString &text, MessageState state = MessageState::Complete)
{
    Message made;
    made.role = role;
    made.model = u"practice-text"_s;
    made.state = state;
    if (!text.isEmpty())
        made.content = {TextPart{text}};
    return made;
}

std::vector<LeafPlan> plansOf(const Message &message, const Surroundings &surroundings = {})
{
    const QList<markdown::Block> blocks = markdown::plainBlocks(textOf(message.content));
    return leavesOf(message, {blocks, {}, surroundings});
}

//! \return the content of the only leaf of a section; nullptr where there is none.
template <typename Content> const Content *find(const std::vector<LeafPlan> &plans, Section section)
{
    for (const LeafPlan &plan : plans) {
        if (plan.key.section == section)
            return std::get_if<Content>(&plan.content);
    }
    return nullptr;
}

} // namespace

class tst_MessageLeaves final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLineOffersWhatCanBeDone_data();
    void theLineOffersWhatCanBeDone();
    void howAnAnswerBrokeOffIsSaid_data();
    void howAnAnswerBrokeOffIsSaid();
    void marksStandInTheLine();
    void costsStandInTheLine();
    void versionsStandInTheLine();
    void whatWasLeftOutIsSaidAboveTheAnswer();
    void whatIsNotFormattedIsSaidAboveIt();
    void aDamagedMessageLeavesAPlaceholder_data();
    void aDamagedMessageLeavesAPlaceholder();
    void picturesOfAnswersAreShown();
    void namesOfModelsCanBeHidden();
    void keysAscend();
};

void tst_MessageLeaves::theLineOffersWhatCanBeDone_data()
{
    QTest::addColumn<Message>("message");
    QTest::addColumn<bool>("hasLine");
    QTest::addColumn<Actions>("actions");
    using A = MessageAction;
    QTest::newRow("own message") << message(Role::User, u"Hi"_s) << true
                                 << Actions{A::Copy, A::Edit};
    QTest::newRow("own message without text")
        << message(Role::User, {}) << true << Actions{A::Edit};
    QTest::newRow("answer") << message(Role::Assistant, u"Hi"_s) << true
                            << Actions{A::Copy, A::Edit, A::Regenerate};
    QTest::newRow("empty answer") << message(Role::Assistant, {}) << true << Actions{A::Regenerate};
    QTest::newRow("running answer")
        << message(Role::Assistant, u"Hi"_s, MessageState::Streaming) << false << Actions();
    QTest::newRow("system prompt") << message(Role::System, u"Be brief"_s) << false << Actions();
    Message failed = message(Role::Assistant, {}, MessageState::Failed);
    failed.error = polylogue::app::base::Error{};
    QTest::newRow("failed without text: the card offers everything")
        << failed << false << Actions();
}

void tst_MessageLeaves::theLineOffersWhatCanBeDone()
{
    QFETCH(Message, message);
    QFETCH(bool, hasLine);
    QFETCH(Actions, actions);
    const std::vector<LeafPlan> plans = plansOf(message);
    const auto *footer = find<FooterContent>(plans, Section::Footer);
    QCOMPARE(footer != nullptr, hasLine);
    if (footer)
        QCOMPARE(footer->actions, actions);
}

void tst_MessageLeaves::howAnAnswerBrokeOffIsSaid_data()
{
    QTest::addColumn<Message>("message");
    QTest::addColumn<bool>("isLast");
    QTest::addColumn<QString>("words"); // empty: no line
    QTest::addColumn<Actions>("actions");
    using A = MessageAction;
    const Actions both{A::Continue, A::Regenerate};
    const Message complete = message(Role::Assistant, u"Text"_s);
    QTest::newRow("complete") << complete << true << QString() << Actions();
    const Message interrupted = message(Role::Assistant, u"Text"_s, MessageState::Interrupted);
    QTest::newRow("interrupted") << interrupted << true << u"program ended"_s << both;
    QTest::newRow("interrupted, others below")
        << interrupted << false << u"program ended"_s << Actions{A::Regenerate};
    QTest::newRow("interrupted before any text")
        << message(Role::Assistant, {}, MessageState::Interrupted) << true << u"program ended"_s
        << Actions{A::Regenerate};
    const Message stopped = message(Role::Assistant, u"Text"_s, MessageState::Stopped);
    QTest::newRow("stopped") << stopped << true << u"You stopped"_s << both;
    QTest::newRow("stopped, others below") << stopped << false << QString() << Actions();
    Message cut = complete;
    cut.finishReason = FinishReason::Length;
    QTest::newRow("cut by length") << cut << true << u"length limit"_s << both;
    QTest::newRow("cut by length, others below") << cut << false << QString() << Actions();
    Message question = message(Role::User, u"Text"_s);
    question.state = MessageState::Interrupted;
    QTest::newRow("a question is no answer") << question << true << QString() << Actions();
}

void tst_MessageLeaves::howAnAnswerBrokeOffIsSaid()
{
    QFETCH(Message, message);
    QFETCH(bool, isLast);
    QFETCH(QString, words);
    QFETCH(Actions, actions);
    Surroundings surroundings;
    surroundings.isLast = isLast;
    const std::vector<LeafPlan> plans = plansOf(message, surroundings);
    const auto *note = find<NoteContent>(plans, Section::State);
    QCOMPARE(note == nullptr, words.isEmpty());
    if (!note)
        return;
    QVERIFY2(note->text.contains(words), qPrintable(note->text));
    QCOMPARE(note->actions, actions);
}

void tst_MessageLeaves::marksStandInTheLine()
{
    for (const Role role : {Role::User, Role::Assistant}) {
        Message marked = message(role, u"Text"_s);
        QVERIFY(find<FooterContent>(plansOf(marked), Section::Footer)->marks.isEmpty());
        marked.isEdited = marked.isExcluded = marked.isPinned = true;
        const std::vector<LeafPlan> plans = plansOf(marked);
        const QStringList expected{u"edited"_s, u"left out of requests"_s, u"pinned"_s};
        QCOMPARE(find<FooterContent>(plans, Section::Footer)->marks, expected);
    }
}

void tst_MessageLeaves::costsStandInTheLine()
{
    Surroundings surroundings;
    surroundings.cost = u"USD 0.0042"_s;
    const Message answer = message(Role::Assistant, u"A"_s);
    QVERIFY(!find<FooterContent>(plansOf(answer), Section::Footer)->facts.contains(QString()));
    QCOMPARE(find<FooterContent>(plansOf(answer, surroundings), Section::Footer)->facts.constLast(),
             surroundings.cost);
}

void tst_MessageLeaves::versionsStandInTheLine()
{
    Surroundings surroundings;
    surroundings.version = 2;
    surroundings.versions = 3;
    Message failed = message(Role::Assistant, {}, MessageState::Failed);
    failed.error = polylogue::app::base::Error{};
    for (const Message &shown :
         {message(Role::User, u"Q"_s), message(Role::Assistant, u"A"_s), failed}) {
        const std::vector<LeafPlan> plans = plansOf(shown, surroundings);
        const auto *footer = find<FooterContent>(plans, Section::Footer);
        QVERIFY(footer);
        QCOMPARE(footer->version, 2);
        QCOMPARE(footer->versions, 3);
    }
}

void tst_MessageLeaves::whatWasLeftOutIsSaidAboveTheAnswer()
{
    Message shortened = message(Role::Assistant, u"Text"_s);
    QVERIFY(!find<NoteContent>(plansOf(shortened), Section::Above));
    shortened.omittedMessages = 3;
    const std::vector<LeafPlan> plans = plansOf(shortened);
    QCOMPARE(plans.front().key.section, Section::Above);
    QCOMPARE(find<NoteContent>(plans, Section::Above)->text,
             u"3 earlier messages were left out to fit the context"_s);
}

void tst_MessageLeaves::whatIsNotFormattedIsSaidAboveIt()
{
    const Message answer =
        message(Role::Assistant, u"Before\n\n"_s + u"~~a"_s.repeated(20'000) + u"\n\nAfter"_s);
    const QList<markdown::Block> blocks = markdown::parse(textOf(answer.content));
    const std::vector<LeafPlan> plans = leavesOf(answer, {blocks, {}, {}});
    QStringList notes;
    for (size_t index = 1; index < plans.size(); ++index) {
        if (const auto *note = std::get_if<NoteContent>(&plans.at(index).content)) {
            notes += note->text;
            QCOMPARE(selectableText(plans.at(index - 1).content), u"Before"_s);
            QVERIFY(selectableText(plans.at(index + 1).content).startsWith(u"~~a~~a"));
        }
    }
    QCOMPARE(notes, {u"Shown as plain text: too long or too intricate to be formatted."_s});
}

void tst_MessageLeaves::aDamagedMessageLeavesAPlaceholder_data()
{
    QTest::addColumn<Role>("role");
    QTest::newRow("own") << Role::User;
    QTest::newRow("answer") << Role::Assistant;
}

void tst_MessageLeaves::aDamagedMessageLeavesAPlaceholder()
{
    QFETCH(Role, role);
    Message damaged = message(role, {}, MessageState::Failed);
    damaged.error = polylogue::app::base::Error{};
    damaged.error->kind = polylogue::app::base::ErrorKind::File;
    damaged.error->type = u"damaged"_s;
    const std::vector<LeafPlan> plans = plansOf(damaged);
    const auto *card = find<ErrorContent>(plans, Section::Error);
    QVERIFY(card);
    QCOMPARE(card->text.title, u"This message could not be read"_s);
    QCOMPARE(card->text.actions, QList<text::ErrorAction>{text::ErrorAction::CopyDetails});
    QVERIFY(!find<FooterContent>(plans, Section::Footer));
}

//! What the user attached, and what nobody could look at, is a card.
void tst_MessageLeaves::picturesOfAnswersAreShown()
{
    const ImagePart picture{.blob = {.sha256 = QByteArray(32, 'a'), .mediaType = u"image/png"_s},
                            .pixelSize = {640, 480}};
    Message answer = message(Role::Assistant, u"See:"_s);
    answer.content.append(picture);
    answer.content.append(ImagePart{.blob = picture.blob});
    const std::vector<LeafPlan> plans = plansOf(answer);
    const auto *shown = find<PictureContent>(plans, Section::Picture);
    QVERIFY(shown);
    QCOMPARE(shown->pixelSize, QSize(640, 480));
    QVERIFY(spokenText(*shown).contains(u"640 × 480"_s));
    const auto *cards = find<AttachmentsContent>(plans, Section::Attachments);
    QVERIFY(cards);
    QCOMPARE(cards->cards.size(), 1);

    Message own = message(Role::User, u"See:"_s);
    own.content.append(picture);
    QVERIFY(!find<PictureContent>(plansOf(own), Section::Picture));
}

void tst_MessageLeaves::namesOfModelsCanBeHidden()
{
    const Message answer = message(Role::Assistant, u"Yes"_s);
    const std::vector<LeafPlan> shown = plansOf(answer);
    QCOMPARE(find<HeaderContent>(shown, Section::Header)->name, answer.model);
    const std::vector<LeafPlan> plans = plansOf(answer, {.hidesModel = true});
    const auto *hidden = find<HeaderContent>(plans, Section::Header);
    QVERIFY(hidden);
    QVERIFY(!hidden->name.contains(answer.model));
    QCOMPARE(wording::spokenSpeaker(answer, true), hidden->name);
    QVERIFY(wording::spokenSpeaker(answer).contains(answer.model));

    Message refused = message(Role::Assistant, {}, MessageState::Failed);
    refused.error = polylogue::app::base::Error{};
    refused.error->kind = polylogue::app::base::ErrorKind::BadParameter;
    const auto cardOf = [&](bool hidesModel) {
        const std::vector<LeafPlan> leaves = plansOf(refused, {.hidesModel = hidesModel});
        const text::ErrorText words = find<ErrorContent>(leaves, Section::Error)->text;
        return words.title + words.details;
    };
    QVERIFY(cardOf(false).contains(refused.model));
    QVERIFY(!cardOf(true).contains(refused.model));
}

void tst_MessageLeaves::keysAscend()
{
    Message rich = message(Role::Assistant, u"One\nTwo"_s, MessageState::Interrupted);
    rich.omittedMessages = 1;
    rich.notes = {u"A note"_s};
    rich.error = polylogue::app::base::Error{};
    const std::vector<LeafPlan> plans = plansOf(rich);
    QVERIFY(plans.size() >= 7);
    for (size_t index = 1; index < plans.size(); ++index)
        QVERIFY(plans.at(index - 1).key < plans.at(index).key);
}

QTEST_GUILESS_MAIN(tst_MessageLeaves)
#include "tst_messageleaves.moc"
