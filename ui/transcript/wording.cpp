// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/transcript/wording.h"

#include "app/net/refusedparts.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace polylogue::ui::transcript::wording {

namespace {

using namespace app::conversation;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Transcript)
};

const QString Separator = QStringLiteral(" · ");

//! \return "214 tokens · 178/s"; the rate only where both ends of the stream are known.
QString tokens(const Message &answer)
{
    if (!answer.usage || !answer.usage->completionTokens)
        return {};
    const qint64 count = *answer.usage->completionTokens;
    QString text = text::tokenCount(count);
    if (answer.timing.firstToken && answer.timing.total) {
        const auto streamed = *answer.timing.total - *answer.timing.firstToken;
        if (streamed.count() >= 100 && count > 1) {
            const auto rate =
                static_cast<double>(count) * 1000.0 / static_cast<double>(streamed.count());
            text +=
                Separator + Words::tr("%1/s").arg(QLocale().toString(rate, 'f', rate < 10 ? 1 : 0));
        }
    }
    return text;
}

QString finish(const Message &answer)
{
    if (answer.state == MessageState::Stopped)
        return Words::tr("stopped");
    if (answer.state == MessageState::Interrupted)
        return Words::tr("interrupted");
    if (!answer.finishReason)
        return {};
    switch (*answer.finishReason) {
    case FinishReason::Stop:
        return {};
    case FinishReason::Length:
        return Words::tr("cut off: length limit");
    case FinishReason::ToolCalls:
        return Words::tr("tool calls");
    case FinishReason::ContentFilter:
        return Words::tr("ended by a content filter");
    case FinishReason::Error:
        return Words::tr("ended with an error");
    case FinishReason::Unknown:
        return answer.rawFinishReason.left(40);
    }
    return {};
}

} // namespace

QString commandLabel(Command command)
{
    switch (command) {
    case Command::OpenLink:
        return Words::tr("Open link");
    case Command::CopyCode:
        return Words::tr("Copy code");
    case Command::SaveCode:
        return Words::tr("Save code as…");
    case Command::OpenFile:
        return Words::tr("Open file");
    case Command::OpenPicture:
        return Words::tr("Open picture");
    case Command::CopyPicture:
        return Words::tr("Copy image");
    case Command::SavePicture:
        return Words::tr("Save image as…");
    case Command::ToggleReasoning:
        return Words::tr("Show or hide reasoning");
    case Command::ToggleWrap:
    case Command::ToggleFold:
    case Command::ToggleSource:
    case Command::ToggleDetails:
    case Command::ErrorAction:
    case Command::Message:
    case Command::OpenMenu:
        break;
    }
    return {};
}

QString actionLabel(MessageAction action)
{
    switch (action) {
    case MessageAction::Copy:
        return Words::tr("Copy");
    case MessageAction::Edit:
        return Words::tr("Edit");
    case MessageAction::Regenerate:
        return Words::tr("Regenerate");
    case MessageAction::RegenerateWith:
        return Words::tr("Regenerate with another model…");
    case MessageAction::Continue:
        return Words::tr("Continue");
    case MessageAction::BranchHere:
        return Words::tr("Branch into a new chat");
    case MessageAction::PreviousVersion:
        return Words::tr("Previous version");
    case MessageAction::NextVersion:
        return Words::tr("Next version");
    case MessageAction::Exclude:
        return Words::tr("Leave out of requests");
    case MessageAction::Pin:
        return Words::tr("Keep when older messages are left out");
    case MessageAction::DeleteMessage:
        return Words::tr("Delete this message");
    case MessageAction::DeleteBelow:
        return Words::tr("Delete this message and all below");
    case MessageAction::DeleteVersions:
        return Words::tr("Delete all versions of this message");
    case MessageAction::ShowOrigin:
        return Words::tr("Show the lane");
    }
    return {};
}

QString moreActions()
{
    return Words::tr("More actions");
}

QString actionHint(MessageAction action, const QString &model)
{
    switch (action) {
    case MessageAction::PreviousVersion:
    case MessageAction::NextVersion:
        return actionLabel(action);
    case MessageAction::Regenerate:
        return model.isEmpty() ? Words::tr("Ask for another answer")
                               : Words::tr("Ask for another answer by %1").arg(model);
    case MessageAction::Continue:
        return Words::tr("Ask for the rest of this answer");
    case MessageAction::ShowOrigin:
        return Words::tr("Open the comparison where this answer was chosen");
    default:
        return {};
    }
}

QString regenerateWith(const QString &model)
{
    constexpr qsizetype LongestName = 60;
    // An ampersand would become a menu's mnemonic.
    const QString name = text::oneLine(model, LongestName).replace(u'&', QStringLiteral("&&"));
    return name.isEmpty() ? actionLabel(MessageAction::Regenerate)
                          : Words::tr("Regenerate with %1").arg(name);
}

