// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/endpoint/baseurl.h"
#include "tests/support/faultserver.h"
#include "tests/ui/pageservices.h"
#include "ui/compare/agreementstrip.h"
#include "ui/compare/agreementview.h"
#include "ui/compare/answertools.h"
#include "ui/compare/blindbar.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/comparetools.h"
#include "ui/compare/diffdialog.h"
#include "ui/compare/difftext.h"
#include "ui/compare/votesdialog.h"
#include "ui/composer/composer.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

using namespace polylogue;
using namespace polylogue::tests;
using namespace polylogue::ui;
using namespace polylogue::ui::compare;
using namespace Qt::StringLiterals;
using app::conversation::ConversationId;
using app::session::Comparison;

class tst_AnswerTools : public QObject, private polylogue::tests::PageServices
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void differencesAreMarkedByMoreThanColour();
    void answersStandBesideEachOther();
    void goingToADifferenceSaysWhatItIs();
    void theReferenceCanBeChosen();
    void agreementIsAskedForOnRequestOnly();
    void sentencesAreReachedByKeys();
    void withoutAnEmbeddingModelNothingIsOffered();
    void namesAreHiddenUntilTheVote();
    void lanesChangePlacesWithEachQuestion();
    void votesAreCounted();

private:
    void answer(const QList<QByteArray> &answers);
    void send(const QString &text);
    QPushButton *button(const QString &text) const;
    QString labels() const;

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<QWidget> m_window;
    CompareTools *m_header = nullptr;
    ComparePage *m_page = nullptr;
    AnswerTools *m_tools = nullptr;
};

namespace {

const auto chatPath = "/v1/chat/completions"_ba;

const QList<LaneAnswer> twoAnswers{
    {.name = u"A · m"_s, .model = u"m"_s, .text = u"The cat sat here. Rain fell. It ended."_s},
    {.name = u"B · n"_s,
     .model = u"n"_s,
     .text = u"The dog sat here. It ended. Birds <b>sang</b>."_s,
     .position = 1}};

} // namespace

