// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/store/searchreader.h"
#include "app/store/searchtext.h"
#include "tests/app/store/freshdatabase.h"

#include <QTest>

using namespace polylogue::app::conversation;
using namespace polylogue::app::store;
using namespace polylogue::tests;
using namespace Qt::StringLiterals;
using polylogue::app::base::ErrorKind;

namespace {

const auto model = u"vendor/model-1"_s;

QDateTime onDay(const QString &day)
{
    return QDateTime(QDate::fromString(day, Qt::ISODate), QTime(12, 0), Qt::UTC);
}

//! \brief Chats to search in; each helper adds one.
struct Corpus
{
    FreshDatabase database = {};
    int count = 0;

    ChatRecord chat(const QString &title, const QString &day = u"2026-11-20"_s,
                    const FolderId &folder = {})
    {
        const ChatRecord record{.id = ConversationId::create(),
                                .title = title,
                                .folder = folder,
                                .createdAt = onDay(day),
                                .changedAt = onDay(day)};
        if (!database.apply({SaveChat{record}}))
            qFatal("chat");
        return record;
    }

    Message say(const ChatRecord &chat, const QList<ContentPart> &content, Role role = Role::User,
                const QString &day = u"2026-11-20"_s)
    {
        const Message message{.id = MessageId::create(),
                              .role = role,
                              .content = content,
                              .createdAt = onDay(day).addSecs(++count),
                              .model = role == Role::Assistant ? model : QString()};
        if (!database.apply({SaveMessages{chat.id, {message}}}))
            qFatal("message");
        return message;
    }

    Message say(const ChatRecord &chat, const QString &text, Role role = Role::User,
                const QString &day = u"2026-11-20"_s)
    {
        return say(chat, QList<ContentPart>{TextPart{text}}, role, day);
    }

    QList<SearchHit> find(const SearchQuery &query, int limit = 50)
    {
        const auto hits = search(*database, query, limit, [] { return false; });
        if (!hits)
            qWarning() << hits.error();
        return hits.value_or({});
    }

    QList<SearchHit> find(const QString &typed, int limit = 50)
    {
        return find(parseSearch(typed), limit);
    }

    //! The snippets of what is found, in alphabetical order.
    QStringList snippets(const QString &typed)
    {
        QStringList all;
        for (const SearchHit &hit : find(typed))
            all.append(hit.snippet);
        all.sort();
        return all;
    }
};

//! The marked parts of a snippet.
QStringList marked(const SearchHit &hit)
{
    QStringList all;
    for (const auto &[first, length] : hit.marks)
        all.append(hit.snippet.mid(first, length));
    return all;
}

} // namespace

Q_DECLARE_METATYPE(polylogue::app::store::SearchQuery)

class tst_Search final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTypedIsRead_data();
    void whatIsTypedIsRead();
    void wordsAreFound_data();
    void wordsAreFound();
    void whatIsTypedIsNeverSyntax_data();
    void whatIsTypedIsNeverSyntax();
    void everythingButReasoningIsFound();
    void snippetsAreOneLineWithMarks();
    void aLongTextIsCutAroundTheMatch();
    void titlesComeFirst();
    void manyTitlesLeaveRoomForMessages();
    void deletedOnesAreNeverFound();
    void filters_data();
    void filters();
    void daysAreTheUsersOwn();
    void filtersAloneListTheNewest();
    void whatIsNotShownIsTold();
    void theNewerOfTwoAlikeComesFirst();
    void thereAreNoMoreThanAskedFor();
    void aSearchIsCancelled();
    void nothingIsFoundByNothing();
    void whatLanesHaveInCommonIsFoundOnce();
};