QString whyLocked(bool isLoading)
{
    return isLoading ? Words::tr("Older messages are still being loaded")
                     : Words::tr("Possible once the answer is complete or stopped");
}

QString version(int number, int count)
{
    return Words::tr("%1/%2").arg(text::count(number), text::count(count));
}

QStringList marks(const Message &message)
{
    QStringList marks;
    if (message.isEdited)
        marks += Words::tr("edited");
    if (message.isExcluded)
        marks += Words::tr("left out of requests");
    if (message.isPinned)
        marks += Words::tr("pinned");
    return marks;
}

QString omitted(int messages)
{
    return messages == 1 ? Words::tr("1 earlier message was left out to fit the context")
                         : Words::tr("%1 earlier messages were left out to fit the context")
                               .arg(text::count(messages));
}

QString promoted()
{
    return Words::tr("Chosen in a comparison");
}

QString brokenOff(const Message &answer)
{
    if (answer.state == MessageState::Interrupted)
        return Words::tr("The program ended while this came in.");
    if (answer.state == MessageState::Stopped)
        return Words::tr("You stopped this answer.");
    if (answer.state == MessageState::Complete && answer.finishReason == FinishReason::Length)
        return Words::tr("This answer was cut off at the length limit.");
    return {};
}

QString copyLabel()
{
    return Words::tr("Copy");
}

QString saveLabel()
{
    return Words::tr("Save…");
}

QString wrapLabel(bool isWrapped)
{
    return isWrapped ? Words::tr("Don't wrap") : Words::tr("Wrap");
}

QString codeName(const QString &language, qsizetype lines)
{
    const QString name = language.left(40);
    const QString count = QLocale().toString(lines);
    if (name.isEmpty())
        return lines == 1 ? Words::tr("Code, 1 line") : Words::tr("Code, %1 lines").arg(count);
    return lines == 1 ? Words::tr("Code in %1, 1 line").arg(name)
                      : Words::tr("Code in %1, %2 lines").arg(name, count);
}

QString tableName(int rows, int columns)
{
    return Words::tr("Table, rows: %1, columns: %2")
        .arg(QLocale().toString(rows), QLocale().toString(columns));
}

QString ruleName()
{
    return Words::tr("Separator");
}

QString sourceLabel(bool isShown)
{
    return isShown ? Words::tr("Show formatted") : Words::tr("Show source");
}

QString foldLabel()
{
    return Words::tr("Fold");
}

QString showAllLines(qsizetype count)
{
    return Words::tr("Show all %1 lines").arg(QLocale().toString(count));
}

QString detailsLabel(bool isOpen)
{
    return isOpen ? Words::tr("Hide details") : Words::tr("Details");
}

QString jumpToLatest()
{
    return Words::tr("Jump to latest");
}

QString formulaError(const QString &words)
{
    return Words::tr("This formula is shown as its source: %1").arg(words);
}

QString conversationName()
{
    return Words::tr("Conversation");
}

QString speaker(const Message &message, bool hidesModel)
{
    switch (message.role) {
    case Role::User:
        return Words::tr("You");
    case Role::System:
        return Words::tr("System prompt");
    case Role::Tool:
        return Words::tr("Tool result");
    case Role::Assistant:
        return message.model.isEmpty() || hidesModel ? Words::tr("Model") : message.model;
    }
    return {};
}

QString spokenSpeaker(const Message &message, bool hidesModel)
{
    if (message.role == Role::Assistant && !message.model.isEmpty() && !hidesModel)
        return Words::tr("Model %1").arg(message.model);
    return speaker(message, hidesModel);
}

QString place(qsizetype number, qsizetype count)
{
    return Words::tr("Message %1 of %2").arg(text::count(number), text::count(count));
}

QString time(const QDateTime &when)
{
    return when.isValid() ? text::clockTime(when.toLocalTime().time()) : QString();
}

QString fileMark(const QString &mediaType)
{
    if (mediaType == QStringLiteral("text/plain"))
        return QStringLiteral("TXT");
    const QString kind = mediaType.section(u'/', 1).section(u'+', 0, 0).toUpper();
    return kind == QStringLiteral("JPEG") ? QStringLiteral("JPG") : kind.left(4);
}

QString note(const QString &note)
{
    if (note == app::net::fileField)
        return Words::tr("The server refused the PDF file, which went in another form.");
    if (note == app::net::imageField)
        return Words::tr("The server refused page images; the document went as text.");
    return note;
}

