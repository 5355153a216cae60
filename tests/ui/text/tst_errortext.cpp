// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/errorcodec.h"
#include "ui/text/errortext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::text;
using polylogue::app::base::Error;
using polylogue::app::base::ErrorKind;

class tst_ErrorText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorReadsAsItShould_data();
    void errorReadsAsItShould();
    void serversAnswersAreWorded_data();
    void serversAnswersAreWorded();
    void everyKindIsWorded_data();
    void everyKindIsWorded();
    void everyActionHasALabel();
    void longServerWordsAreCut();
    void keysAreNeverShown();
    void foreignNamesStayInOneLine();
    void detailsAreOneFactALine();
};

void tst_ErrorText::errorReadsAsItShould_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("adviceContains");
    QTest::addColumn<ErrorAction>("firstAction");
    using K = ErrorKind;
    using A = ErrorAction;

    QTest::newRow("401") << Error{.kind = K::Unauthorized,
                                  .detail = u"Invalid API key"_s,
                                  .httpStatus = 401}
                         << u"The key was not accepted"_s << u"expired"_s << A::ReplaceKey;
    QTest::newRow("403") << Error{.kind = K::Forbidden, .httpStatus = 403}
                         << u"This key may not use model-x"_s << u"another model"_s
                         << A::ChooseModel;
    QTest::newRow("402") << Error{.kind = K::OutOfCredit, .httpStatus = 402}
                         << u"The account behind this key has no credit left"_s << u"pays"_s
                         << A::ReplaceKey;
    QTest::newRow("404 web page") << Error{.kind = K::WrongAddress,
                                           .httpStatus = 404,
                                           .type = u"html"_s}
                                  << u"The server answered with a web page"_s << u"/api/v1"_s
                                  << A::EditEndpoint;
    QTest::newRow("404 path") << Error{.kind = K::WrongAddress, .httpStatus = 404}
                              << u"The server has no chat service at this address"_s << u"/v1"_s
                              << A::EditEndpoint;
    QTest::newRow("307") << Error{.kind = K::WrongAddress,
                                  .httpStatus = 307,
                                  .subject = u"https://other.example/v1"_s}
                         << u"The server points to another address"_s
                         << u"https://other.example/v1"_s << A::EditEndpoint;
    QTest::newRow("404 model") << Error{.kind = K::UnknownModel, .httpStatus = 404}
                               << u"The server does not know model-x"_s << u"list"_s
                               << A::ChooseModel;
    QTest::newRow("400 field") << Error{.kind = K::BadParameter,
                                        .httpStatus = 400,
                                        .parameter = u"top_p"_s}
                               << u"model-x does not accept “top_p”"_s << u"clear"_s
                               << A::EditParameters;
    QTest::newRow("422 without a field")
        << Error{.kind = K::BadParameter, .httpStatus = 422}
        << u"model-x did not accept the request"_s << u"extra JSON"_s << A::EditParameters;
    QTest::newRow("400 image") << Error{.kind = K::PartRefused, .httpStatus = 400}
                               << u"model-x cannot read this attachment"_s << u"images"_s
                               << A::ChooseModel;
    QTest::newRow("400 context") << Error{.kind = K::ContextExceeded, .httpStatus = 400}
                                 << u"The conversation is too long for model-x"_s << u"new chat"_s
                                 << A::NewChat;
    QTest::newRow("413") << Error{.kind = K::TooLarge, .httpStatus = 413}
                         << u"The request is too large for the server"_s << u"attachment"_s
                         << A::EditAttachments;
    QTest::newRow("429 with a wait")
        << Error{.kind = K::RateLimited,
                 .httpStatus = 429,
                 .retryAfter = std::chrono::milliseconds(20'000)}
        << u"Too many requests for now"_s << u"wait 20 s"_s << A::Retry;
    QTest::newRow("429") << Error{.kind = K::RateLimited, .httpStatus = 429}
                         << u"Too many requests for now"_s << u"Wait a moment"_s << A::Retry;
    QTest::newRow("500") << Error{.kind = K::ServerFault, .httpStatus = 500}
                         << u"The server failed while answering"_s << u"not your mistake"_s
                         << A::Retry;
    QTest::newRow("502") << Error{.kind = K::ServerFault, .httpStatus = 502}
                         << u"The gateway got no answer from the model's server"_s
                         << u"not your mistake"_s << A::Retry;
    QTest::newRow("503") << Error{.kind = K::ServerFault, .httpStatus = 503}
                         << u"The server is overloaded or out of service"_s << u"moment"_s
                         << A::Retry;
    QTest::newRow("cut stream") << Error{.kind = K::Incomplete,
                                         .httpStatus = 200,
                                         .type = u"incomplete_stream"_s}
                                << u"The answer ended early"_s << u"kept"_s << A::Retry;
    QTest::newRow("time-out connecting")
        << Error{.kind = K::Timeout, .subject = u"connect"_s} << u"The server did not respond"_s
        << u"firewall"_s << A::Retry;
    QTest::newRow("time-out before the first byte")
        << Error{.kind = K::Timeout, .subject = u"first byte"_s} << u"No answer came in time"_s
        << u"busy"_s << A::Retry;
    QTest::newRow("time-out within the answer")
        << Error{.kind = K::Timeout, .subject = u"idle"_s} << u"The answer stopped coming"_s
        << u"kept"_s << A::Retry;
    QTest::newRow("name unknown") << Error{.kind = K::Dns, .subject = u"api.agency.exmaple"_s}
                                  << u"No server is known by the name api.agency.exmaple"_s
                                  << u"VPN"_s << A::EditEndpoint;
    QTest::newRow("closed without an answer")
        << Error{.kind = K::Network, .type = u"closed_before_answer"_s, .subject = u"127.0.0.1"_s}
        << u"127.0.0.1 closed the connection without an answer"_s << u"not repeated"_s << A::Retry;
    QTest::newRow("refused") << Error{.kind = K::Network, .subject = u"127.0.0.1:9"_s}
                             << u"No connection to 127.0.0.1:9"_s << u"running"_s << A::Retry;
    QTest::newRow("self-signed") << Error{.kind = K::Tls, .subject = u"Example Root CA"_s}
                                 << u"The server's certificate is not trusted"_s
                                 << u"Example Root CA"_s << A::EditEndpoint;
    QTest::newRow("proxy") << Error{.kind = K::Proxy, .subject = u"proxy.example:3128"_s}
                           << u"The proxy proxy.example:3128 did not let the request through"_s
                           << u"password"_s << A::EditEndpoint;
    QTest::newRow("filter") << Error{.kind = K::Filtered}
                            << u"A content filter stopped the answer"_s << u"model-x"_s
                            << A::ChooseModel;
    QTest::newRow("empty 200") << Error{.kind = K::Protocol, .httpStatus = 200, .type = u"empty"_s}
                               << u"The server sent an empty answer"_s << u"proxy"_s << A::Retry;
    QTest::newRow("PDF with a password")
        << Error{.kind = K::File, .type = u"password_needed"_s, .subject = u"a.pdf"_s}
        << u"The PDF is protected by a password"_s << u"without the password"_s << A::EnterPassword;
    QTest::newRow("full disk") << Error{.kind = K::Disk, .subject = u"settings.json"_s}
                               << u"settings.json could not be written"_s << u"space"_s << A::Retry;
}

void tst_ErrorText::errorReadsAsItShould()
{
    QFETCH(Error, error);
    QFETCH(QString, title);
    QFETCH(QString, adviceContains);
    QFETCH(ErrorAction, firstAction);

    const ErrorText text = errorText(error, u"model-x"_s);

    QCOMPARE(text.title, title);
    QVERIFY2(text.advice.contains(adviceContains), qPrintable(text.advice));
    QCOMPARE(text.actions.first(), firstAction);
    QCOMPARE(text.actions.last(), ErrorAction::CopyDetails);
    QCOMPARE(text.serverWords, error.detail);
}

// From the bytes of an answer to the card: status x body -> title, the server's words, action.
void tst_ErrorText::serversAnswersAreWorded_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("serverWords");
    QTest::addColumn<ErrorAction>("firstAction");
    using A = ErrorAction;

    QTest::newRow("401, FastAPI's detail")
        << 401 << R"({"detail": "Invalid API key"})"_ba << u"The key was not accepted"_s
        << u"Invalid API key"_s << A::ReplaceKey;
    QTest::newRow("403") << 403 << R"({"error": {"message": "Not for you"}})"_ba
                         << u"This key may not use model-x"_s << u"Not for you"_s << A::ChooseModel;
    QTest::newRow("402") << 402 << R"({"error": {"message": "Pay first"}})"_ba
                         << u"The account behind this key has no credit left"_s << u"Pay first"_s
                         << A::ReplaceKey;
    QTest::newRow("404, web page")
        << 404 << "<!DOCTYPE html><html><head><title>Not Found</title></head></html>"_ba
        << u"The server answered with a web page"_s << u"Not Found"_s << A::EditEndpoint;
    QTest::newRow("404, model")
        << 404
        << R"({"error": {"message": "The model 'model-x' does not exist", "code": "model_not_found"}})"_ba
        << u"The server does not know model-x"_s << u"does not exist"_s << A::ChooseModel;
    QTest::newRow("400, field")
        << 400 << R"({"error": {"message": "Unsupported parameter: 'top_p'", "param": "top_p"}})"_ba
        << u"model-x does not accept “top_p”"_s << u"Unsupported parameter"_s << A::EditParameters;
    QTest::newRow("400, context")
        << 400 << R"({"error": {"message": "Too long", "code": "context_length_exceeded"}})"_ba
        << u"The conversation is too long for model-x"_s << u"Too long"_s << A::NewChat;
    QTest::newRow("413, nothing") << 413 << ""_ba << u"The request is too large for the server"_s
                                  << QString() << A::EditAttachments;
    QTest::newRow("422, FastAPI's list")
        << 422
        << R"({"detail": [{"loc": ["body", "temperature"], "msg": "Input should be less than 2", "type": "less_than"}]})"_ba
        << u"model-x does not accept “temperature”"_s << u"less than 2"_s << A::EditParameters;
    QTest::newRow("429") << 429 << R"({"error": {"message": "Slow down"}})"_ba
                         << u"Too many requests for now"_s << u"Slow down"_s << A::Retry;
    QTest::newRow("429, credit")
        << 429 << R"({"error": {"message": "Quota", "code": "insufficient_quota"}})"_ba
        << u"The account behind this key has no credit left"_s << u"Quota"_s << A::ReplaceKey;
    QTest::newRow("500") << 500 << R"({"error": {"message": "Oops"}})"_ba
                         << u"The server failed while answering"_s << u"Oops"_s << A::Retry;
    QTest::newRow("502, nothing") << 502 << ""_ba
                                  << u"The gateway got no answer from the model's server"_s
                                  << QString() << A::Retry;
    QTest::newRow("503, plain text")
        << 503 << "upstream connect error"_ba << u"The server is overloaded or out of service"_s
        << u"upstream connect error"_s << A::Retry;
}

