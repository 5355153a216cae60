// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/heartbeat.h"
#include "ui/transfer/exportdialog.h"

#include <QAbstractButton>
#include <QDir>
#include <QFileInfo>
#include <QGroupBox>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue;
using namespace polylogue::app::conversation;
using namespace polylogue::ui::transfer;
using namespace Qt::StringLiterals;

using app::store::WholeChat;

class tst_ExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nameFollowsTheForm_data();
    void nameFollowsTheForm();
    void selectionIsOfferedWhereThereIsOne();
    void pagesHoldOneBranch();
    void jsonLeavesNothingOut();
    void everyFormIsWritten_data();
    void everyFormIsWritten();
    void longChatsLeaveTheWindowFree_data();
    void longChatsLeaveTheWindowFree();
    void optionsAndScopeReachTheFile();
    void failureIsToldAndCanBeTriedAgain();
    void closingCancelsFirst();
    void everythingHasAName();

private:
    std::unique_ptr<ExportDialog> dialog(const QList<WholeChat> &chats,
                                         const QList<MessageId> &selection = {}) const;
    static void choose(const ExportDialog &dialog, const QString &label);
    static QAbstractButton *button(const ExportDialog &dialog, const QString &label);
    static QStringList words(const ExportDialog &dialog);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<app::store::BlobStore> m_blobs;
};

namespace {

//! Two versions of an answer, the second shown.
WholeChat sample()
{
    const Message question{.id = MessageId::create(),
                           .role = Role::User,
                           .content = {TextPart{.text = u"Question"_s}}};
    Message first{.id = MessageId::create(),
                  .parent = question.id,
                  .role = Role::Assistant,
                  .content = {ReasoningPart{.text = u"Thinking"_s}, TextPart{.text = u"First"_s}},
                  .model = u"model-a"_s};
    Message second = first;
    second.id = MessageId::create();
    second.content = {ReasoningPart{.text = u"Thinking"_s}, TextPart{.text = u"**Second**"_s}};
    return {.record = {.id = app::store::ConversationId::create(), .title = u"A/B <test>"_s},
            .messages = {question, first, second},
            .leaf = second.id};
}

//! The same with \a count answers below each other.
WholeChat longSample(int count)
{
    WholeChat chat = sample();
    for (int number = 0; number < count; ++number) {
        Message next = chat.messages.last();
        next.parent = std::exchange(next.id, MessageId::create());
        chat.messages.append(next);
    }
    chat.leaf = chat.messages.last().id;
    return chat;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void tst_ExportDialog::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_blobs = std::make_unique<app::store::BlobStore>(m_directory->filePath(u"blobs"_s));
}

std::unique_ptr<ExportDialog> tst_ExportDialog::dialog(const QList<WholeChat> &chats,
                                                       const QList<MessageId> &selection) const
{
    auto dialog = std::make_unique<ExportDialog>(chats, selection, *m_blobs, false);
    dialog->show();
    return dialog;
}

QAbstractButton *tst_ExportDialog::button(const ExportDialog &dialog, const QString &label)
{
    for (QAbstractButton *each : dialog.findChildren<QAbstractButton *>()) {
        if (each->text().remove(u'&').startsWith(label))
            return each;
    }
    return nullptr;
}

void tst_ExportDialog::choose(const ExportDialog &dialog, const QString &label)
{
    QAbstractButton *found = button(dialog, label);
    QVERIFY2(found && found->isEnabled(), qPrintable(label));
    found->click();
}

QStringList tst_ExportDialog::words(const ExportDialog &dialog)
{
    QStringList texts;
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts += label->text();
    }
    return texts;
}

void tst_ExportDialog::nameFollowsTheForm_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("several");

    QTest::newRow("markdown") << u"Markdown"_s << u"A B test.md"_s << u"Chats"_s;
    QTest::newRow("html") << u"Web page"_s << u"A B test.html"_s << u"Chats"_s;
    QTest::newRow("pdf") << u"PDF"_s << u"A B test.pdf"_s << u"Chats.pdf"_s;
    QTest::newRow("json") << u"JSON"_s << u"A B test.json"_s << u"Chats.json"_s;
    QTest::newRow("lines") << u"JSON Lines"_s << u"A B test"_s << u"Chats"_s;
}

void tst_ExportDialog::nameFollowsTheForm()
{
    QFETCH(const QString, form);
    QFETCH(const QString, one);
    QFETCH(const QString, several);
    const auto ofOne = dialog({sample()});
    const auto ofSeveral = dialog({sample(), sample()});

    choose(*ofOne, form);
    choose(*ofSeveral, form);

    QCOMPARE(ofOne->suggestedName(), one);
    QCOMPARE(ofSeveral->suggestedName(), several);
    QCOMPARE(ofOne->makesFolder(), !one.contains(u'.'));
    QVERIFY(ofSeveral->windowTitle().contains(u'2'));
}

void tst_ExportDialog::selectionIsOfferedWhereThereIsOne()
{
    const WholeChat chat = sample();
    QVERIFY(!button(*dialog({chat}), u"Selected"_s));

    const auto selected = dialog({chat}, {chat.messages.first().id});

    QVERIFY(button(*selected, u"Selected messages (1)"_s)->isChecked());
}

