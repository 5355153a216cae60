// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/composer/composerwindow.h"
#include "ui/composer/attachmentchip.h"
#include "ui/composer/composer.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::composer;
using attachments::Attachment;
using attachments::Draft;

namespace {

Attachment image(const QString &name)
{
    Attachment attachment;
    attachment.id = attachments::AttachmentId::create();
    attachment.state = Attachment::State::Ready;
    attachment.fileName = name;
    attachment.blob = {QByteArray(32, 'x'), u"image/png"_s, 1'000};
    return attachment;
}

QStringList namesOf(const QList<Attachment> &attachments)
{
    QStringList names;
    for (const Attachment &attachment : attachments)
        names += attachment.fileName;
    return names;
}

} // namespace

class tst_ComposerEditing : public QObject, polylogue::test::ComposerWindow
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void draftIsToldOnEveryChange();
    void anotherChatsDraftReplacesEverything();
    void chipsOfADraftGetTheirPictures();
    void editingKeepsTheDraftAside();
    void savesByKeysAndButtons_data();
    void savesByKeysAndButtons();
    void anAnswerIsOnlySaved();
    void whatCannotBeSentCanBeSaved();
    void nothingIsSavedWhileAnAnswerRuns();
    void putBackWhileEditingGoesToTheDraft();
    void anotherChatsDraftEndsEditing();
    void aLongPasteBecomesALine_data();
    void aLongPasteBecomesALine();
    void aPastedTextCanBePutBackOrRemoved();
    void pastedTextsStayAsideWhileEditing();
    void pastedTextsComeBackWithTheirDraft_data();
    void pastedTextsComeBackWithTheirDraft();
    void attachmentsThatAreStillReadBelongToTheDraft();

private:
    QPlainTextEdit *edit() const { return m_composer->findChild<QPlainTextEdit *>(u"Message"_s); }
    QPushButton *button(const QString &name) const
    {
        return m_composer->findChild<QPushButton *>(name);
    }
    bool showsEditBar() const
    {
        return !m_composer->findChild<QWidget *>(u"EditBar"_s)->isHidden();
    }
    QWidget *pasted() const { return m_composer->findChild<QWidget *>(u"PastedTexts"_s); }
    void press(const QString &label)
    {
        for (auto *candidate : pasted()->findChildren<QPushButton *>()) {
            if (candidate->isVisible() && candidate->text() == label) {
                QTest::mouseClick(candidate, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(label));
    }
    void allowLongPastes()
    {
        settings::Settings chosen;
        chosen.longPasteCharacters = 100;
        m_composer->setSettings(chosen);
    }
    void paste(const QString &text, Qt::KeyboardModifiers more = {})
    {
        QGuiApplication::clipboard()->setText(text);
        QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier | more);
    }
    void type(const QString &text) { QTest::keyClicks(edit(), text); }
};

void tst_ComposerEditing::init()
{
    open();
}

void tst_ComposerEditing::draftIsToldOnEveryChange()
{
    QSignalSpy changed(m_composer, &Composer::draftChanged);
    type(u"ab"_s);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_composer->draft().text, u"ab"_s);
    m_composer->putBack({u"before"_s, {image(u"a.png"_s)}});
    QVERIFY(changed.size() > 2);
    QCOMPARE(namesOf(m_composer->draft().attachments), QStringList{u"a.png"_s});
    m_composer->clear();
    QVERIFY(m_composer->draft().isEmpty());
}

void tst_ComposerEditing::anotherChatsDraftReplacesEverything()
{
    type(u"of this chat"_s);
    QSignalSpy changed(m_composer, &Composer::draftChanged);
    m_composer->setDraft({u"of the other"_s, {image(u"b.png"_s)}});
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_composer->text(), u"of the other"_s);
    QCOMPARE(namesOf(m_composer->draft().attachments), QStringList{u"b.png"_s});
    QTest::keyClick(edit(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_composer->text(), u"of the other"_s);
    type(u"!"_s);
    QCOMPARE(m_composer->text(), u"of the other!"_s);
    m_composer->setDraft({});
    QVERIFY(m_composer->draft().isEmpty());
}