void tst_Search::whatIsTypedIsRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<SearchQuery>("query");
    QTest::newRow("nothing") << u"  "_s << SearchQuery{};
    QTest::newRow("words") << u" two  words "_s << SearchQuery{.words = {u"two"_s, u"words"_s}};
    QTest::newRow("phrase") << u"a \"red  stapler\" b"_s
                            << SearchQuery{.words = {u"a"_s, u"b"_s},
                                           .phrases = {u"red stapler"_s}};
    QTest::newRow("curly marks") << u"\u201cred stapler\u201d"_s
                                 << SearchQuery{.phrases = {u"red stapler"_s}};
    QTest::newRow("open phrase") << u"\"red sta"_s << SearchQuery{.phrases = {u"red sta"_s}};
    QTest::newRow("empty phrase") << u"\"\" x"_s << SearchQuery{.words = {u"x"_s}};
    QTest::newRow("model") << u"model:gpt MODEL:\"claude 4\""_s
                           << SearchQuery{.model = u"claude 4"_s};
    QTest::newRow("folder") << u"in:\"My work\""_s << SearchQuery{.folder = u"My work"_s};
    QTest::newRow("has") << u"has:pdf has:Image"_s
                         << SearchQuery{.hasImage = true, .hasDocument = true};
    QTest::newRow("unknown") << u"has:video before:soon x"_s
                             << SearchQuery{.words = {u"x"_s},
                                            .unknown = {u"has:video"_s, u"before:soon"_s}};
    QTest::newRow("being typed") << u"model: in: x"_s << SearchQuery{.words = {u"x"_s}};
    QTest::newRow("day") << u"before:2026-11-23 after:2026-1-2"_s
                         << SearchQuery{.before = QDate(2026, 11, 23), .after = QDate(2026, 1, 2)};
    QTest::newRow("month") << u"after:2026-11"_s << SearchQuery{.after = QDate(2026, 11, 1)};
    QTest::newRow("year") << u"before:2026"_s << SearchQuery{.before = QDate(2026, 1, 1)};
    QTest::newRow("no date") << u"before:2026-13-01"_s
                             << SearchQuery{.unknown = {u"before:2026-13-01"_s}};
    QTest::newRow("addresses are words")
        << u"https://x.example:80/a :b c:"_s
        << SearchQuery{.words = {u"https://x.example:80/a"_s, u":b"_s, u"c:"_s}};
    QTest::newRow("quoted filter is text")
        << u"\"has:pdf\""_s << SearchQuery{.phrases = {u"has:pdf"_s}};
}

void tst_Search::whatIsTypedIsRead()
{
    QFETCH(const QString, typed);
    QFETCH(const SearchQuery, query);

    const SearchQuery parsed = parseSearch(typed);

    QCOMPARE(parsed.words, query.words);
    QCOMPARE(parsed.phrases, query.phrases);
    QCOMPARE(parsed.unknown, query.unknown);
    QVERIFY(parsed == query);
    SearchQuery known = query;
    known.unknown.clear();
    QCOMPARE(parsed.isEmpty(), known == SearchQuery{});
}

