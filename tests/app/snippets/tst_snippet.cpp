// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/json/jsoncodec.h"
#include "app/practice/practiceserver.h"
#include "app/snippets/snippet.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using json::JsonNode;
using snippets::Language;
using snippets::RequestSample;

namespace {

// A PNG of 1 x 1 pixel.
const auto png = QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42m"
                                        "Nk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

JsonNode node(const QByteArray &text)
{
    const auto parsed = json::parse(text);
    if (!parsed)
        qFatal("%s", text.constData());
    return *parsed;
}

//! One question with a text that every language could stumble over.
JsonNode question(const QString &text)
{
    JsonNode message;
    message.insert(u"role"_s, JsonNode::of(u"user"_s));
    message.insert(u"content"_s, JsonNode::of(text));
    JsonNode body;
    body.insert(u"model"_s, JsonNode::of(u"practice-vision"_s));
    body.insert(u"messages"_s, {.kind = JsonNode::Kind::Array, .children = {message}});
    return body;
}

JsonNode questionWithImage()
{
    JsonNode body = node(
        R"({"model":"practice-vision","messages":[{"role":"system","content":"Be brief"},{"role":"user","content":[{"type":"text","text":"What is in this picture?"},{"type":"image_url","image_url":{"url":"%1"}}]}]})");
    JsonNode &image = body.children[1].children[1].children[1].children[1].children[1].children[0];
    image = JsonNode::of(u"data:image/png;base64,"_s + snippets::marker(0));
    return body;
}

JsonNode toolResult()
{
    QFile file(QStringLiteral(POLYLOGUE_TEST_DATA "/snippets/toolresult.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the test's own data");
    return node(file.readAll());
}

QStringList commandOf(Language language, const QString &file)
{
    switch (language) {
    case Language::Curl:
        return {u"sh"_s, file};
    case Language::JavaScriptFetch:
        return {u"node"_s, file};
    default:
        return {u"python3"_s, file};
    }
}

} // namespace

class tst_Snippet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aProgramGetsTheAnswerThatTheRequestGets_data();
    void aProgramGetsTheAnswerThatTheRequestGets();
    void everyProgramIsWellFormed_data();
    void everyProgramIsWellFormed();
    void noProgramHasTheKey();
    void filesOfABodyBecomeMarkers();

private:
    RequestSample sampleOf(const JsonNode &body, const QStringList &files = {}) const
    {
        return {.baseUrl = m_server.baseUrl(),
                .keyVariable = u"PRACTICE_KEY"_s,
                .body = body,
                .files = files};
    }
    QByteArray answerTo(QByteArray body);
    //! \return what a program of \a words prints; fails the test where it fails.
    QByteArray outputOf(const QStringList &words);
    QString saved(const RequestSample &sample, Language language) const;

    QTemporaryDir m_directory;
    practice::PracticeServer m_server;
    QNetworkAccessManager m_network;
};

void tst_Snippet::initTestCase()
{
    QVERIFY(m_server.listen());
    QFile file(m_directory.filePath(u"it's a $(star).png"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(png);
}

QByteArray tst_Snippet::answerTo(QByteArray body)
{
    body.replace(snippets::marker(0).toUtf8(), png.toBase64());
    QNetworkRequest request(QUrl(m_server.baseUrl().toString() + u"/chat/completions"_s));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Authorization", "Bearer " + m_server.key().toLatin1());
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, body));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 10'000))
        return {};
    return reply->readAll();
}

QByteArray tst_Snippet::outputOf(const QStringList &words)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PRACTICE_KEY"_s, m_server.key());
    environment.insert(u"PYTHONIOENCODING"_s, u"utf-8"_s);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_directory.path());
    process.start(words.first(), words.sliced(1));
    // The server answers in this thread.
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000)
        || process.exitCode() != 0) {
        qWarning("%s", process.readAllStandardError().constData());
        return {};
    }
    return process.readAllStandardOutput();
}

QString tst_Snippet::saved(const RequestSample &sample, Language language) const
{
    QFile file(m_directory.filePath(u"program."_s + snippets::suffixOf(language)));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("the test's own disk");
    file.write(snippets::snippet(sample, language).toUtf8());
    return file.fileName();
}

void tst_Snippet::aProgramGetsTheAnswerThatTheRequestGets_data()
{
    QTest::addColumn<JsonNode>("body");
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<Language>("language");
    const QStringList image{u"it's a $(star).png"_s};
    for (const auto &[name, language] :
         {std::pair("curl", Language::Curl), std::pair("Python requests", Language::PythonRequests),
          std::pair("JavaScript", Language::JavaScriptFetch)}) {
        const auto row = [&, language = language, name = name](const char *what,
                                                               const JsonNode &body,
                                                               const QStringList &files = {}) {
            QTest::addRow("%s, %s", name, what) << body << files << language;
        };
        row("a question", question(u"Hello"_s));
        row("odd characters",
            question(u"\\ \" ' $HOME `id` $(id) %1 %s {0} \n\tJSON\n\u0001 \u2028 𝄞 </script>"_s));
        row("an image", questionWithImage(), image);
        row("the result of a tool", toolResult());
    }
}