void tst_ComposerEditing::chipsOfADraftGetTheirPictures()
{
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::red);
    m_composer->setThumbnailProvider([&picture](const conversation::BlobRef &) { return picture; });
    m_composer->setDraft({{}, {image(u"a.png"_s)}});
    QCOMPARE(m_composer->draft().attachments.constFirst().thumbnail, picture);
}

void tst_ComposerEditing::editingKeepsTheDraftAside()
{
    m_composer->setDraft({u"unfinished"_s, {image(u"mine.png"_s)}});
    QSignalSpy changed(m_composer, &Composer::draftChanged);
    QSignalSpy cancelled(m_composer, &Composer::editCancelled);
    m_composer->beginEditing({u"old question"_s, {image(u"old.png"_s)}}, u"Editing"_s);
    QVERIFY(m_composer->isEditing());
    QVERIFY(showsEditBar());
    QCOMPARE(m_composer->text(), u"old question"_s);
    QCOMPARE(m_composer->draft().text, u"unfinished"_s);
    QCOMPARE(namesOf(m_composer->draft().attachments), QStringList{u"mine.png"_s});
    type(u"?"_s);
    QTest::keyClick(edit(), Qt::Key_Escape);
    QCOMPARE(cancelled.size(), 1);
    QVERIFY(!m_composer->isEditing());
    QVERIFY(!showsEditBar());
    QCOMPARE(m_composer->text(), u"unfinished"_s);
    QCOMPARE(namesOf(m_composer->draft().attachments), QStringList{u"mine.png"_s});
    QCOMPARE(changed.size(), 0);
}

void tst_ComposerEditing::savesByKeysAndButtons_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QString>("buttonName");
    QTest::addColumn<bool>("asksForAnswer");
    const Qt::KeyboardModifiers none = Qt::NoModifier;
    const Qt::KeyboardModifiers control = Qt::ControlModifier;
    QTest::newRow("Ctrl+S") << int(Qt::Key_S) << control << QString() << false;
    QTest::newRow("Ctrl+Return") << int(Qt::Key_Return) << control << QString() << true;
    QTest::newRow("the key that sends") << int(Qt::Key_Return) << none << QString() << true;
    QTest::newRow("Save") << 0 << none << u"SaveEdit"_s << false;
    QTest::newRow("Save and resend") << 0 << none << u"Send"_s << true;
}

void tst_ComposerEditing::savesByKeysAndButtons()
{
    QFETCH(int, key);
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(QString, buttonName);
    QFETCH(bool, asksForAnswer);
    type(u"unfinished"_s);
    m_composer->beginEditing({u"question"_s, {image(u"old.png"_s)}}, u"Editing"_s);
    QSignalSpy saved(m_composer, &Composer::editSaved);
    QSignalSpy submitted(m_composer, &Composer::submitted);
    type(u"!"_s);

    if (key != 0)
        QTest::keyClick(edit(), Qt::Key(key), modifiers);
    else
        QTest::mouseClick(button(buttonName), Qt::LeftButton);

    QCOMPARE(saved.size(), 1);
    const auto draft = saved.first().at(0).value<Draft>();
    QCOMPARE(draft.text, u"question!"_s);
    QCOMPARE(namesOf(draft.attachments), QStringList{u"old.png"_s});
    QCOMPARE(saved.first().at(1).toBool(), asksForAnswer);
    QCOMPARE(submitted.size(), 0);
    QCOMPARE(m_composer->text(), u"unfinished"_s);
    QVERIFY(m_composer->draft().attachments.isEmpty());
    QCOMPARE(button(u"Send"_s)->text(), u"Send"_s);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
}