void tst_Search::wordsAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("word") << u"a red stapler"_s << u"stapler"_s << true;
    QTest::newRow("case") << u"a Red STAPLER"_s << u"reD"_s << true;
    QTest::newRow("all words") << u"a red stapler"_s << u"stapler red"_s << true;
    QTest::newRow("not all words") << u"a red stapler"_s << u"stapler blue"_s << false;
    QTest::newRow("beginning of the last") << u"a red stapler"_s << u"red stap"_s << true;
    QTest::newRow("beginning of another") << u"a red stapler"_s << u"stap red"_s << false;
    QTest::newRow("one letter is a word") << u"a red stapler"_s << u"s"_s << false;
    QTest::newRow("middle of a word") << u"a red stapler"_s << u"tapler"_s << false;
    QTest::newRow("phrase") << u"a red stapler"_s << u"\"red stapler\""_s << true;
    QTest::newRow("phrase in another order") << u"a red stapler"_s << u"\"stapler red\""_s << false;
    QTest::newRow("phrase is whole words") << u"a red stapler"_s << u"\"red stap\""_s << false;
    QTest::newRow("diacritics in the text")
        << u"Grüße aus Ångström"_s << u"angstrom grusse"_s << false;
    QTest::newRow("diacritics apart") << u"naïve Ångström"_s << u"naive angstrom"_s << true;
    QTest::newRow("diacritics typed") << u"naive Angstrom"_s << u"naïve ångström"_s << true;
    QTest::newRow("combining marks") << u"nai\u0308ve"_s << u"naïve"_s << true;
    QTest::newRow("Cyrillic") << u"Красный степлер"_s << u"красный"_s << true;
    QTest::newRow("Greek") << u"Ελλάδα"_s << u"ΕΛΛΆΔΑ"_s << true;
    QTest::newRow("Chinese") << u"我们去北京大学学习"_s << u"北京"_s << true;
    QTest::newRow("Chinese, one character") << u"我们去北京大学学习"_s << u"学"_s << true;
    QTest::newRow("Chinese, all") << u"我们去北京大学学习"_s << u"北京 学习"_s << true;
    QTest::newRow("Chinese, another order") << u"我们去北京大学学习"_s << u"京北"_s << false;
    QTest::newRow("Chinese, line break") << u"北\n京"_s << u"北京"_s << true;
    QTest::newRow("Japanese") << u"赤いホッチキスです"_s << u"ホッチキス"_s << true;
    QTest::newRow("Korean, within a word") << u"서울대학교에서"_s << u"대학교"_s << true;
    QTest::newRow("Thai") << u"สวัสดีครับ"_s << u"ครับ"_s << true;
    QTest::newRow("rare character") << u"漢字𠮷野家"_s << u"𠮷野"_s << true;
    QTest::newRow("mixed") << u"使用Qt编程"_s << u"qt编程"_s << true;
    QTest::newRow("mixed, apart") << u"使用Qt编程"_s << u"qt"_s << true;
    QTest::newRow("number") << u"costs 1234 or more"_s << u"1234"_s << true;
    QTest::newRow("with signs") << u"about C++ and foo-bar_baz"_s << u"foo-bar"_s << true;
    QTest::newRow("signs alone") << u"a ++ b"_s << u"++"_s << true;
    QTest::newRow("signs that are not there") << u"a b"_s << u"++"_s << false;
    QTest::newRow("signs and words") << u"a ++ wonder"_s << u"++ wond"_s << true;
    QTest::newRow("emoji") << u"well 😀 done"_s << u"😀"_s << true;
}

void tst_Search::wordsAreFound()
{
    QFETCH(const QString, text);
    QFETCH(const QString, typed);
    QFETCH(const bool, isFound);
    Corpus corpus;
    const Message said = corpus.say(corpus.chat(u"-"_s), text);
    (void)corpus.say(corpus.chat(u"-"_s), u"nothing of the kind"_s);
    const ChatRecord titled = corpus.chat(text);

    const QList<SearchHit> hits = corpus.find(typed);

    QCOMPARE(hits.size(), isFound ? 2 : 0);
    if (isFound) {
        QCOMPARE(hits.at(0).chat, titled.id);
        QVERIFY(hits.at(0).message.isNull());
        QCOMPARE(hits.at(1).message, said.id);
    }
}

void tst_Search::whatIsTypedIsNeverSyntax_data()
{
    QTest::addColumn<QString>("typed");
    const QStringList typed{u"stapler AND"_s,
                            u"OR"_s,
                            u"NOT stapler"_s,
                            u"stapler NEAR red"_s,
                            u"NEAR(a b)"_s,
                            u"text:stapler"_s,
                            u"{text}:x"_s,
                            u"^stapler"_s,
                            u"stap*ler"_s,
                            u"*"_s,
                            u"\"a"_s,
                            u"a\"b\"\"c"_s,
                            u"(stapler"_s,
                            u"stapler)"_s,
                            u"-stapler"_s,
                            u"+"_s,
                            u"'; DROP"_s,
                            u"%"_s,
                            u"_"_s,
                            u"\\"_s,
                            QString(QChar(0)) + u'x',
                            u"\x02\x03"_s,
                            QString(QChar(0xd800)) + u"a"_s,
                            QString(5000, u'"'),
                            QString(5000, u'a'),
                            QString(u"a "_s).repeated(200)};
    for (const QString &row : typed)
        QTest::newRow(qPrintable(row.left(20).simplified() + QString::number(row.size()))) << row;
}