void tst_AnswerTools::init()
{
    m_server = std::make_unique<FaultServer>();
    m_server->on("/v1/models",
                 Reply::json(R"({"data":[{"id":"m"},{"id":"n"},{"id":"text-embedding-3"}]})"));
    beginServices(m_server->url(), u"key"_s);
    openLibrary();
    QTRY_COMPARE(m_active->models().size(), 3);
    m_window = std::make_unique<QWidget>();
    m_window->resize(1200, 760);
    m_header = new CompareTools(m_theme, m_window.get());
    m_header->setGeometry(0, 0, 1200, 40);
    m_page = new ComparePage(m_theme,
                             {.pane = {.library = *m_library,
                                       .active = *m_active,
                                       .loader = *m_loader,
                                       .blobs = *m_blobs},
                              .learned = *m_learned},
                             *m_header, m_window.get());
    m_page->setGeometry(0, 40, 1200, 720);
    m_page->setSettings({.currentModel = u"m"_s});
    m_tools = new AnswerTools(
        {.theme = m_theme, .client = *m_client, .active = *m_active, .store = *m_store}, *m_header,
        *m_page);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_AnswerTools::cleanup()
{
    m_window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    endServices();
    m_server.reset();
}

void tst_AnswerTools::send(const QString &text)
{
    QSignalSpy finished(m_page->comparison(), &Comparison::roundFinished);
    auto *edit = m_page->composer().findChild<QPlainTextEdit *>(u"Message"_s);
    edit->setFocus();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(finished.count(), 1);
}

//! A comparison of m and n, asked once.
void tst_AnswerTools::answer(const QList<QByteArray> &answers)
{
    QList<Reply> replies;
    for (const QByteArray &text : answers)
        replies.append(Reply::chat({text}));
    m_server->on(chatPath, replies);
    const ConversationId chat = m_library->create({});
    for (const QString &model : {u"m"_s, u"n"_s})
        m_library->createLane(chat, {.model = model});
    m_page->showChat(chat);
    send(u"Tell me"_s);
}

QPushButton *tst_AnswerTools::button(const QString &text) const
{
    QPushButton *found = nullptr;
    const bool isThere = QTest::qWaitFor([&] {
        for (QPushButton *candidate : m_window->findChildren<QPushButton *>()) {
            if (candidate->isVisible() && candidate->text() == text)
                found = candidate;
        }
        return found != nullptr;
    });
    if (!isThere)
        qFatal("no button %s", qPrintable(text));
    return found;
}

QString tst_AnswerTools::labels() const
{
    QStringList texts;
    for (const QLabel *label : m_window->findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u'\n');
}

void tst_AnswerTools::differencesAreMarkedByMoreThanColour()
{
    DiffDialog dialog(m_theme);
    dialog.setAnswers(twoAnswers);
    auto *text = dialog.findChild<DiffText *>();

    // What an answer says is text, whatever it says.
    QTRY_COMPARE(text->toPlainText(),
                 u"The catdog sat here. − Rain fell. It ended. + Birds <b>sang</b>."_s);
    const auto formatOf = [text](const QString &word) {
        const QTextCursor found = text->document()->find(word);
        return found.charFormat();
    };
    QVERIFY(formatOf(u"cat"_s).fontStrikeOut());
    QCOMPARE(formatOf(u"dog"_s).underlineStyle(), QTextCharFormat::SingleUnderline);
    QVERIFY(!formatOf(u"sat"_s).fontStrikeOut());
}

void tst_AnswerTools::answersStandBesideEachOther()
{
    DiffDialog dialog(m_theme);
    dialog.setAnswers(twoAnswers);
    for (QRadioButton *choice : dialog.findChildren<QRadioButton *>()) {
        if (choice->text() == u"Beside each other"_s)
            choice->click();
    }

    const auto texts = dialog.findChildren<DiffText *>();
    QCOMPARE(texts.size(), 3);
    QStringList shown;
    for (const DiffText *text : texts)
        shown << text->accessibleName() + u": "_s + text->toPlainText();
    QTRY_VERIFY(!texts.at(0)->toPlainText().isEmpty());
    shown.clear();
    for (const DiffText *text : texts)
        shown << text->accessibleName() + u": "_s + text->toPlainText();
    QVERIFY(shown.contains(u"A · m: The cat sat here. − Rain fell. It ended."_s));
    QVERIFY(shown.contains(u"B · n: The dog sat here. It ended. + Birds <b>sang</b>."_s));
}

void tst_AnswerTools::goingToADifferenceSaysWhatItIs()
{
    DiffDialog dialog(m_theme);
    dialog.setAnswers(twoAnswers);
    const auto words = [&dialog] {
        QStringList texts;
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            texts << label->text();
        return texts.join(u'\n');
    };
    QTRY_VERIFY(words().contains(u"Sentences that differ: 1; only in the first: 1"_s));
    QPushButton *next = nullptr;
    for (QPushButton *found : dialog.findChildren<QPushButton *>()) {
        if (found->accessibleName() == u"Next difference"_s)
            next = found;
    }

    next->click();
    QVERIFY(words().contains(u"1 of 3. A · m has “cat” where B · n has “dog”"_s));
    next->click();
    QVERIFY(words().contains(u"2 of 3. Only A · m: “Rain fell.”"_s));
    next->click();
    QVERIFY(words().contains(u"3 of 3. Only B · n: “Birds <b>sang</b>.”"_s));
    QVERIFY(dialog.findChild<DiffText *>()->textCursor().selectedText().contains(u"Birds"_s));
}

void tst_AnswerTools::theReferenceCanBeChosen()
{
    DiffDialog dialog(m_theme);
    dialog.setAnswers(twoAnswers.first(1));
    QVERIFY(dialog.findChild<QPushButton *>() && !dialog.findChild<QPushButton *>()->isEnabled());
    QList<LaneAnswer> three = twoAnswers;
    three.append(LaneAnswer{.name = u"C · o"_s, .text = u"Another."_s, .position = 2});
    dialog.setAnswers(three);
    auto *text = dialog.findChild<DiffText *>();
    QTRY_VERIFY(text->toPlainText().startsWith(u"The catdog"_s));

    dialog.compare(2, 0);

    QTRY_VERIFY(text->toPlainText().startsWith(u"− Another."_s));
    three[0].text = u"Another."_s;
    dialog.setAnswers(three); // the choice stays with its lanes
    QTRY_COMPARE(text->toPlainText(), u"Another."_s);
}

void tst_AnswerTools::agreementIsAskedForOnRequestOnly()
{
    answer({"Rain fell. Nobody came.", "Rain fell at night."});
    m_server->on("/v1/embeddings",
                 Reply::json(R"({"data":[{"index":0,"embedding":[1,0,0]},)"
                             R"({"index":1,"embedding":[0,1,0]},)"
                             R"({"index":2,"embedding":[0.95,0.05,0]}]})"));
    for (QToolButton *tool : m_header->findChildren<QToolButton *>()) {
        if (tool->accessibleName() == u"Agreement"_s)
            tool->click();
    }
    QTRY_VERIFY(labels().contains(u"The answers go to text-embedding-3, in one request"_s));
    QCOMPARE(m_server->requests("/v1/embeddings").size(), 0);

    button(u"Compare by meaning"_s)->click();

    QTRY_VERIFY(labels().contains(u"nobody else does"_s));
    auto *view = m_page->findChild<AgreementView *>();
    QVERIFY(view->isVisible());
    const QByteArray body = m_server->requests("/v1/embeddings").constFirst().body;
    QVERIFY(body.contains("Nobody came."));
}

void tst_AnswerTools::sentencesAreReachedByKeys()
{
    AgreementView view(m_theme);
    using app::session::AgreedSentence;
    view.setAnswers({{AgreedSentence{.words = u"Rain fell."_s, .counterparts = {-1, 0}},
                      AgreedSentence{.words = u"Nobody came."_s, .counterparts = {-1, -1}}},
                     {AgreedSentence{.words = u"It rained."_s, .counterparts = {0, -1}}}},
                    {u"A"_s, u"B"_s});
    view.resize(400, view.sizeHint().height());
    view.show();

    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.accessibleDescription(), u"A: “Rain fell.” – also B: “It rained.”"_s);
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.describedCurrent(), u"Only A: “Nobody came.”"_s);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.describedCurrent(), u"B: “It rained.” – also A: “Rain fell.”"_s);
}