void tst_ComposerEditing::anAnswerIsOnlySaved()
{
    m_composer->beginEditing({u"line"_s, {}}, u"Editing an answer"_s, Composer::EditKind::Answer);
    QSignalSpy saved(m_composer, &Composer::editSaved);
    QCOMPARE(button(u"Send"_s)->text(), u"Save"_s);
    QVERIFY(!button(u"SaveEdit"_s)->isVisible());
    QVERIFY(!button(u"Attach"_s)->isEnabled());
    m_composer->setBlockedReason(u"No model chosen"_s); // saving asks nobody
    QTest::keyClick(edit(), Qt::Key_Return);
    type(u"more"_s);
    QCOMPARE(saved.size(), 0);
    QTest::keyClick(edit(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.first().at(0).value<Draft>().text, u"line\nmore"_s);
    QCOMPARE(saved.first().at(1).toBool(), false);
    QVERIFY(button(u"Attach"_s)->isEnabled());
}

void tst_ComposerEditing::whatCannotBeSentCanBeSaved()
{
    m_composer->setBlockedReason(u"No model chosen"_s);
    m_composer->beginEditing({u"question"_s, {}}, u"Editing"_s);
    QSignalSpy saved(m_composer, &Composer::editSaved);
    QVERIFY(!button(u"Send"_s)->isEnabled());
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(saved.size(), 0);
    QTest::keyClick(edit(), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(saved.size(), 1);
    m_composer->beginEditing({u"question"_s, {}}, u"Editing"_s);
    QTest::keyClick(edit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit(), Qt::Key_Delete);
    QVERIFY(!button(u"SaveEdit"_s)->isEnabled()); // nothing is no message
    QTest::keyClick(edit(), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(saved.size(), 1);
}

void tst_ComposerEditing::nothingIsSavedWhileAnAnswerRuns()
{
    m_composer->beginEditing({u"question"_s, {}}, u"Editing"_s);
    m_composer->setRunning(true);
    QSignalSpy saved(m_composer, &Composer::editSaved);
    QTest::keyClick(edit(), Qt::Key_S, Qt::ControlModifier);
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(saved.size(), 0);
    QCOMPARE(m_composer->text(), u"question"_s);
}

void tst_ComposerEditing::putBackWhileEditingGoesToTheDraft()
{
    type(u"mine"_s);
    m_composer->beginEditing({u"question"_s, {}}, u"Editing"_s);
    m_composer->putBack({u"returned"_s, {}});
    QCOMPARE(m_composer->text(), u"question"_s);
    m_composer->cancelEditing();
    QCOMPARE(m_composer->text(), u"returned\nmine"_s);
}

void tst_ComposerEditing::anotherChatsDraftEndsEditing()
{
    type(u"mine"_s);
    m_composer->beginEditing({u"question"_s, {}}, u"Editing"_s);
    m_composer->setDraft({u"of the other chat"_s, {}});
    QVERIFY(!m_composer->isEditing());
    QCOMPARE(m_composer->text(), u"of the other chat"_s);
}

void tst_ComposerEditing::aLongPasteBecomesALine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isLong");
    QTest::newRow("100 characters") << u"x"_s.repeated(100) << false;
    QTest::newRow("one more") << u"x"_s.repeated(101) << true;
    QTest::newRow("60 lines") << u"\n"_s.repeated(59) << false;
    QTest::newRow("61 lines") << u"\n"_s.repeated(60) << true;
}

void tst_ComposerEditing::aLongPasteBecomesALine()
{
    QFETCH(QString, text);
    QFETCH(bool, isLong);
    allowLongPastes();
    type(u"See:"_s);
    const int height = m_composer->sizeHint().height();
    QSignalSpy changed(m_composer, &Composer::draftChanged);
    paste(text);
    QCOMPARE(pasted()->isVisible(), isLong);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_composer->draft().text, isLong ? u"See:\n\n"_s + text : u"See:"_s + text);
    if (isLong)
        QVERIFY(m_composer->sizeHint().height() > height);
    paste(text, Qt::ShiftModifier);
    QVERIFY(m_composer->text().endsWith(text)); // always in the field
    settings::Settings never;
    never.longPasteCharacters = 0;
    m_composer->clear();
    QVERIFY(m_composer->draft().isEmpty());
    m_composer->setSettings(never);
    paste(text);
    QCOMPARE(m_composer->text(), text);
}

void tst_ComposerEditing::aPastedTextCanBePutBackOrRemoved()
{
    allowLongPastes();
    const QString text = u"x"_s.repeated(200);
    paste(text);
    paste(text);
    press(u"Put back as text"_s);
    QCOMPARE(m_composer->text(), text);
    QVERIFY(pasted()->isVisible());
    press(u"Remove"_s);
    QVERIFY(!pasted()->isVisible());
    QCOMPARE(m_composer->draft().text, text);
}

void tst_ComposerEditing::pastedTextsComeBackWithTheirDraft_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<qsizetype>>("lengths");
    QTest::addColumn<QString>("written");
    using Lengths = QList<qsizetype>;
    QTest::newRow("none") << u"a"_s << Lengths{} << u"a"_s;
    QTest::newRow("behind what was written") << u"a\n\nlong"_s << Lengths{4} << u"a"_s;
    QTest::newRow("two") << u"a\nb\n\nlong\n\nmore"_s << Lengths{4, 4} << u"a\nb"_s;
    QTest::newRow("alone") << u"long"_s << Lengths{4} << QString();
    QTest::newRow("blank lines within") << u"a\n\n\n\nb"_s << Lengths{3} << u"a"_s;
    QTest::newRow("longer than the text") << u"a"_s << Lengths{4} << u"a"_s;
    QTest::newRow("no blank line before") << u"ab long"_s << Lengths{4} << u"ab long"_s;
    QTest::newRow("nonsense") << u"a\n\nlong"_s << Lengths{0, -1} << u"a\n\nlong"_s;
}

