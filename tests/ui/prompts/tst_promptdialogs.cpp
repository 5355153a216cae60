// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/prompts/presetdialog.h"
#include "ui/prompts/promptlibrarydialog.h"
#include "ui/prompts/variablesdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using namespace polylogue::ui::prompts;
using store::Preset;
using store::Prompt;

namespace {

template <typename Widget> Widget *named(const QWidget &dialog, const QString &name)
{
    for (auto *widget : dialog.findChildren<Widget *>()) {
        if (widget->accessibleName() == name)
            return widget;
    }
    return nullptr;
}

QPushButton *button(const QWidget &dialog, const QString &text)
{
    for (auto *found : dialog.findChildren<QPushButton *>()) {
        if (found->text().remove(u'&') == text)
            return found;
    }
    return nullptr;
}

QStringList rowsOf(const QListWidget *list)
{
    QStringList rows;
    for (int i = 0; i < list->count(); ++i)
        rows.append(list->item(i)->text());
    return rows;
}

Prompt prompt(const QString &name, const QString &text)
{
    return {.id = store::PromptId::create(), .name = name, .text = text};
}

store::ChatSetup someSetup()
{
    store::ChatSetup setup;
    setup.model = u"gemini-2.5-flash"_s;
    setup.systemPrompt = u"You are a pirate.\nSpeak so."_s;
    setup.parameters.temperature = 0.2;
    setup.parameters.maxTokens = 100;
    return setup;
}

//! What a keeper of prompts does: gives back what it was asked to save.
void keep(PromptLibraryDialog &dialog, QList<Prompt> &kept)
{
    QObject::connect(&dialog, &PromptLibraryDialog::saveRequested, &dialog,
                     [&dialog, &kept](const Prompt &saved) {
                         kept.removeIf([&](const Prompt &other) { return other.id == saved.id; });
                         kept.append(saved);
                         dialog.setPrompts(kept);
                     });
}

} // namespace

class tst_PromptDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variablesAreAskedForAndFilledIn();
    void onlyOwnLinesTakeManyLines();
    void promptWithoutVariablesAsksNothing();
    void libraryListsByNameAndShowsWhatAPromptMeans();
    void editedPromptIsSavedByItself();
    void closingSavesWhatWasTypedLast();
    void choosingAnotherSavesTheOneBefore();
    void newPromptIsEditedAtOnce();
    void whatIsTypedSurvivesAChangeElsewhere();
    void pythonStringIsOfferedToBecomeAPrompt();
    void deletingAsksOnce();
    void usingClosesAndTells();
    void presetIsSavedAppliedRenamedAndDeleted();
    void presetOfTheSameNameIsReplaced();
    void lanesAreKeptUnderANameToo();
    void everyControlHasAName();
};

void tst_PromptDialogs::variablesAreAskedForAndFilledIn()
{
    VariablesDialog dialog(u"Judge"_s, u"Is {what} a {kind}? {{\"a\": {what}}}"_s);

    named<QLineEdit>(dialog, u"what"_s)->setText(u"<b>this</b>"_s);
    named<QLineEdit>(dialog, u"kind"_s)->setText(u"{kind}"_s);

    const QString expected = u"Is <b>this</b> a {kind}? {\"a\": <b>this</b>}"_s;
    QCOMPARE(dialog.filledText(), expected);
    QCOMPARE(named<QPlainTextEdit>(dialog, u"Preview"_s)->toPlainText(), expected);
    QCOMPARE(dialog.windowTitle(), u"Fill in “Judge”"_s);
}

void tst_PromptDialogs::onlyOwnLinesTakeManyLines()
{
    VariablesDialog dialog({}, u"About {topic}:\n{text}\n"_s);
    auto *text = named<QPlainTextEdit>(dialog, u"text"_s);
    QVERIFY(named<QLineEdit>(dialog, u"topic"_s));
    QVERIFY(text);
    QSignalSpy spy(&dialog, &QDialog::accepted);

    QTest::keyClicks(text, u"one"_s);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClicks(text, u"two"_s);
    QCOMPARE(spy.count(), 0);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);

    QCOMPARE(spy.count(), 1);
    QCOMPARE(dialog.filledText(), u"About :\none\ntwo\n"_s);
}

