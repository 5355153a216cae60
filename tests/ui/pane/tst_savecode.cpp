// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/savecode.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using polylogue::ui::pane::saveCode;

class tst_SaveCode final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesTheCode_data();
    void writesTheCode();
    void saysWhatFailed();

private:
    //! Saves as \a path what was to be saved when asked.
    static void choose(QWidget &window, const QString &path)
    {
        auto *dialog = window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
    }
};

void tst_SaveCode::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
}

void tst_SaveCode::writesTheCode_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a known language")
        << u"print(1)"_s << u"Python"_s << u"code.py"_s << QByteArray("print(1)\n");
    QTest::newRow("an unknown one")
        << u"++[>+]\n"_s << u"bf"_s << u"code.txt"_s << QByteArray("++[>+]\n");
    QTest::newRow("none") << u"ä"_s << QString() << u"code.txt"_s << QByteArray("\xc3\xa4\n");
}

void tst_SaveCode::writesTheCode()
{
    QFETCH(QString, code);
    QFETCH(QString, language);
    QFETCH(QString, name);
    const QTemporaryDir folder;
    QWidget window;

    saveCode(code, language, &window);

    const QStringList proposed = window.findChild<QFileDialog *>()->selectedFiles();
    QCOMPARE(QFileInfo(proposed.value(0)).fileName(), name);
    choose(window, folder.filePath(name));
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QFile::ReadOnly));
    QTEST(file.readAll(), "written");
}

void tst_SaveCode::saysWhatFailed()
{
    const QTemporaryDir folder;
    QWidget window;
    saveCode(u"x"_s, {}, &window);

    choose(window, folder.filePath(u"not there/code.txt"_s));

    auto *box = window.findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(!box->text().isEmpty());
    QCOMPARE(box->textFormat(), Qt::PlainText);
}

QTEST_MAIN(tst_SaveCode)
#include "tst_savecode.moc"