void tst_Search::whatIsTypedIsNeverSyntax()
{
    QFETCH(const QString, typed);
    Corpus corpus;
    (void)corpus.say(corpus.chat(u"stapler"_s), u"a red stapler"_s);

    QVERIFY(search(*corpus.database, parseSearch(typed), 10, [] { return false; }));
    const SearchQuery raw{.words = {typed}, .phrases = {typed}, .model = typed, .folder = {}};
    QVERIFY(search(*corpus.database, raw, 10, [] { return false; }));
}

void tst_Search::everythingButReasoningIsFound()
{
    Corpus corpus;
    const ChatRecord chat = corpus.chat(u"-"_s);
    (void)corpus.say(chat,
                     {ReasoningPart{.text = u"pondering"_s}, TextPart{u"spoken"_s},
                      RefusalPart{u"refused"_s}, ImagePart{.fileName = u"seal.jpg"_s},
                      DocumentPart{.fileName = u"annual report.pdf"_s},
                      ToolCallPart{.arguments = u"called"_s}});
    (void)corpus.say(chat, {ToolResultPart{.content = u"resulting"_s}}, Role::Tool);

    for (const QString &word : {u"spoken"_s, u"refused"_s, u"seal"_s, u"annual"_s, u"resulting"_s})
        QVERIFY2(corpus.find(word).size() == 1, qPrintable(word));
    QVERIFY(corpus.find(u"pondering"_s).isEmpty());
    QVERIFY(corpus.find(u"called"_s).isEmpty());
}

void tst_Search::snippetsAreOneLineWithMarks()
{
    Corpus corpus;
    const ChatRecord chat = corpus.chat(u"-"_s);
    (void)corpus.say(chat,
                     u"\x02 first\r\n\r\n\tA \x03red\x02 Stapler\u2028and a <b>red</b> one "_s,
                     Role::Assistant);
    (void)corpus.say(chat, u"我们去北京大学"_s);

    const SearchHit hit = corpus.find(u"stapler red"_s).value(0);
    QCOMPARE(hit.snippet.trimmed(), u"first A red Stapler and a <b>red</b> one"_s);
    QCOMPARE(marked(hit), (QStringList{u"red"_s, u"Stapler"_s, u"red"_s}));
    QCOMPARE(hit.role, Role::Assistant);
    QCOMPARE(hit.model, model);
    QCOMPARE(hit.title, u"-"_s);

    const SearchHit chinese = corpus.find(u"北京"_s).value(0);
    QCOMPARE(chinese.snippet, u"我们去北京大学"_s);
    QCOMPARE(marked(chinese), QStringList{u"北京"_s});
}

void tst_Search::aLongTextIsCutAroundTheMatch()
{
    Corpus corpus;
    (void)corpus.say(corpus.chat(u"-"_s),
                     u"before "_s.repeated(5000) + u"needle"_s + u" after"_s.repeated(5000));

    const SearchHit hit = corpus.find(u"needle"_s).value(0);

    QVERIFY(hit.snippet.size() < 300);
    QVERIFY(hit.snippet.startsWith(u'\u2026') && hit.snippet.endsWith(u'\u2026'));
    QCOMPARE(marked(hit), QStringList{u"needle"_s});
}

