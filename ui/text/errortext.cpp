// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/errortext.h"

#include "app/base/redact.h"
#include "app/net/refusedparts.h"
#include "ui/text/format.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace polylogue::ui::text {

namespace {

using app::base::Error;
using app::base::ErrorKind;

constexpr qsizetype LongestServerWords = 500;
constexpr qsizetype LongestName = 80;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

struct Wording
{
    QString title = {};
    QString advice = {};
    QList<ErrorAction> actions = {};
};

// Names come from servers and users: one line of them is enough for a sentence.
QString nameOr(const QString &name, const QString &fallback)
{
    const QString line = oneLine(name, LongestName);
    return line.isEmpty() ? fallback : line;
}

QString serverName(const Error &error)
{
    return nameOr(error.subject, Words::tr("the server"));
}

Wording network(const Error &error)
{
    if (error.type == "closed_before_answer"_L1) {
        return {Words::tr("%1 closed the connection without an answer").arg(serverName(error)),
                Words::tr("The request was sent and may have been acted on, so it was not repeated "
                          "by itself."),
                {ErrorAction::Retry, ErrorAction::EditEndpoint}};
    }
    return {Words::tr("No connection to %1").arg(serverName(error)),
            Words::tr("Check that this computer is online and that the server is running at the "
                      "endpoint's base URL."),
            {ErrorAction::Retry, ErrorAction::EditEndpoint}};
}

Wording dns(const Error &error)
{
    const QString title = error.subject.isEmpty()
        ? Words::tr("The server's name is not known")
        : Words::tr("No server is known by the name %1").arg(serverName(error));
    return {title,
            Words::tr("Look for a typing mistake in the base URL. Inside an organisation the name "
                      "may be known only on its own network or VPN."),
            {ErrorAction::EditEndpoint, ErrorAction::Retry}};
}

Wording tls(const Error &error)
{
    const QString advice = error.subject.isEmpty()
        ? Words::tr("If your organisation runs its own certificate authority, add its CA file to "
                    "the endpoint.")
        : Words::tr("It concerns %1. If your organisation runs that certificate authority, add "
                    "its CA file to the endpoint.")
              .arg(serverName(error));
    return {Words::tr("The server's certificate is not trusted"),
            advice,
            {ErrorAction::EditEndpoint, ErrorAction::Retry}};
}

Wording proxy(const Error &error)
{
    return {Words::tr("The proxy %1 did not let the request through")
                .arg(nameOr(error.subject, Words::tr("of this network"))),
            Words::tr("Check the proxy's address, user name and password in the endpoint's network "
                      "settings."),
            {ErrorAction::EditEndpoint, ErrorAction::Retry}};
}

Wording forbidden(const QString &model)
{
    return {Words::tr("This key may not use %1").arg(nameOr(model, Words::tr("this service"))),
            Words::tr("Choose another model, or ask whoever gave you the key for access."),
            {ErrorAction::ChooseModel, ErrorAction::ReplaceKey}};
}

Wording wrongAddress(const Error &error)
{
    const QList<ErrorAction> actions = {ErrorAction::EditEndpoint, ErrorAction::Retry};
    if (error.type == "html"_L1)
        return {Words::tr("The server answered with a web page"),
                Words::tr("The base URL leads to a web site or a sign-in page instead of an API. "
                          "It often ends in /v1 or /api/v1."),
                actions};
    if (error.httpStatus >= 300 && error.httpStatus < 400)
        return {Words::tr("The server points to another address"),
                error.subject.isEmpty()
                    ? Words::tr("Keys are never sent on to another address. Correct the base URL.")
                    : Words::tr("Keys are never sent on to another address. If you trust %1, make "
                                "it the base URL.")
                          .arg(serverName(error)),
                actions};
    return {Words::tr("The server has no chat service at this address"),
            Words::tr("Check the base URL. It often ends in /v1 or /api/v1."), actions};
}

Wording unknownModel(const QString &model)
{
    return {Words::tr("The server does not know %1").arg(nameOr(model, Words::tr("this model"))),
            Words::tr("Choose a model from the server's list."),
            {ErrorAction::ChooseModel, ErrorAction::EditEndpoint}};
}

Wording badParameter(const Error &error, const QString &model)
{
    const QString who = nameOr(model, Words::tr("The server"));
    if (error.parameter.isEmpty())
        return {Words::tr("%1 did not accept the request").arg(who),
                Words::tr("The server's words usually name the cause. Parameters and extra JSON "
                          "are the likeliest."),
                {ErrorAction::EditParameters, ErrorAction::Retry}};
    return {Words::tr("%1 does not accept “%2”").arg(who, oneLine(error.parameter, LongestName)),
            Words::tr("Change or clear this parameter and send again."),
            {ErrorAction::EditParameters, ErrorAction::Retry}};
}

// Parameters are those of net/refusedparts.h, the subject of a refusal is a document that could go
// another way.
Wording partRefused(const Error &error, const QString &model)
{
    const QString who = nameOr(model, Words::tr("The model"));
    const QString name = oneLine(error.subject, LongestName);
    if (error.type == "not_taken"_L1)
        return {
            Words::tr("%1 does not take %2").arg(who, nameOr(name, Words::tr("this file"))),
            Words::tr("Nothing was sent. Choose a model that reads images or documents, or take "
                      "the file out."),
            {ErrorAction::ChooseModel, ErrorAction::EditAttachments}};
    if (error.parameter == app::net::fileField)
        return {Words::tr("%1 does not take PDF files").arg(who),
                Words::tr("The document can go in another form. That is remembered for this model; "
                          "the parameters' menu undoes it."),
                {ErrorAction::SendAsPageImages, ErrorAction::SendAsText, ErrorAction::ChooseModel,
                 ErrorAction::EditAttachments}};
    if (error.parameter == app::net::imageField && !name.isEmpty())
        return {Words::tr("%1 does not take images").arg(who),
                Words::tr("The document can go as its text. That is remembered for this model; the "
                          "parameters' menu undoes it."),
                {ErrorAction::SendAsText, ErrorAction::ChooseModel, ErrorAction::EditAttachments}};
    if (error.parameter == app::net::imageField)
        return {Words::tr("%1 does not take images").arg(who),
                Words::tr("Choose a model that does, or take the image out. Images of earlier "
                          "messages stay out of its requests from now on."),
                {ErrorAction::ChooseModel, ErrorAction::EditAttachments}};
    return {Words::tr("%1 cannot read this attachment").arg(who),
            Words::tr("Choose a model that reads images or documents, or take the attachment out."),
            {ErrorAction::ChooseModel, ErrorAction::EditAttachments}};
}

Wording contextExceeded(const QString &model)
{
    return {
        Words::tr("The conversation is too long for %1").arg(nameOr(model, Words::tr("the model"))),
        Words::tr("Start a new chat, take out attachments, or choose a model with a longer "
                  "context."),
        {ErrorAction::NewChat, ErrorAction::ChooseModel, ErrorAction::EditAttachments}};
}

//! Of texts that are embedded; the subject is the number of the first one.
Wording textTooLong(const Error &error)
{
    return {Words::tr("Text %1 is longer than the model reads").arg(error.subject),
            Words::tr("Let long texts be cut between sentences, or shorten it."),
            {}};
}

Wording rateLimited(const Error &error)
{
    const QString advice = error.retryAfter
        ? Words::tr("The server asks to wait %1 before the next request.")
              .arg(duration(*error.retryAfter))
        : Words::tr("Wait a moment, then try again.");
    return {Words::tr("Too many requests for now"), advice, {ErrorAction::Retry}};
}

Wording serverFault(const Error &error)
{
    const QList<ErrorAction> actions = {ErrorAction::Retry, ErrorAction::ChooseModel};
    const QString advice =
        Words::tr("This is not your mistake. Try again in a moment; if it stays, the people who "
                  "run the server can help.");
    if (error.httpStatus == 503)
        return {Words::tr("The server is overloaded or out of service"), advice, actions};
    if (error.httpStatus == 502 || error.httpStatus == 504)
        return {Words::tr("The gateway got no answer from the model's server"), advice, actions};
    return {Words::tr("The server failed while answering"), advice, actions};
}

Wording timeout(const Error &error)
{
    const QList<ErrorAction> actions = {ErrorAction::Retry, ErrorAction::EditEndpoint};
    if (error.subject == "connect"_L1)
        return {Words::tr("The server did not respond"),
                Words::tr("A firewall or a wrong port can be the cause. Check the base URL and the "
                          "proxy."),
                actions};
    if (error.subject == "idle"_L1)
        return {Words::tr("The answer stopped coming"),
                Words::tr("What came of it is kept. Try again; a shorter question may help."),
                {ErrorAction::Retry}};
    return {Words::tr("No answer came in time"),
            Words::tr("The model may be busy or starting. Try again, or choose another model."),
            {ErrorAction::Retry, ErrorAction::ChooseModel}};
}

Wording protocol(const Error &error)
{
    const QList<ErrorAction> actions = {ErrorAction::Retry, ErrorAction::EditEndpoint};
    if (error.type == "empty"_L1)
        return {Words::tr("The server sent an empty answer"),
                Words::tr("Try again. If it stays, the server or a proxy before it is at fault."),
                actions};
    if (error.type == "dimensions"_L1)
        return {
            Words::tr("The vectors are not all of one length"),
            Words::tr("The model gives vectors of another length than asked for, or than before. "
                      "Choose the model's own dimension, or another model."),
            {ErrorAction::ChooseModel}};
    return {Words::tr("The server's answer could not be understood"),
            Words::tr("It is not of the form that OpenAI-compatible servers use. Check the base "
                      "URL."),
            actions};
}

Wording filtered(const QString &model)
{
    return {Words::tr("A content filter stopped the answer"),
            Words::tr("%1's provider refused this text or an attachment. Put it differently, or "
                      "choose another model.")
                .arg(nameOr(model, Words::tr("The model"))),
            {ErrorAction::ChooseModel, ErrorAction::EditAttachments}};
}

// Types are those of attachments::DecodeJob; "folder" is the composer's.
QString fileTitle(const Error &error)
{
    if (error.type == "not_supported"_L1)
        return Words::tr("This kind of file cannot be attached");
    if (error.type == "folder"_L1)
        return Words::tr("Folders cannot be attached");
    if (error.type == "empty_folder"_L1)
        return Words::tr("There is nothing in the folder that can be attached");
    if (error.type == "empty"_L1)
        return Words::tr("The file is empty");
    if (error.type == "heic"_L1)
        return Words::tr("HEIC and AVIF pictures cannot be attached");
    if (error.type == "old_office"_L1)
        return Words::tr("This kind of office file cannot be attached");
    if (error.type == "archive"_L1)
        return Words::tr("Archives cannot be attached");
    if (error.type == "audio_video"_L1)
        return Words::tr("Sound and films cannot be attached");
    if (error.type == "not_what_it_says"_L1)
        return Words::tr("The file is not what its name says: it holds plain text");
    if (error.type == "no_text"_L1)
        return Words::tr("There is no text in the file");
    if (error.type == "too_much_text"_L1)
        return Words::tr("The file holds more text than any model reads");
    if (error.type == "damaged"_L1)
        return Words::tr("The file is damaged");
    if (error.type == "too_large"_L1)
        return Words::tr("Opening the file takes too much memory");
    if (error.type == "password_needed"_L1 || error.type == "wrong_password"_L1)
        return Words::tr("The PDF is protected by a password");
    if (error.type == "no_pages"_L1)
        return Words::tr("The PDF has no pages");
    if (error.type == "timeout"_L1)
        return Words::tr("The file took too long to read");
    if (error.type == "crashed"_L1)
        return Words::tr("The file could not be read safely");
    if (error.type == "helper_missing"_L1)
        return Words::tr("Polylogue's file reader is missing");
    if (error.type == "no_recognizer"_L1)
        return Words::tr("Tesseract is not installed");
    return Words::tr("%1 could not be read").arg(nameOr(error.subject, Words::tr("The file")));
}

QString fileAdvice(const Error &error)
{
    if (error.type == "not_supported"_L1 || error.type == "folder"_L1)
        return Words::tr("Images (PNG, JPEG, GIF, WebP, BMP, TIFF), PDF, texts, e-mail, web pages "
                         "and documents of Word, Excel, PowerPoint and OpenDocument can be.");
    if (error.type == "heic"_L1)
        return Words::tr("Save the picture as JPEG and attach that.");
    if (error.type == "old_office"_L1)
        return Words::tr("It is of an old form, or has a password. Save it as DOCX, XLSX, PPTX or "
                         "PDF without one and attach that.");
    if (error.type == "archive"_L1)
        return Words::tr("Unpack it and attach the files that matter.");
    if (error.type == "audio_video"_L1)
        return Words::tr("Attach a transcript or single pictures.");
    if (error.type == "not_what_it_says"_L1)
        return Words::tr("It may be a page with an error that was saved under this name. Get it "
                         "again, or rename it to .txt to attach the text.");
    if (error.type == "no_text"_L1)
        return Words::tr("If it consists of pictures, save it as PDF and attach that.");
    if (error.type == "too_much_text"_L1)
        return Words::tr("Attach the part that matters.");
    if (error.type == "password_needed"_L1 || error.type == "wrong_password"_L1)
        return Words::tr(
            "Enter it on the attachment, or attach a copy without the password. It is kept "
            "in memory until Polylogue ends, and sent nowhere.");
    if (error.type == "no_recognizer"_L1)
        return Words::tr("Install Tesseract to have text recognised, or choose another form.");
    if (error.type == "helper_missing"_L1)
        return Words::tr("Install Polylogue again.");
    if (error.type == "too_large"_L1)
        return Words::tr("Attach a picture with fewer pixels, or fewer pages.");
    return Words::tr("Check that it opens in another program, then attach it again.");
}

Wording disk(const Error &error)
{
    return {Words::tr("%1 could not be written").arg(nameOr(error.subject, Words::tr("A file"))),
            Words::tr("Check that there is space left and that you may write there."),
            {ErrorAction::Retry}};
}

// No default: a new kind must be worded before this compiles.
Wording wordingOf(const Error &error, const QString &model)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return {Words::tr("Stopped"), {}, {ErrorAction::Retry}};
    case ErrorKind::Network:
        return network(error);
    case ErrorKind::Dns:
        return dns(error);
    case ErrorKind::Tls:
        return tls(error);
    case ErrorKind::Proxy:
        return proxy(error);
    case ErrorKind::Unauthorized:
        return {Words::tr("The key was not accepted"),
                Words::tr("It may be missing, mistyped or expired. Enter the current one."),
                {ErrorAction::ReplaceKey, ErrorAction::Retry, ErrorAction::EditEndpoint}};
    case ErrorKind::Forbidden:
        return forbidden(model);
    case ErrorKind::OutOfCredit:
        return {Words::tr("The account behind this key has no credit left"),
                Words::tr("Ask whoever pays for it, or use another key."),
                {ErrorAction::ReplaceKey, ErrorAction::Retry}};
    case ErrorKind::WrongAddress:
        return wrongAddress(error);
    case ErrorKind::UnknownModel:
        return unknownModel(model);
    case ErrorKind::BadParameter:
        return badParameter(error, model);
    case ErrorKind::PartRefused:
        return partRefused(error, model);
    case ErrorKind::ContextExceeded:
        return error.type == "text_too_long"_L1 ? textTooLong(error) : contextExceeded(model);
    case ErrorKind::TooLarge:
        return {Words::tr("The request is too large for the server"),
                Words::tr("Take out an attachment or make it smaller, then send again."),
                {ErrorAction::EditAttachments, ErrorAction::NewChat}};
    case ErrorKind::RateLimited:
        return rateLimited(error);
    case ErrorKind::ServerFault:
        return serverFault(error);
    case ErrorKind::Timeout:
        return timeout(error);
    case ErrorKind::Filtered:
        return filtered(model);
    case ErrorKind::Incomplete:
        return {Words::tr("The answer ended early"),
                Words::tr("The connection was cut before the end. What came of it is kept."),
                {ErrorAction::Retry}};
    case ErrorKind::Protocol:
        return protocol(error);
    case ErrorKind::File:
        if (error.type == "password_needed"_L1 || error.type == "wrong_password"_L1)
            return {fileTitle(error),
                    fileAdvice(error),
                    {ErrorAction::EnterPassword, ErrorAction::EditAttachments}};
        return {fileTitle(error), fileAdvice(error), {ErrorAction::EditAttachments}};
    case ErrorKind::Disk:
        return disk(error);
    }
    return {};
}

