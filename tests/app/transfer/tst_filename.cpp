// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/filename.h"

#include <QTest>

using namespace polylogue::app::transfer;
using namespace Qt::StringLiterals;

class tst_FileName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nameIsOneThatEverySystemTakes_data();
    void nameIsOneThatEverySystemTakes();
    void longNamesEndBetweenCharacters();
    void namesThatDifferByCaseOnlyAreTheSame();
};

void tst_FileName::nameIsOneThatEverySystemTakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");

    QTest::newRow("plain") << u"Notes of May"_s << u"Notes of May"_s;
    QTest::newRow("other scripts") << u"会議の記録 – Übersicht"_s << u"会議の記録 – Übersicht"_s;
    QTest::newRow("empty") << QString() << u"fallback"_s;
    QTest::newRow("nothing usable") << u" /\\ ... "_s << u"fallback"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"etc passwd"_s;
    QTest::newRow("windows path") << u"C:\\a\\b?.txt"_s << u"C a b .txt"_s;
    QTest::newRow("hidden") << u".bashrc"_s << u"bashrc"_s;
    QTest::newRow("option") << u"--help"_s << u"help"_s;
    QTest::newRow("dots at the end") << u"a. . ."_s << u"a"_s;
    QTest::newRow("line break and bell") << u"a\nb\ac"_s << u"a b c"_s;
    QTest::newRow("direction override") << u"a\u202Etxt.exe"_s << u"a txt.exe"_s;
    QTest::newRow("null") << u"a"_s + QChar(0) + u'b' << u"a b"_s;
    QTest::newRow("device") << u"nul"_s << u"_nul"_s;
    QTest::newRow("device with suffix") << u"COM1 .x"_s << u"_COM1 .x"_s;
    QTest::newRow("no device") << u"console"_s << u"console"_s;
}

void tst_FileName::nameIsOneThatEverySystemTakes()
{
    QFETCH(const QString, text);
    QFETCH(const QString, name);

    QCOMPARE(safeFileName(text, u"fallback"_s), name);
}

void tst_FileName::longNamesEndBetweenCharacters()
{
    QCOMPARE(safeFileName(u"x"_s.repeated(500), {}).size(), 80);

    const QString faces = safeFileName(u"👩‍🚀"_s.repeated(100), {});

    QVERIFY(!faces.isEmpty());
    QVERIFY(faces.toUtf8().size() <= 200);
    QVERIFY(!faces.back().isHighSurrogate());
}

void tst_FileName::namesThatDifferByCaseOnlyAreTheSame()
{
    QStringList taken;

    QCOMPARE(uniqueFileName(u"Chat"_s, u".md"_s, taken), u"Chat.md"_s);
    QCOMPARE(uniqueFileName(u"chat"_s, u".md"_s, taken), u"chat (2).md"_s);
    QCOMPARE(uniqueFileName(u"Chat"_s, u".md"_s, taken), u"Chat (3).md"_s);
    QCOMPARE(uniqueFileName(u"Chat"_s, u".html"_s, taken), u"Chat.html"_s);
    QCOMPARE(uniqueFileName(u"50 %1"_s, u".md"_s, taken), u"50 %1.md"_s);
    QCOMPARE(uniqueFileName(u"50 %1"_s, u".md"_s, taken), u"50 %1 (2).md"_s);
}

QTEST_APPLESS_MAIN(tst_FileName)
#include "tst_filename.moc"
