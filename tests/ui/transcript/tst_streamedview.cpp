// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "../markdown/corpus.h"
#include "../markdown/sampledocument.h"
#include "ui/theme/theme.h"
#include "ui/transcript/messagecolumn.h"
#include "ui/transcript/transcriptview.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app::conversation;
using namespace polylogue::ui;
using namespace polylogue::ui::transcript;

//! \brief What has streamed in looks as it does when the chat is opened again.
class tst_StreamedView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheLeavesOfTheReloaded_data() { documents(); }
    void hasTheLeavesOfTheReloaded();
    void hasThePixelsOfTheReloaded_data() { documents(); }
    void hasThePixelsOfTheReloaded();

private:
    static void documents();
    static MessageId begin(Conversation &conversation);
    static void append(Conversation &conversation, const MessageId &answer, const QString &piece);
    static void complete(Conversation &conversation, const MessageId &answer);

    theme::Theme m_theme{polylogue::app::settings::ThemeMode::Light};
};

void tst_StreamedView::documents()
{
    QTest::addColumn<QString>("text");
    for (const polylogue::test::CorpusDocument &document : polylogue::test::corpus())
        QTest::addRow("%s", qPrintable(document.name)) << document.text;
}

MessageId tst_StreamedView::begin(Conversation &conversation)
{
    Message running;
    running.role = Role::Assistant;
    running.model = u"practice-text"_s;
    running.state = MessageState::Streaming;
    running.content = {TextPart{}};
    return conversation.append(running);
}

void tst_StreamedView::append(Conversation &conversation, const MessageId &answer,
                              const QString &piece)
{
    MessageDelta delta;
    delta.text = piece;
    conversation.append(answer, delta);
}

void tst_StreamedView::complete(Conversation &conversation, const MessageId &answer)
{
    conversation.update(answer, [](Message &message) { message.state = MessageState::Complete; });
}

void tst_StreamedView::hasTheLeavesOfTheReloaded()
{
    QFETCH(QString, text);
    Conversation conversation;
    const auto makeColumn = [&](MessageColumn &column) {
        column.setStyle(styleFor(m_theme, {}));
        column.setViewport({900, 600}, 0);
        column.setConversation(&conversation);
        column.place();
    };
    const MessageId id = begin(conversation);
    MessageColumn streamed;
    makeColumn(streamed);
    const auto sync = [&streamed] {
        streamed.markChanged(0);
        streamed.sync();
        streamed.moveToEnd();
        streamed.place();
    };
    for (const QString &piece : polylogue::test::piecesOf(text)) {
        append(conversation, id, piece);
        sync();
    }
    complete(conversation, id);
    sync();

    MessageColumn reloaded;
    makeColumn(reloaded);
    const auto &streamedLeaves = streamed.built(0).leaves();
    const auto &reloadedLeaves = reloaded.built(0).leaves();
    QCOMPARE(streamedLeaves.size(), reloadedLeaves.size());
    for (size_t leaf = 0; leaf < streamedLeaves.size(); ++leaf) {
        const LeafContent &content = streamedLeaves.at(leaf).content;
        QVERIFY2(content == reloadedLeaves.at(leaf).content, qPrintable(spokenText(content)));
        streamed.layoutOf(0, leaf);
        reloaded.layoutOf(0, leaf);
        QCOMPARE(streamedLeaves.at(leaf).gap, reloadedLeaves.at(leaf).gap);
        QCOMPARE(streamedLeaves.at(leaf).height, reloadedLeaves.at(leaf).height);
    }
}

void tst_StreamedView::hasThePixelsOfTheReloaded()
{
    QFETCH(QString, text);
    Conversation conversation;
    const MessageId id = begin(conversation);
    const auto makeView = [&] {
        auto view = std::make_unique<TranscriptView>(m_theme);
        view->resize(800, 1'400);
        view->setConversation(&conversation);
        view->show();
        return view;
    };
    const auto streamed = makeView();
    QVERIFY(QTest::qWaitForWindowExposed(streamed.get()));
    int pieces = 0;
    for (const QString &piece : polylogue::test::piecesOf(text)) {
        append(conversation, id, piece);
        if (++pieces % 5 == 0)
            QTest::qWait(12); // so that frames are painted in between
    }
    complete(conversation, id);

    const auto reloaded = makeView();
    QVERIFY(QTest::qWaitForWindowExposed(reloaded.get()));
    QTRY_COMPARE_WITH_TIMEOUT(streamed->viewport()->grab().toImage(),
                              reloaded->viewport()->grab().toImage(), 15'000);
}

QTEST_MAIN(tst_StreamedView)
#include "tst_streamedview.moc"