namespace {

//! In which form it went out last; empty where that goes without saying.
QString sentForm(SentAs form)
{
    switch (form) {
    case SentAs::Native:
        return {};
    case SentAs::PageImages:
        return Words::tr("sent as page images");
    case SentAs::Text:
        return Words::tr("sent as text");
    case SentAs::RecognizedText:
        return Words::tr("sent as recognised text");
    case SentAs::Nothing:
        return Words::tr("left out of the last request");
    }
    return {};
}

//! The form that the user chose, for as long as nothing was sent.
QString chosenForm(Rung rung)
{
    switch (rung) {
    case Rung::Native:
        return {};
    case Rung::PageImages:
        return Words::tr("as page images");
    case Rung::Text:
        return Words::tr("as text");
    case Rung::RecognizedText:
        return Words::tr("as recognised text");
    }
    return {};
}

//! How a file went out, or will, and for how long.
QStringList choices(const DeliveryChoice &delivery, const std::optional<SentAs> &sentAs)
{
    QStringList known;
    if (!delivery.pages.isEmpty())
        known += Words::tr("pages %1").arg(text::oneLine(delivery.pages, 40));
    const QString form = sentAs ? sentForm(*sentAs)
        : delivery.rung         ? chosenForm(*delivery.rung)
                                : QString();
    if (!form.isEmpty())
        known += form;
    if (delivery.turns == 1)
        known += Words::tr("in this turn only");
    else if (delivery.turns > 1)
        known += Words::tr("in %1 turns").arg(text::count(delivery.turns));
    return known;
}

} // namespace

QString facts(const ImagePart &image)
{
    QStringList known;
    if (image.pixelSize.isValid() && !image.pixelSize.isEmpty())
        known += Words::tr("%1 × %2").arg(text::count(image.pixelSize.width()),
                                          text::count(image.pixelSize.height()));
    if (image.blob.size > 0)
        known += text::fileSize(image.blob.size);
    known += choices(image.delivery, image.sentAs);
    return known.join(Separator);
}

QString picture(const QString &facts)
{
    return Words::tr("Picture, %1").arg(facts);
}

QString facts(const DocumentPart &document)
{
    QStringList known;
    if (document.pageCount > 0)
        known += text::pageCount(document.pageCount);
    if (document.hasText == false)
        known += Words::tr("scan");
    else if (document.blob.size > 0)
        known += text::fileSize(document.blob.size);
    // Of a document it is worth a word, as there are other ways.
    if (document.sentAs == SentAs::Native)
        known += Words::tr("sent as PDF");
    known += choices(document.delivery, document.sentAs);
    return known.join(Separator);
}

QString facts(const TextFilePart &file)
{
    QStringList known = {Words::tr("text")};
    if (file.tokens > 0)
        known += text::estimatedTokenCount(file.tokens);
    if (file.blob.size > 0)
        known += text::fileSize(file.blob.size);
    known += choices(file.delivery, file.sentAs);
    return known.join(Separator);
}

QStringList facts(const Message &answer, bool withEnd)
{
    QStringList known;
    if (answer.timing.firstToken)
        known += Words::tr("%1 to first token").arg(text::duration(*answer.timing.firstToken));
    known += tokens(answer);
    if (answer.timing.total)
        known += Words::tr("%1 total").arg(text::duration(*answer.timing.total));
    if (withEnd)
        known += finish(answer);
    known.removeAll(QString());
    return known;
}

QString reasoningLabel(bool isThinking, std::optional<std::chrono::milliseconds> duration)
{
    if (isThinking)
        return Words::tr("Thinking");
    return duration ? Words::tr("Thought for %1").arg(text::duration(*duration))
                    : Words::tr("Reasoning");
}

QString toolCall(const ToolCallPart &call)
{
    return Words::tr("Calls %1").arg(text::oneLine(call.name, 80));
}

QString resultOf(const QString &tool)
{
    return Words::tr("Result of %1").arg(text::oneLine(tool, 80));
}

QString toolFailure()
{
    return Words::tr("Failed");
}

QString logged(const QString &line)
{
    return Words::tr("Log: %1", "what a tool wrote by console.log()").arg(text::oneLine(line, 500));
}

QString waiting()
{
    return Words::tr("Waiting");
}

QString unread()
{
    return Words::tr("Reading a long text…");
}

QString emptyAnswer()
{
    return Words::tr("The model answered without text.");
}

QString unformatted()
{
    return Words::tr("Shown as plain text: too long or too intricate to be formatted.");
}

QString generating()
{
    return Words::tr("Generating");
}

QString responseComplete(qsizetype words)
{
    if (words == 1)
        return Words::tr("Response complete, 1 word");
    return Words::tr("Response complete, %1 words").arg(text::count(words));
}

} // namespace polylogue::ui::transcript::wording