void tst_ComposerEditing::pastedTextsComeBackWithTheirDraft()
{
    QFETCH(QString, text);
    QFETCH(QList<qsizetype>, lengths);
    m_composer->setDraft({.text = text, .pastedLengths = lengths});
    QTEST(m_composer->text(), "written");
    const bool hasPasted = m_composer->text() != text;
    QCOMPARE(pasted()->isVisible(), hasPasted);
    QCOMPARE(m_composer->draft().text, text);
    QCOMPARE(m_composer->draft().pastedLengths, hasPasted ? lengths : QList<qsizetype>());

    m_composer->beginEditing({.text = u"old"_s}, u"Editing"_s);
    m_composer->putBack({.text = u"back\n\nagain"_s, .pastedLengths = {5}});
    m_composer->cancelEditing();
    QVERIFY(pasted()->isVisible());
    QVERIFY(m_composer->text().startsWith(u"back"_s));
    QVERIFY(m_composer->draft().text.contains(u"again"_s));
}

void tst_ComposerEditing::attachmentsThatAreStillReadBelongToTheDraft()
{
    const Attachment reading{.id = attachments::AttachmentId::create(), .fileName = u"p.png"_s};
    m_composer->setDraft({.text = u"what?"_s, .attachments = {reading}});
    QCOMPARE(m_composer->draft().attachments.size(), 1);
    const auto *send = button(u"Send"_s);
    QVERIFY(!send->isEnabled());

    Attachment read = reading;
    read.state = Attachment::State::Ready;
    QSignalSpy changed(m_composer, &Composer::draftChanged);
    Q_EMIT m_loader->changed(read);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_composer->draft().attachments.constFirst().state, Attachment::State::Ready);
    QVERIFY(send->isEnabled());

    read.state = Attachment::State::Failed;
    Q_EMIT m_loader->changed(read);
    QVERIFY(m_composer->draft().attachments.isEmpty());
}

void tst_ComposerEditing::pastedTextsStayAsideWhileEditing()
{
    allowLongPastes();
    const QString text = u"x"_s.repeated(200);
    paste(text);
    m_composer->beginEditing({u"question"_s, {}}, u"Editing"_s);
    QVERIFY(!pasted()->isVisible());
    QCOMPARE(m_composer->draft().text, text);
    paste(text); // into what is edited
    QVERIFY(m_composer->text().contains(text));
    m_composer->cancelEditing();
    QVERIFY(pasted()->isVisible());
    QVERIFY(m_composer->text().isEmpty());
    QCOMPARE(m_composer->draft().text, text);
}

QTEST_MAIN(tst_ComposerEditing)
#include "tst_composerediting.moc"
