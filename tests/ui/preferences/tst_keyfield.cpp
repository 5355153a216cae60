// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/preferences/keyfield.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui;
using namespace polylogue::ui::preferences;

class tst_KeyField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pastedKeysAreCleaned_data();
    void pastedKeysAreCleaned();
    void eyeShowsAndHides();
};

void tst_KeyField::pastedKeysAreCleaned_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("plain") << u"sk-abc-123"_s;
    QTest::newRow("spaces around") << u"  sk-abc-123\t"_s;
    QTest::newRow("line break behind") << u"sk-abc-123\n"_s;
    QTest::newRow("wrapped by a mail") << u"sk-abc\r\n-123"_s;
    QTest::newRow("Bearer") << u"Bearer sk-abc-123"_s;
    QTest::newRow("bearer, small") << u"bearer  sk-abc-123"_s;
    QTest::newRow("header") << u"Authorization: Bearer sk-abc-123"_s;
    QTest::newRow("Azure header") << u"api-key: sk-abc-123"_s;
    QTest::newRow("other header") << u"X-API-Key: sk-abc-123"_s;
    QTest::newRow("quotes") << u"\"sk-abc-123\""_s;
    QTest::newRow("quoted header") << u"'Authorization: Bearer sk-abc-123'"_s;
    QTest::newRow("zero width space") << u"\u200bsk-abc-123"_s;
}

void tst_KeyField::pastedKeysAreCleaned()
{
    QFETCH(const QString, pasted);

    QCOMPARE(cleanedKey(pasted), u"sk-abc-123"_s);
}

void tst_KeyField::eyeShowsAndHides()
{
    theme::Theme theme(polylogue::app::settings::ThemeMode::Light);
    KeyField field(theme);
    field.setText(u" Bearer sk-abc-123 "_s);
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    QCOMPARE(field.key(), u"sk-abc-123"_s);
    QAction *eye = field.actions().value(0);
    QVERIFY(eye);

    eye->trigger();
    QCOMPARE(field.echoMode(), QLineEdit::Normal);
    eye->trigger();
    QCOMPARE(field.echoMode(), QLineEdit::Password);
}

QTEST_MAIN(tst_KeyField)
#include "tst_keyfield.moc"