void tst_ExportDialog::pagesHoldOneBranch()
{
    const auto asked = dialog({sample()});
    choose(*asked, u"Every version"_s);

    choose(*asked, u"PDF"_s);

    QVERIFY(!button(*asked, u"Every version"_s)->isEnabled());
    QVERIFY(button(*asked, u"What is shown"_s)->isChecked());
}

void tst_ExportDialog::jsonLeavesNothingOut()
{
    const auto asked = dialog({sample()});
    QVERIFY(button(*asked, u"Reasoning"_s)->isEnabled());

    choose(*asked, u"JSON"_s);

    QVERIFY(!button(*asked, u"Reasoning"_s)->isEnabled());
}

void tst_ExportDialog::everyFormIsWritten_data()
{
    nameFollowsTheForm_data();
}

void tst_ExportDialog::everyFormIsWritten()
{
    QFETCH(const QString, form);
    const auto asked = dialog({sample()});
    choose(*asked, form);
    QSignalSpy ended(asked.get(), &ExportDialog::ended);
    const QString path = m_directory->filePath(asked->suggestedName());

    asked->exportTo(path);

    QVERIFY(ended.wait(20'000));
    QVERIFY(QFileInfo::exists(path));
    const QString told = words(*asked).join(u'\n');
    QVERIFY2(told.contains(u"2 messages"_s), qPrintable(told)); // what is shown
    QVERIFY(told.contains(QDir::toNativeSeparators(path)));
    QVERIFY(button(*asked, u"Close"_s)->isEnabled());
}

void tst_ExportDialog::longChatsLeaveTheWindowFree_data()
{
    nameFollowsTheForm_data();
}

void tst_ExportDialog::longChatsLeaveTheWindowFree()
{
    QFETCH(const QString, form);
    if (form == u"PDF"_s)
        return; // laid out in the window's thread, bit by bit: tst_PrintDocument
    const auto asked = dialog({longSample(5'000)});
    choose(*asked, form);
    QSignalSpy ended(asked.get(), &ExportDialog::ended);
    QTest::qWait(50); // what opening the dialog has left to do
    const tests::Heartbeat heartbeat;

    asked->exportTo(m_directory->filePath(u"out"_s));

    QVERIFY(ended.wait(60'000));
    qInfo("%s: worked at most %.1f ms at a time", qPrintable(form), heartbeat.longestWork());
    QVERIFY(heartbeat.longestWork() < 16);
}

void tst_ExportDialog::optionsAndScopeReachTheFile()
{
    const auto asked = dialog({sample()});
    QSignalSpy ended(asked.get(), &ExportDialog::ended);
    const QString path = m_directory->filePath(u"a.html"_s);
    choose(*asked, u"Web page"_s);
    asked->exportTo(path);
    QVERIFY(ended.wait());
    const QByteArray shown = contentOf(path);

    choose(*asked, u"Every version"_s);
    choose(*asked, u"Reasoning"_s);
    asked->exportTo(path);
    QVERIFY(ended.wait());
    const QByteArray all = contentOf(path);

    QVERIFY(shown.contains("<strong>Second</strong>"));
    QVERIFY(shown.contains("Thinking"));
    QVERIFY(!shown.contains("First"));
    QVERIFY(all.contains("First"));
    QVERIFY(!all.contains("Thinking"));
}

void tst_ExportDialog::failureIsToldAndCanBeTriedAgain()
{
    const auto asked = dialog({sample()});
    QSignalSpy ended(asked.get(), &ExportDialog::ended);

    asked->exportTo(m_directory->filePath(u"nowhere/a.md"_s));
    QVERIFY(ended.wait());
    QVERIFY(words(*asked).last().contains(u"nowhere"_s));

    asked->exportTo(m_directory->filePath(u"a.md"_s));
    QVERIFY(ended.wait());
    QVERIFY(QFileInfo::exists(m_directory->filePath(u"a.md"_s)));
}

void tst_ExportDialog::closingCancelsFirst()
{
    const WholeChat chat = longSample(20'000);
    const auto asked = dialog({chat});
    QSignalSpy ended(asked.get(), &ExportDialog::ended);
    asked->exportTo(m_directory->filePath(u"a.md"_s));
    QVERIFY(asked->findChild<QProgressBar *>()->isVisible());

    asked->reject();

    QVERIFY(asked->isVisible());
    QVERIFY(ended.wait());
    QVERIFY(words(*asked).contains(u"Cancelled."_s));
    QVERIFY(!QFileInfo::exists(m_directory->filePath(u"a.md"_s)));
    asked->reject();
    QVERIFY(!asked->isVisible());
}

void tst_ExportDialog::everythingHasAName()
{
    const WholeChat chat = sample();
    const auto asked = dialog({chat}, {chat.messages.first().id});

    for (const QAbstractButton *each : asked->findChildren<QAbstractButton *>())
        QVERIFY(!each->text().isEmpty());
    for (const QGroupBox *each : asked->findChildren<QGroupBox *>())
        QVERIFY(!each->title().isEmpty());
    QVERIFY(!asked->findChild<QProgressBar *>()->accessibleName().isEmpty());
}

QTEST_MAIN(tst_ExportDialog)
#include "tst_exportdialog.moc"