QString detailsOf(const Error &error, const QString &model)
{
    QStringList lines;
    const auto add = [&lines](const QString &line, const QString &value) {
        if (!value.isEmpty())
            lines << line.arg(oneLine(value, LongestServerWords));
    };
    add(Words::tr("Model: %1"), model);
    add(Words::tr("HTTP status: %1"),
        error.httpStatus ? QString::number(error.httpStatus) : QString());
    add(Words::tr("Type: %1"), error.type);
    add(Words::tr("Code: %1"), error.code);
    add(Words::tr("Parameter: %1"), error.parameter);
    add(Words::tr("Concerns: %1"), error.subject);
    add(Words::tr("Request id: %1"), error.requestId);
    add(Words::tr("Message: %1"), error.detail);
    return app::base::redacted(lines.join(u'\n'));
}

QString serverWordsOf(const Error &error)
{
    if (error.kind == ErrorKind::Cancelled)
        return {};
    const QString words = app::base::redacted(error.detail.trimmed());
    if (words.size() <= LongestServerWords)
        return words;
    return words.left(LongestServerWords - 1) + u'…';
}

} // namespace

ErrorText errorText(const Error &error, const QString &model)
{
    Wording wording = wordingOf(error, model);
    wording.actions << ErrorAction::CopyDetails;
    return {.title = wording.title,
            .serverWords = serverWordsOf(error),
            .advice = wording.advice,
            .details = detailsOf(error, model),
            .actions = wording.actions};
}