void tst_Search::titlesComeFirst()
{
    Corpus corpus;
    const ChatRecord other = corpus.chat(u"Other"_s, u"2026-11-22"_s);
    (void)corpus.say(other, u"budget budget budget"_s);
    const ChatRecord budget = corpus.chat(u"Budget\nreview"_s, u"2025-01-01"_s);

    const QList<SearchHit> hits = corpus.find(u"budget"_s);

    QCOMPARE(hits.size(), 2);
    QCOMPARE(hits.at(0).chat, budget.id);
    QCOMPARE(hits.at(0).title, u"Budget\nreview"_s);
    QCOMPARE(hits.at(0).snippet, u"Budget review"_s);
    QCOMPARE(marked(hits.at(0)), QStringList{u"Budget"_s});
    QCOMPARE(hits.at(0).at, budget.changedAt);
    QCOMPARE(hits.at(1).chat, other.id);
}

void tst_Search::manyTitlesLeaveRoomForMessages()
{
    Corpus corpus;
    for (int number = 0; number < 30; ++number)
        (void)corpus.chat(u"budget %1"_s.arg(number));
    (void)corpus.say(corpus.chat(u"-"_s), u"the budget"_s);

    const QList<SearchHit> hits = corpus.find(u"budget"_s, 10);

    QCOMPARE(hits.size(), 6);
    QVERIFY(hits.at(4).message.isNull());
    QCOMPARE(hits.at(5).snippet, u"the budget"_s);
}

void tst_Search::deletedOnesAreNeverFound()
{
    Corpus corpus;
    ChatRecord chat = corpus.chat(u"needle title"_s);
    Message said = corpus.say(chat, u"needle text"_s, Role::Assistant);
    QCOMPARE(corpus.find(u"needle"_s).size(), 2);

    said.deletedAt = onDay(u"2026-11-21"_s);
    QVERIFY(corpus.database.apply({SaveMessages{chat.id, {said}}}));
    QCOMPARE(corpus.find(u"needle"_s).size(), 1);
    QVERIFY(corpus.find(u"model:vendor"_s).isEmpty());

    said.deletedAt = {};
    chat.deletedAt = onDay(u"2026-11-21"_s);
    QVERIFY(corpus.database.apply({SaveChat{chat}, SaveMessages{chat.id, {said}}}));
    for (const QString &typed : {u"needle"_s, u"model:vendor"_s, u"after:2020"_s})
        QVERIFY2(corpus.find(typed).isEmpty(), qPrintable(typed));

    chat.deletedAt = {};
    QVERIFY(corpus.database.apply({SaveChat{chat}}));
    QCOMPARE(corpus.find(u"needle"_s).size(), 2);
}

void tst_Search::filters_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("snippets");
    QTest::newRow("none") << u"needle"_s
                          << QStringList{u"needle answer"_s, u"needle old"_s, u"needle pdf p.pdf"_s,
                                         u"needle png i.png"_s};
    QTest::newRow("model") << u"model:MODEL-1 needle"_s << QStringList{u"needle answer"_s};
    QTest::newRow("another model") << u"model:model-2 needle"_s << QStringList{};
    QTest::newRow("model is no pattern") << u"model:model%1 needle"_s << QStringList{};
    QTest::newRow("pdf") << u"has:pdf needle"_s << QStringList{u"needle pdf p.pdf"_s};
    QTest::newRow("image") << u"needle has:image"_s << QStringList{u"needle png i.png"_s};
    QTest::newRow("both") << u"needle has:image has:pdf"_s << QStringList{};
    QTest::newRow("folder") << u"in:wor needle"_s
                            << QStringList{u"needle pdf p.pdf"_s, u"needle png i.png"_s};
    QTest::newRow("no such folder") << u"in:play needle"_s << QStringList{};
    QTest::newRow("before") << u"needle before:2026"_s << QStringList{u"needle old"_s};
    QTest::newRow("after") << u"needle after:2026 has:pdf"_s << QStringList{u"needle pdf p.pdf"_s};
    QTest::newRow("between") << u"needle after:2025-03 before:2025-04"_s
                             << QStringList{u"needle old"_s};
    QTest::newRow("signs with a filter") << u"++ has:pdf"_s << QStringList{};
}