void tst_PromptDialogs::promptWithoutVariablesAsksNothing()
{
    QVERIFY(!VariablesDialog::isNeededFor(u"{{name}} and {\"json\": 1}"_s));
    QVERIFY(VariablesDialog::isNeededFor(u"{name}"_s));
}

void tst_PromptDialogs::libraryListsByNameAndShowsWhatAPromptMeans()
{
    PromptLibraryDialog dialog;
    const QList<Prompt> prompts{prompt(u"Zebra"_s, u"z"_s),
                                prompt(u"Ask <b>"_s, u"{a} and {b}, {{c}}"_s)};
    dialog.setPrompts(prompts);

    QCOMPARE(rowsOf(named<QListWidget>(dialog, u"Prompts"_s)),
             (QStringList{u"Ask <b>"_s, u"Zebra"_s}));
    dialog.select(prompts.last().id);
    QCOMPARE(named<QLineEdit>(dialog, u"Name"_s)->text(), u"Ask <b>"_s);
    QCOMPARE(named<QPlainTextEdit>(dialog, u"Preview"_s)->toPlainText(), u"‹a› and ‹b›, {c}"_s);
    const auto labels = dialog.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(
        labels, [](const QLabel *label) { return label->text() == u"Variables: a, b"_s; }));
}

void tst_PromptDialogs::editedPromptIsSavedByItself()
{
    PromptLibraryDialog dialog;
    QList<Prompt> kept{prompt(u"Ask"_s, u"text"_s)};
    dialog.setPrompts(kept);
    keep(dialog, kept);
    QSignalSpy spy(&dialog, &PromptLibraryDialog::saveRequested);

    QTest::keyClicks(named<QLineEdit>(dialog, u"Name"_s), u" me"_s);
    QTest::keyClicks(named<QPlainTextEdit>(dialog, u"Text"_s), u"more "_s);

    QCOMPARE(spy.count(), 0); // not at each key
    QTRY_COMPARE(spy.count(), 1);
    QCOMPARE(kept.first().name, u"Ask me"_s);
    QCOMPARE(kept.first().text, u"more text"_s);
}

void tst_PromptDialogs::closingSavesWhatWasTypedLast()
{
    PromptLibraryDialog dialog;
    dialog.setPrompts({prompt(u"Ask"_s, u"text"_s)});
    QSignalSpy spy(&dialog, &PromptLibraryDialog::saveRequested);
    dialog.show();
    QTest::keyClicks(named<QLineEdit>(dialog, u"Name"_s), u"!"_s);
    QTest::keyClick(named<QLineEdit>(dialog, u"Name"_s), Qt::Key_Return);
    QVERIFY2(dialog.isVisible(), "Return in the name uses nothing");

    dialog.reject();

    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<Prompt>().name, u"Ask!"_s);
}

void tst_PromptDialogs::choosingAnotherSavesTheOneBefore()
{
    PromptLibraryDialog dialog;
    QList<Prompt> kept{prompt(u"A"_s, u"a"_s), prompt(u"B"_s, u"b"_s)};
    dialog.setPrompts(kept);
    keep(dialog, kept);
    QTest::keyClicks(named<QPlainTextEdit>(dialog, u"Text"_s), u"new "_s);

    named<QListWidget>(dialog, u"Prompts"_s)->setCurrentRow(1);

    QTRY_COMPARE(named<QPlainTextEdit>(dialog, u"Text"_s)->toPlainText(), u"b"_s);
    QCOMPARE(kept.last().text, u"new a"_s);
    QCOMPARE(named<QListWidget>(dialog, u"Prompts"_s)->currentRow(), 1);
}

