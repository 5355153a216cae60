// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textexport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace polylogue::app;
using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

class tst_TextExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chosenTextsAreWrittenInTheirOrder();
    void whatCannotBeWrittenIsTold();
};

namespace {

TextMap someMap()
{
    TextMap map{.corpus = {{.text = u"Rain, \"again\""_s, .label = u"weather"_s, .source = u"1"_s},
                           {.text = u"Goal"_s, .title = u"t"_s, .source = u"2"_s, .number = 0.5},
                           {.text = u"Nowhere"_s, .source = u"3"_s}},
                .numberName = u"price"_s};
    const float none = std::numeric_limits<float>::quiet_NaN();
    map.positions = {{.x = 1.5F, .y = -2}, {.x = 0, .y = 0.25F}, {.x = none, .y = none}};
    map.clusters.of.count = 1;
    map.clusters.of.ofRow = {0, -1, -1};
    map.clusters.names = {u"rain, wind"_s};
    return map;
}

} // namespace

void tst_TextExport::chosenTextsAreWrittenInTheirOrder()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"texts.csv"_s);

    QVERIFY(writeTexts(path, someMap(), {2, 0, 1}));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(),
             QByteArray("text,label,title,source,price,cluster,x,y\n"
                        "Nowhere,,,3,,,,\n"
                        "\"Rain, \"\"again\"\"\",weather,,1,,\"rain, wind\",1.5,-2\n"
                        "Goal,,t,2,0.5,,0,0.25\n"));
}

void tst_TextExport::whatCannotBeWrittenIsTold()
{
    QVERIFY(!writeTexts(u"/nowhere/at/all.csv"_s, someMap(), {0}));
}

QTEST_APPLESS_MAIN(tst_TextExport)
#include "tst_textexport.moc"