void tst_ErrorText::serversAnswersAreWorded()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, title);
    QFETCH(QString, serverWords);
    QFETCH(ErrorAction, firstAction);

    const ErrorText text =
        errorText(polylogue::app::wire::decodeErrorBody(status, {}, body), u"model-x"_s);

    QCOMPARE(text.title, title);
    QVERIFY2(text.serverWords.contains(serverWords), qPrintable(text.serverWords));
    QCOMPARE(text.actions.first(), firstAction);
    QCOMPARE(text.actions.last(), ErrorAction::CopyDetails);
}

void tst_ErrorText::everyKindIsWorded_data()
{
    QTest::addColumn<ErrorKind>("kind");
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::Disk); ++kind)
        QTest::addRow("%d", kind) << static_cast<ErrorKind>(kind);
}

void tst_ErrorText::everyKindIsWorded()
{
    QFETCH(ErrorKind, kind);

    const ErrorText text = errorText({.kind = kind, .detail = u"server says no"_s});

    QVERIFY(!text.title.isEmpty());
    QVERIFY(!text.title.endsWith(u'.'));
    QVERIFY(!text.title.contains(u'%'));
    QVERIFY(!text.advice.contains(u'%'));
    QVERIFY(text.actions.size() >= 2);
    QVERIFY(kind == ErrorKind::Cancelled || text.serverWords == u"server says no"_s);
}