void tst_PromptDialogs::newPromptIsEditedAtOnce()
{
    PromptLibraryDialog dialog;
    QSignalSpy spy(&dialog, &PromptLibraryDialog::saveRequested);
    QVERIFY(!named<QLineEdit>(dialog, u"Name"_s)->isVisibleTo(&dialog));

    button(dialog, u"New prompt"_s)->click();
    QCOMPARE(rowsOf(named<QListWidget>(dialog, u"Prompts"_s)), QStringList{u"Without a name"_s});
    dialog.reject();
    QCOMPARE(spy.count(), 0); // nothing was written: nothing is kept

    dialog.addPrompt(u"from the chat"_s);
    dialog.reject();
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<Prompt>().text, u"from the chat"_s);
}

void tst_PromptDialogs::whatIsTypedSurvivesAChangeElsewhere()
{
    PromptLibraryDialog dialog;
    const QList<Prompt> prompts{prompt(u"A"_s, u"a"_s)};
    dialog.setPrompts(prompts);
    QTest::keyClicks(named<QPlainTextEdit>(dialog, u"Text"_s), u"typed "_s);

    dialog.setPrompts({prompts.first(), prompt(u"B"_s, u"b"_s)});

    QCOMPARE(named<QPlainTextEdit>(dialog, u"Text"_s)->toPlainText(), u"typed a"_s);
    QCOMPARE(named<QListWidget>(dialog, u"Prompts"_s)->count(), 2);
}

void tst_PromptDialogs::pythonStringIsOfferedToBecomeAPrompt()
{
    PromptLibraryDialog dialog;
    dialog.setPrompts({prompt(u"A"_s, QString())});
    dialog.show();
    auto *take = button(dialog, u"Take off the quotes"_s);
    QVERIFY(!take->isVisible());

    named<QPlainTextEdit>(dialog, u"Text"_s)->setPlainText(u"f\"\"\"\nIs it {x}?\n\"\"\""_s);
    QVERIFY(take->isVisible());
    take->click();

    QCOMPARE(named<QPlainTextEdit>(dialog, u"Text"_s)->toPlainText(), u"Is it {x}?"_s);
    QVERIFY(!take->isVisible());
    named<QPlainTextEdit>(dialog, u"Text"_s)->undo();
    QVERIFY(take->isVisible());
}

void tst_PromptDialogs::deletingAsksOnce()
{
    PromptLibraryDialog dialog;
    const QList<Prompt> prompts{prompt(u"A"_s, u"a"_s), prompt(u"B"_s, u"b"_s)};
    dialog.setPrompts(prompts);
    QSignalSpy spy(&dialog, &PromptLibraryDialog::removeRequested);

    button(dialog, u"Delete…"_s)->click();
    QCOMPARE(spy.count(), 0);
    auto *box = dialog.findChild<QMessageBox *>();
    QVERIFY(box);
    QCOMPARE(box->textFormat(), Qt::PlainText);
    button(*box, u"Delete"_s)->click();

    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<store::PromptId>(), prompts.first().id);
    QCOMPARE(rowsOf(named<QListWidget>(dialog, u"Prompts"_s)), QStringList{u"B"_s});
    QCOMPARE(named<QPlainTextEdit>(dialog, u"Text"_s)->toPlainText(), u"b"_s);
}

void tst_PromptDialogs::usingClosesAndTells()
{
    PromptLibraryDialog dialog;
    dialog.setPrompts({prompt(u"A"_s, u"a {x}"_s)});
    dialog.show();
    QSignalSpy spy(&dialog, &PromptLibraryDialog::useRequested);

    button(dialog, u"Use in the chat"_s)->click();

    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.first().first().value<Prompt>().text, u"a {x}"_s);
    QVERIFY(!dialog.isVisible());
}