void tst_Snippet::aProgramGetsTheAnswerThatTheRequestGets()
{
    QFETCH(JsonNode, body);
    QFETCH(QStringList, files);
    QFETCH(Language, language);
    const QStringList command = commandOf(language, saved(sampleOf(body, files), language));
    if (QStandardPaths::findExecutable(command.first()).isEmpty()
        || (language == Language::Curl && QStandardPaths::findExecutable(u"curl"_s).isEmpty()))
        QSKIP("The program that runs it is not there.");
    if (language == Language::PythonRequests
        && QProcess::execute(u"python3"_s, {u"-c"_s, u"import requests"_s}) != 0)
        QSKIP("Python has no requests.");

    const auto answer = json::parse(answerTo(json::write(body)));
    QVERIFY(answer);
    const JsonNode *expected = json::resolve(*answer, u"/choices/0/message/content"_s);
    QVERIFY(expected);
    const QByteArray output = outputOf(command);
    QVERIFY(!output.isEmpty());
    if (language == Language::Curl) {
        const auto printed = json::parse(output);
        QVERIFY2(printed, output.constData());
        QCOMPARE(json::resolve(*printed, u"/choices/0/message/content"_s)->text, expected->text);
    } else {
        QCOMPARE(QString::fromUtf8(output).trimmed(), expected->text.trimmed());
    }
    // Streamed it is the same.
    JsonNode streamed = body;
    if (const qsizetype at = streamed.names.indexOf(u"stream"_s); at >= 0)
        streamed.children[at] = JsonNode::of(true);
    else
        streamed.insert(u"stream"_s, JsonNode::of(true));
    const QByteArray pieces =
        outputOf(commandOf(language, saved(sampleOf(streamed, files), language)));
    if (language == Language::Curl)
        QVERIFY(pieces.contains("data: [DONE]"));
    else
        QCOMPARE(QString::fromUtf8(pieces).trimmed(), expected->text.trimmed());
}

void tst_Snippet::everyProgramIsWellFormed_data()
{
    QTest::addColumn<JsonNode>("body");
    QTest::addColumn<QStringList>("files");
    QTest::newRow("odd characters")
        << question(u"\\ \" ' $HOME `id` %1 \n\"\"\" \u0001 𝄞 \\N{x}"_s) << QStringList();
    QTest::newRow("an image") << questionWithImage() << QStringList{u"a \"b\".png"_s};
    QTest::newRow("tools") << toolResult() << QStringList();
    QTest::newRow("nothing") << node("{}") << QStringList();
}

void tst_Snippet::everyProgramIsWellFormed()
{
    QFETCH(JsonNode, body);
    QFETCH(QStringList, files);
    RequestSample sample = sampleOf(body, files);
    sample.headers = {{u"X-Team"_s, u"a \"b\" 'c' $d"_s}};
    if (files.isEmpty())
        sample.keyVariable.clear();
    for (const Language language :
         {Language::PythonRequests, Language::PythonOpenAi, Language::PydanticAi}) {
        const QString check = u"import ast,sys;"
                              "ast.parse(open(sys.argv[1],encoding='utf-8').read());print('yes')"_s;
        QCOMPARE(outputOf({u"python3"_s, u"-Ic"_s, check, saved(sample, language)}), "yes\n");
    }
    const QString shell = u"sh -n \"$0\" && echo yes"_s;
    QCOMPARE(outputOf({u"sh"_s, u"-c"_s, shell, saved(sample, Language::Curl)}), "yes\n");
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty())
        return;
    const QString node = u"node --check \"$0\" && echo yes"_s;
    QCOMPARE(outputOf({u"sh"_s, u"-c"_s, node, saved(sample, Language::JavaScriptFetch)}), "yes\n");
}

void tst_Snippet::noProgramHasTheKey()
{
    for (const Language language :
         {Language::Curl, Language::PythonRequests, Language::PythonOpenAi, Language::PydanticAi,
          Language::JavaScriptFetch}) {
        const QString text = snippets::snippet(sampleOf(question(u"Hello"_s)), language);
        QVERIFY(!text.contains(m_server.key()));
        QVERIFY(text.contains("PRACTICE_KEY"_L1));
    }
}

void tst_Snippet::filesOfABodyBecomeMarkers()
{
    const wire::RequestBody body{
        .pieces = {QByteArray(R"({"a":["data:image/png;base64,)"),
                   wire::Base64File{.path = u"/x/1"_s, .size = 3}, QByteArray(R"(","b )"),
                   wire::Base64File{.path = u"/x/2"_s, .size = 3}, QByteArray(R"("]})")}};
    const auto sample = snippets::sampleBody(body, {u"star.png"_s});
    QVERIFY(sample);
    QCOMPARE(sample->second, QStringList({u"star.png"_s, u"file-2"_s}));
    QCOMPARE(json::resolve(sample->first, u"/a/0"_s)->text,
             u"data:image/png;base64,"_s + snippets::marker(0));
    QCOMPARE(json::resolve(sample->first, u"/a/1"_s)->text, u"b "_s + snippets::marker(1));
    QVERIFY(!snippets::sampleBody({.pieces = {QByteArray("{")}}, {}));
}

QTEST_GUILESS_MAIN(tst_Snippet)
#include "tst_snippet.moc"