void tst_ErrorText::everyActionHasALabel()
{
    for (int action = 0; action <= static_cast<int>(ErrorAction::CopyDetails); ++action)
        QVERIFY(!actionText(static_cast<ErrorAction>(action)).isEmpty());
}

void tst_ErrorText::longServerWordsAreCut()
{
    const ErrorText text =
        errorText({.kind = ErrorKind::ServerFault, .detail = QString(2000, u'x')});

    QCOMPARE(text.serverWords.size(), 500);
    QVERIFY(text.serverWords.endsWith(u'…'));
}

void tst_ErrorText::keysAreNeverShown()
{
    const ErrorText text = errorText({.kind = ErrorKind::Unauthorized,
                                      .detail = u"You sent Authorization: Bearer sk-canary-42"_s});

    QVERIFY(!text.serverWords.contains(u"canary"_s));
    QVERIFY(!text.details.contains(u"canary"_s));
}

void tst_ErrorText::foreignNamesStayInOneLine()
{
    const ErrorText text =
        errorText({.kind = ErrorKind::UnknownModel}, u"<b>evil</b>\n"_s + QString(500, u'%'));

    QVERIFY(!text.title.contains(u'\n'));
    QVERIFY(text.title.size() < 140);
    QVERIFY(text.title.contains(u"<b>evil</b>"_s)); // as text; whoever shows it shows plain text
}

void tst_ErrorText::detailsAreOneFactALine()
{
    const ErrorText text = errorText({.kind = ErrorKind::BadParameter,
                                      .detail = u"no\nsuch"_s,
                                      .httpStatus = 400,
                                      .type = u"invalid_request_error"_s,
                                      .code = u"unknown_parameter"_s,
                                      .parameter = u"seed"_s,
                                      .requestId = u"req_7"_s},
                                     u"model-x"_s);

    QCOMPARE(text.details.split(u'\n'),
             QStringList({u"Model: model-x"_s, u"HTTP status: 400"_s,
                          u"Type: invalid_request_error"_s, u"Code: unknown_parameter"_s,
                          u"Parameter: seed"_s, u"Request id: req_7"_s, u"Message: no such"_s}));
}

QTEST_APPLESS_MAIN(tst_ErrorText)
#include "tst_errortext.moc"