void tst_PromptDialogs::presetIsSavedAppliedRenamedAndDeleted()
{
    PresetDialog dialog({.setup = someSetup()});
    QSignalSpy saved(&dialog, &PresetDialog::saveRequested);
    QSignalSpy removed(&dialog, &PresetDialog::removeRequested);
    QSignalSpy applied(&dialog, &PresetDialog::applyRequested);
    QVERIFY(!button(dialog, u"Apply"_s)->isEnabled());
    QVERIFY(!button(dialog, u"Save"_s)->isEnabled());

    QTest::keyClicks(named<QLineEdit>(dialog, u"Name of the new preset"_s), u"Pirate"_s);
    button(dialog, u"Save"_s)->click();
    const auto preset = saved.takeFirst().first().value<Preset>();
    QCOMPARE(preset.name, u"Pirate"_s);
    QVERIFY(preset.setup == someSetup());
    dialog.setPresets({preset});

    auto *list = named<QListWidget>(dialog, u"Presets"_s);
    list->currentItem()->setText(u"Captain"_s);
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(saved.first().first().value<Preset>().name, u"Captain"_s);
    QCOMPARE(saved.first().first().value<Preset>().id, preset.id);
    list->currentItem()->setText(u"  "_s);
    QTRY_COMPARE(list->currentItem()->text(), u"Pirate"_s);

    button(dialog, u"Delete"_s)->click();
    QCOMPARE(removed.count(), 1);
    button(dialog, u"Apply"_s)->click();
    QCOMPARE(applied.count(), 1);
    QVERIFY(applied.first().first().value<Preset>().setup == someSetup());
}

void tst_PromptDialogs::presetOfTheSameNameIsReplaced()
{
    PresetDialog dialog({.setup = someSetup()});
    dialog.show();
    const Preset old{.id = store::PresetId::create(), .name = u"Pirate"_s, .setup = {}};
    dialog.setPresets({old});
    QSignalSpy saved(&dialog, &PresetDialog::saveRequested);

    QTest::keyClicks(named<QLineEdit>(dialog, u"Name of the new preset"_s), u"Pirate"_s);
    QTest::keyClick(named<QLineEdit>(dialog, u"Name of the new preset"_s), Qt::Key_Return);

    QCOMPARE(saved.count(), 1);
    QCOMPARE(saved.first().first().value<Preset>().id, old.id);
    QVERIFY2(dialog.isVisible(), "Return in the field applies nothing");
    QCOMPARE(describedSetup(someSetup()),
             u"gemini-2.5-flash, 2 parameters, system prompt: You are a pirate. Speak so."_s);
}

void tst_PromptDialogs::lanesAreKeptUnderANameToo()
{
    const Preset lanes{.lanes = {{.model = u"big"_s}, {.model = u"small"_s}},
                       .history = store::HistoryRule::Shared};
    PresetDialog dialog(lanes);
    dialog.show();
    QCOMPARE(dialog.windowTitle(), u"Presets of lanes"_s);
    QSignalSpy saved(&dialog, &PresetDialog::saveRequested);

    QTest::keyClicks(named<QLineEdit>(dialog, u"Name of the new preset"_s), u"Sizes"_s);
    button(dialog, u"Save"_s)->click();
    const auto preset = saved.takeFirst().first().value<Preset>();
    QCOMPARE(preset.lanes, lanes.lanes);
    QCOMPARE(preset.history, lanes.history);
    dialog.setPresets({preset});
    named<QListWidget>(dialog, u"Presets"_s)->currentItem()->setText(u"By size"_s);

    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(saved.first().first().value<Preset>().name, u"By size"_s);
    QCOMPARE(saved.first().first().value<Preset>().lanes, lanes.lanes);
    QCOMPARE(describedPreset(preset), u"2 lanes: big, small; share all answers"_s);
}

void tst_PromptDialogs::everyControlHasAName()
{
    const PromptLibraryDialog library;
    const PresetDialog presets{Preset()};
    const VariablesDialog variables({}, u"{a}\n{b} c"_s);
    for (const QWidget *dialog : QList<const QWidget *>{&library, &presets, &variables}) {
        for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
            const bool isControl = qobject_cast<const QLineEdit *>(widget)
                || qobject_cast<const QPlainTextEdit *>(widget)
                || qobject_cast<const QListWidget *>(widget);
            QVERIFY(!isControl || !widget->accessibleName().isEmpty());
        }
    }
}

QTEST_MAIN(tst_PromptDialogs)
#include "tst_promptdialogs.moc"