void tst_Search::filters()
{
    QFETCH(const QString, typed);
    QFETCH(const QStringList, snippets);
    const BlobRef png{.sha256 = QByteArray(32, 'i'), .mediaType = u"image/png"_s, .size = 1};
    const BlobRef pdf{.sha256 = QByteArray(32, 'p'), .mediaType = u"application/pdf"_s, .size = 1};
    Corpus corpus;
    const Folder work{.id = FolderId::create(), .name = u"My Work"_s};
    const Folder home{.id = FolderId::create(), .name = u"Home"_s};
    QVERIFY(corpus.database.apply({SaveFolder{work}, SaveFolder{home}}));
    const ChatRecord atWork = corpus.chat(u"a"_s, u"2026-11-20"_s, work.id);
    const ChatRecord atHome = corpus.chat(u"b"_s, u"2026-11-20"_s, home.id);
    (void)corpus.say(atWork,
                     {TextPart{u"needle png"_s}, ImagePart{.blob = png, .fileName = u"i.png"_s}});
    (void)corpus.say(
        atWork, {TextPart{u"needle pdf"_s}, DocumentPart{.blob = pdf, .fileName = u"p.pdf"_s}});
    (void)corpus.say(atHome, u"needle answer"_s, Role::Assistant);
    (void)corpus.say(corpus.chat(u"c"_s, u"2025-03-31"_s), u"needle old"_s, Role::User,
                     u"2025-03-31"_s);

    QCOMPARE(corpus.snippets(typed), snippets);
}

void tst_Search::daysAreTheUsersOwn()
{
    const QByteArray zone = qgetenv("TZ");
    qputenv("TZ", "Pacific/Auckland"); // 13 hours ahead: noon of the 19th in UTC is the 20th
    Corpus corpus;
    (void)corpus.say(corpus.chat(u"-"_s), u"needle"_s, Role::User, u"2026-11-19"_s);

    const qsizetype on20th = corpus.find(u"needle after:2026-11-20"_s).size();
    const qsizetype before20th = corpus.find(u"needle before:2026-11-20"_s).size();
    qputenv("TZ", zone);

    QCOMPARE(on20th, 1);
    QCOMPARE(before20th, 0);
}

void tst_Search::filtersAloneListTheNewest()
{
    Corpus corpus;
    const ChatRecord older = corpus.chat(u"older"_s, u"2026-11-01"_s);
    const ChatRecord newer = corpus.chat(u"newer"_s, u"2026-11-02"_s);
    (void)corpus.say(older, u"one"_s, Role::Assistant);
    (void)corpus.say(newer, u"two"_s, Role::Assistant);
    (void)corpus.say(newer, u"a question"_s);

    const QList<SearchHit> chats = corpus.find(u"after:2026-11"_s);
    QCOMPARE(chats.size(), 2);
    QCOMPARE(chats.at(0).chat, newer.id);
    QVERIFY(chats.at(0).message.isNull());

    const QList<SearchHit> answers = corpus.find(u"model:model-1"_s);
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers.at(0).snippet, u"two"_s);
    QCOMPARE(answers.at(1).snippet, u"one"_s);
    QVERIFY(answers.at(0).marks.isEmpty());
}

void tst_Search::whatIsNotShownIsTold()
{
    Corpus corpus;
    const ChatRecord chat = corpus.chat(u"-"_s);
    const Message shown = corpus.say(chat, u"needle shown"_s);
    const Message hidden = corpus.say(chat, u"needle hidden"_s);
    QVERIFY(corpus.database.apply({SetBranch{chat.id, 0, {shown.id}}}));

    for (const SearchHit &hit : corpus.find(u"needle"_s))
        QCOMPARE(hit.isOnBranch, hit.message == shown.id);
    QCOMPARE(corpus.find(u"hidden"_s).value(0).message, hidden.id);
}