ErrorText messageErrorText(const Error &error, const QString &model)
{
    if (error.kind != ErrorKind::File || error.type != "damaged"_L1)
        return errorText(error, model);
    return {.title = Words::tr("This message could not be read"),
            .serverWords = {},
            .advice = Words::tr("Its place in the file of chats is damaged. Everything else is as "
                                "it was; a backup may still have it."),
            .details = detailsOf(error, model),
            .actions = {ErrorAction::CopyDetails}};
}

QString actionText(ErrorAction action)
{
    switch (action) {
    case ErrorAction::Retry:
        return Words::tr("Try again");
    case ErrorAction::ReplaceKey:
        return Words::tr("Enter another key");
    case ErrorAction::ChooseModel:
        return Words::tr("Choose another model");
    case ErrorAction::EditEndpoint:
        return Words::tr("Edit the endpoint");
    case ErrorAction::EditParameters:
        return Words::tr("Edit the parameters");
    case ErrorAction::SendAsPageImages:
        return Words::tr("Send as page images");
    case ErrorAction::SendAsText:
        return Words::tr("Send as text");
    case ErrorAction::EnterPassword:
        return Words::tr("Enter the password");
    case ErrorAction::EditAttachments:
        return Words::tr("Edit the message");
    case ErrorAction::NewChat:
        return Words::tr("New chat");
    case ErrorAction::CopyDetails:
        return Words::tr("Copy details");
    }
    return {};
}

} // namespace polylogue::ui::text