void tst_AnswerTools::withoutAnEmbeddingModelNothingIsOffered()
{
    m_server->on("/v1/models", Reply::json(R"({"data":[{"id":"m"}]})"));
    m_active->refreshModels();
    QTRY_COMPARE(m_active->models().size(), 1);
    AgreementStrip strip(m_theme, *m_client, *m_active);
    strip.setAnswers(twoAnswers);
    strip.show();

    QVERIFY(!strip.findChild<QPushButton *>()->isEnabled());
    QVERIFY(strip.findChild<QLabel *>()->text().contains(u"no embedding model"_s));
}

void tst_AnswerTools::namesAreHiddenUntilTheVote()
{
    answer({"First.", "Second."});
    m_tools->setBlind(true);
    QTRY_VERIFY(labels().contains(u"Which answer is the best?"_s));
    m_tools->showDifference();
    auto *dialog = m_window->findChild<DiffDialog *>();
    QCOMPARE(dialog->findChild<QComboBox *>()->currentText(), u"Lane A"_s);
    const QStringList order{m_page->comparison()->options(m_page->lanes().at(0)->lane()).model,
                            m_page->comparison()->options(m_page->lanes().at(1)->lane()).model};

    button(u"B"_s)->click();

    QTRY_VERIFY(labels().contains(u"They were: A %1, B %2."_s.arg(order.at(0), order.at(1))));
    QTRY_COMPARE(dialog->findChild<QComboBox *>()->currentText(), u"A · "_s + order.at(0));
    std::optional<QList<app::store::Vote>> votes;
    m_store->loadVotes(this, [&](const auto &loaded) { votes = loaded.value_or({}); });
    QTRY_VERIFY(votes);
    QCOMPARE(votes->size(), 1);
    QCOMPARE(votes->at(0).models, order);
    QCOMPARE(votes->at(0).winner, 1);
}

void tst_AnswerTools::lanesChangePlacesWithEachQuestion()
{
    answer({"First.", "Second."});
    m_tools->setBlind(true);
    QSet<QString> first;
    for (int round = 0; round < 14 && first.size() < 2; ++round) {
        send(u"Again"_s);
        first.insert(m_page->comparison()->options(m_page->lanes().at(0)->lane()).model);
    }

    QCOMPARE(first.size(), 2); // the same order 14 times: once in 8,000 runs of this
    QTRY_VERIFY(labels().contains(u"Which answer is the best?"_s));
}

void tst_AnswerTools::votesAreCounted()
{
    using Outcome = app::store::Vote::Outcome;
    VotesDialog dialog(
        {{.tag = u"code"_s, .models = {u"m"_s, u"n"_s}, .outcome = Outcome::Winner, .winner = 1},
         {.models = {u"m"_s, u"n"_s}, .outcome = Outcome::Tie}});
    auto *table = dialog.findChild<QTableWidget *>();
    const auto row = [table](int index) {
        QStringList cells;
        for (int column = 0; column < table->columnCount(); ++column)
            cells << table->item(index, column)->text();
        return cells.join(u' ');
    };

    QCOMPARE(row(0), u"n 2 1 1 0 75 %"_s);
    QCOMPARE(row(1), u"m 2 0 1 1 25 %"_s);
    auto *tag = dialog.findChild<QComboBox *>();
    tag->setCurrentIndex(tag->findText(u"code"_s));
    QCOMPARE(row(0), u"n 1 1 0 0 100 %"_s);
}

QTEST_MAIN(tst_AnswerTools)
#include "tst_answertools.moc"
