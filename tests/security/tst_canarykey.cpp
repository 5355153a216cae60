// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/faultserver.h"

#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace polylogue::tests;
using namespace Qt::StringLiterals;

//! A key goes to its server and nowhere else: not into files, logs or output, whatever the server
//! does with it.
class tst_CanaryKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stays_data();
    void stays();
    void theSearchFindsEveryForm();
};

namespace {

const QByteArray key = "sk-canary/7Qm+xV2=Zr9";

QByteArrayList formsOfKey()
{
    return {key, QUrl::toPercentEncoding(QString::fromLatin1(key)), key.toBase64(),
            key.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
            key.toHex()};
}

bool holdsKey(const QByteArray &bytes)
{
    const QByteArray lower = bytes.toLower();
    for (const QByteArray &form : formsOfKey()) {
        if (lower.contains(form.toLower()))
            return true;
    }
    return false;
}

//! \return the files below \a folder that hold the key, in their text or their name.
QStringList filesWithKey(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly) || holdsKey(file.readAll())
            || holdsKey(file.fileName().toUtf8()))
            found.append(file.fileName());
    }
    return found;
}

//! A server's answer that tells the key back, as careless ones do.
QByteArray chatter()
{
    return "you sent Authorization: Bearer " + key + " that is " + formsOfKey().join(" or ");
}

QByteArray errorBody()
{
    return R"({"error":{"message":")" + chatter() + R"(","type":"invalid_request_error","param":")"
        + key + R"(","code":")" + key + R"("}})";
}

} // namespace

void tst_CanaryKey::stays_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<Reply>("reply");

    const Reply answer = Reply::chat({"Hello", " you"});
    const Reply models = Reply::json(R"({"object":"list","data":[{"id":"m"}]})");
    const Reply vectors = Reply::json(
        R"({"data":[{"index":0,"embedding":[0.5,0.25]}],"model":"m","usage":{"prompt_tokens":1}})");
    const auto row = [](const char *name, const char *command, const Reply &reply) {
        QTest::newRow(name) << QString::fromLatin1(command) << reply;
    };
    row("an answer", "ask", answer);
    row("an answer as JSON", "ask --json", answer);
    row("an answer that breaks off", "ask", Reply::chat({"Hello"}).reset());
    row("models", "models", models);
    row("vectors", "embed", vectors);
    row("the key is refused", "ask", Reply::json(errorBody(), 401));
    row("the key is refused, as JSON", "ask --json", Reply::json(errorBody(), 401));
    row("a parameter is refused", "ask --param temperature=0.5", Reply::json(errorBody(), 400));
    row("a fault of the server", "ask", Reply::json(errorBody(), 500));
    row("a web page", "ask --json", Reply::html("<html>" + chatter() + "</html>", 200));
    row("a web page for models", "models --json",
        Reply::html("<html>" + chatter() + "</html>", 200));
    row("a web page for vectors", "embed --json",
        Reply::html("<html>" + chatter() + "</html>", 200));
    row("the key as the request's id", "ask --json",
        Reply::json("{}", 500, {{"X-Request-Id", key}}));
    row("an event that is no JSON", "ask", Reply::events({chatter()}));
    row("an error amid the stream", "ask", Reply::events({errorBody()}));
    row("a redirect", "ask", Reply::redirect(307, "http://127.0.0.1:9/?key=" + key));
    row("models refused", "models --json", Reply::json(errorBody(), 403));
    row("vectors refused", "embed --json", Reply::json(errorBody(), 422));
}

void tst_CanaryKey::stays()
{
    QFETCH(QString, command);
    QFETCH(Reply, reply);
    FaultServer server;
    server.otherwise(reply);
    QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkpath(u"tmp"_s));

    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto &name : {u"XDG_CONFIG_HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s,
                             u"XDG_RUNTIME_DIR"_s, u"XDG_STATE_HOME"_s})
        environment.remove(name);
    environment.insert(u"HOME"_s, home.path());
    environment.insert(u"TMPDIR"_s, home.filePath(u"tmp"_s));
    environment.insert(u"CANARY_KEY"_s, QString::fromLatin1(key));
    environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
    environment.insert(u"QT_FORCE_STDERR_LOGGING"_s, u"1"_s);
    QStringList arguments = command.split(u' ');
    arguments += {u"--endpoint"_s, server.url().toString(), u"--key-env"_s, u"CANARY_KEY"_s};
    if (!command.startsWith(u"models"_s))
        arguments += {u"--model"_s, u"m"_s};
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setProcessChannelMode(QProcess::MergedChannels);
    program.start(QStringLiteral(POLYLOGUE), arguments);
    program.write("text");
    program.closeWriteChannel();
    QVERIFY(program.waitForFinished(60'000));
    const QByteArray output = program.readAll();

    QVERIFY2(!server.requests().isEmpty(), output.constData());
    QCOMPARE(server.requests().constFirst().header("authorization"), "Bearer " + key);
    QVERIFY2(!holdsKey(output), output.constData());
    QCOMPARE(filesWithKey(home.path()), QStringList());
}

void tst_CanaryKey::theSearchFindsEveryForm()
{
    for (const QByteArray &form : formsOfKey()) {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"a/b"_s));
        QFile file(folder.filePath(u"a/b/.hidden"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("before " + form + " after");
        file.close();

        QCOMPARE(filesWithKey(folder.path()), QStringList{file.fileName()});
    }
    QVERIFY(!holdsKey("sk-another"));
}

QTEST_GUILESS_MAIN(tst_CanaryKey)
#include "tst_canarykey.moc"
