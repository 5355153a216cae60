// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// Shows hostile messages in the conversation view, in every way a reader comes across them. Started
// by tst_hostilemarkdown, which watches what it does. The environment tells it what must not be
// touched (an argument would stand in the trace): POLYLOGUE_CANARY_FOLDER, POLYLOGUE_CANARY_PORT.
// With POLYLOGUE_CANARY_CONTROL it touches them, to prove that the watcher sees it.

#include "app/conversation/conversation.h"
#include "tests/security/hostilemarkdown.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QFile>
#include <QTcpSocket>
#include <QTest>

#include <cstdio>

using namespace polylogue;
using namespace Qt::StringLiterals;

using app::conversation::Conversation;
using app::conversation::Message;
using app::conversation::MessageDelta;
using app::conversation::MessageId;
using app::conversation::MessageState;
using app::conversation::Role;
using app::conversation::TextPart;

namespace {

void touch(const tests::Canaries &canaries)
{
    QFile file(canaries.folder + u"/x.png"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, canaries.port);
    socket.waitForConnected(1000);
    std::printf("control: file %d\n", int(isOpen));
}

//! Paints the view, and moves and clicks all over it.
void readThrough(ui::transcript::TranscriptView &view)
{
    QApplication::processEvents();
    view.grab();
    QWidget *viewport = view.viewport();
    for (int y = 24; y < viewport->height(); y += 72) {
        const QPoint point(viewport->width() / 3, y);
        QTest::mouseMove(viewport, point);
        QTest::mouseClick(viewport, Qt::LeftButton, {}, point);
    }
    view.selectAll();
    view.copySelection();
    view.grab();
}

void show(ui::transcript::TranscriptView &view, const QString &text)
{
    Conversation conversation;
    view.setConversation(&conversation);

    Message question{.role = Role::User, .content = {TextPart{text}}};
    question.content.append(
        app::conversation::DocumentPart{.fileName = text.left(200), .pageCount = 1});
    conversation.append(question);
    const MessageId answer = conversation.append(
        {.role = Role::Assistant, .state = MessageState::Streaming, .model = text.left(200)});
    for (qsizetype at = 0; at < text.size(); at += 1 + text.size() / 3) {
        const QString piece = text.mid(at, 1 + text.size() / 3);
        conversation.append(answer, MessageDelta{.text = piece, .reasoning = piece});
        QApplication::processEvents();
    }
    readThrough(view);

    conversation.update(answer, [&text](Message &message) {
        message.state = MessageState::Failed;
        message.error = app::base::Error{.kind = app::base::ErrorKind::ServerFault,
                                         .detail = text,
                                         .httpStatus = 500,
                                         .subject = text.left(200)};
        message.notes = {text};
    });
    readThrough(view);
    view.setConversation(nullptr);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const tests::Canaries canaries{
        .folder = qEnvironmentVariable("POLYLOGUE_CANARY_FOLDER"),
        .port = quint16(qEnvironmentVariableIntValue("POLYLOGUE_CANARY_PORT"))};
    if (qEnvironmentVariableIsSet("POLYLOGUE_CANARY_CONTROL")) {
        touch(canaries);
        return 0;
    }

    ui::theme::Theme theme(app::settings::ThemeMode::Light);
    ui::transcript::TranscriptView view(theme);
    view.resize(900, 640);
    view.show();
    const QStringList messages = tests::hostileMessages(canaries);
    for (const QString &message : messages)
        show(view, message);
    std::printf("shown: %d\n", int(messages.size()));
    return 0;
}
