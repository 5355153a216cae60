// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/vectorcache.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace polylogue::app::embeddings;
using namespace Qt::StringLiterals;

using Vectors = QHash<QByteArray, VectorCache::Vector>;

class tst_VectorCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsKeptIsFound();
    void spacesAreApart_data();
    void spacesAreApart();
    void mostTextsAreRemembered();
    void damagedFileIsBegunAnew();
    void withoutAFileNothingIsKept();

private:
    QTemporaryDir m_folder;
};

namespace {

const VectorSpace space{
    .endpoint = u"https://a.example/v1"_s, .model = u"m"_s, .inputType = u"clustering"_s};

QByteArray hash(char letter)
{
    return QByteArray(32, letter);
}

} // namespace

void tst_VectorCache::whatIsKeptIsFound()
{
    const VectorCache cache(m_folder.filePath(u"below/vectors.sqlite"_s));
    QVERIFY(cache.keep(space, {{hash('a'), {1, -2.5F}}, {hash('b'), {3, 4}}}));

    const VectorCache again(m_folder.filePath(u"below/vectors.sqlite"_s));
    QCOMPARE(again.find(space, {hash('a'), hash('c')}), (Vectors{{hash('a'), {1, -2.5F}}}));
    QVERIFY(cache.keep(space, {{hash('a'), {7, 8}}}));
    QCOMPARE(again.find(space, {hash('a')}), (Vectors{{hash('a'), {7, 8}}}));
}

void tst_VectorCache::spacesAreApart_data()
{
    QTest::addColumn<VectorSpace>("other");

    const auto changed = [](const auto &change) {
        VectorSpace other = space;
        change(other);
        return other;
    };
    QTest::newRow("endpoint") << changed([](VectorSpace &s) { s.endpoint = u"practice"_s; });
    QTest::newRow("model") << changed([](VectorSpace &s) { s.model = u"n"_s; });
    QTest::newRow("input type") << changed([](VectorSpace &s) { s.inputType.clear(); });
    QTest::newRow("dimension") << changed([](VectorSpace &s) { s.dimensions = 256; });
}

void tst_VectorCache::spacesAreApart()
{
    QFETCH(const VectorSpace, other);
    const VectorCache cache(m_folder.filePath(u"apart.sqlite"_s));
    QVERIFY(cache.keep(space, {{hash('a'), {1}}}));

    QVERIFY(cache.find(other, {hash('a')}).isEmpty());
}

void tst_VectorCache::mostTextsAreRemembered()
{
    const VectorCache cache(m_folder.filePath(u"limits.sqlite"_s));
    QVERIFY(!cache.mostTexts(space));

    QVERIFY(cache.keepMostTexts(space, 32));

    QCOMPARE(cache.mostTexts(space), std::optional<qsizetype>(32));
    QVERIFY(!cache.mostTexts({.endpoint = space.endpoint, .model = u"other"_s}));
}

void tst_VectorCache::damagedFileIsBegunAnew()
{
    const QString path = m_folder.filePath(u"damaged.sqlite"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const VectorCache cache(path);

    QVERIFY(cache.find(space, {hash('a')}).isEmpty());
    QVERIFY(cache.keep(space, {{hash('a'), {1}}}));
    QCOMPARE(cache.find(space, {hash('a')}).size(), 1);
}

void tst_VectorCache::withoutAFileNothingIsKept()
{
    const VectorCache cache{QString()};

    QVERIFY(cache.keep(space, {{hash('a'), {1}}}));
    QVERIFY(cache.find(space, {hash('a')}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_VectorCache)
#include "tst_vectorcache.moc"