void tst_Search::theNewerOfTwoAlikeComesFirst()
{
    Corpus corpus;
    const ChatRecord chat = corpus.chat(u"-"_s);
    const Message newer = corpus.say(chat, u"a needle here"_s, Role::User, u"2026-11-20"_s);
    const Message older = corpus.say(chat, u"a needle here"_s, Role::User, u"2024-11-20"_s);
    const Message best = corpus.say(chat, u"needle needle needle"_s, Role::User, u"2026-11-19"_s);
    for (int number = 0; number < 20; ++number)
        (void)corpus.say(chat, u"hay of many other words"_s);

    const QList<SearchHit> hits = corpus.find(u"needle"_s);

    QCOMPARE(hits.size(), 3);
    QCOMPARE(hits.at(0).message, best.id);
    QCOMPARE(hits.at(1).message, newer.id);
    QCOMPARE(hits.at(2).message, older.id);
}

void tst_Search::thereAreNoMoreThanAskedFor()
{
    Corpus corpus;
    const ChatRecord chat = corpus.chat(u"needle"_s);
    for (int number = 0; number < 20; ++number)
        (void)corpus.say(chat, u"needle %1"_s.arg(number), Role::Assistant);

    QCOMPARE(corpus.find(u"needle"_s, 7).size(), 7);
    QCOMPARE(corpus.find(u"needle"_s, 1).size(), 1);
    QCOMPARE(corpus.find(u"model:model"_s, 7).size(), 7);
    QVERIFY(corpus.find(u"needle"_s, 0).isEmpty());
}

void tst_Search::aSearchIsCancelled()
{
    Corpus corpus;
    const ChatRecord chat = corpus.chat(u"-"_s);
    for (int number = 0; number < 50; ++number)
        (void)corpus.say(chat, u"needle %1"_s.arg(number));
    const SearchQuery query = parseSearch(u"needle"_s);

    for (int calls = 0; calls < 60; calls += 7) {
        int left = calls;
        const auto hits = search(*corpus.database, query, 50, [&left] { return left-- == 0; });
        QVERIFY(!hits);
        QCOMPARE(hits.error().kind, ErrorKind::Cancelled);
    }
}

void tst_Search::nothingIsFoundByNothing()
{
    Corpus corpus;
    (void)corpus.say(corpus.chat(u"x"_s), u"x"_s);
    QVERIFY(corpus.find(u""_s).isEmpty());
    QVERIFY(corpus.find(u"has:video"_s).isEmpty());
    QVERIFY(SearchQuery{.unknown = {u"has:video"_s}}.isEmpty());
}

void tst_Search::whatLanesHaveInCommonIsFoundOnce()
{
    Corpus corpus;
    const ChatRecord mainLine = corpus.chat(u"Trip"_s);
    corpus.say(mainLine, u"Which train goes to Bergen?"_s);
    for (int position = 0; position < 3; ++position) {
        const ChatRecord lane{.id = ConversationId::create(),
                              .createdAt = onDay(u"2026-11-20"_s),
                              .changedAt = onDay(u"2026-11-20"_s),
                              .lane = {.of = mainLine.id, .position = position}};
        QVERIFY(corpus.database.apply({SaveChat{lane}}));
        corpus.say(lane, u"Which train goes to Bergen?"_s); // a copy
        corpus.say(lane, u"And to Oslo?"_s);
        corpus.say(lane, position == 2 ? u"Bergen by bus."_s : u"Bergen by train."_s,
                   Role::Assistant);
    }
    corpus.say(corpus.chat(u"Another chat"_s), u"Which train goes to Bergen?"_s);

    QCOMPARE(corpus.find(u"Oslo"_s).size(), 1);
    QCOMPARE(corpus.snippets(u"Bergen"_s),
             QStringList({u"Bergen by bus."_s, u"Bergen by train."_s,
                          u"Which train goes to Bergen?"_s, u"Which train goes to Bergen?"_s}));
    QCOMPARE(corpus.find(u"Bergen"_s, 4).size(), 4); // copies take nobody's place
}

QTEST_GUILESS_MAIN(tst_Search)

#include "tst_search.moc"
