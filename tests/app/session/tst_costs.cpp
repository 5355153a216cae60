// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/costs.h"

#include <QTest>

using namespace polylogue::app;
using namespace Qt::StringLiterals;
using conversation::Message;
using conversation::Role;
using conversation::Usage;
using session::addUse;
using session::Cost;
using session::costOf;
using session::tokenUseOf;
using settings::ModelPrice;
using store::TokenUse;

namespace {

constexpr qint64 Million = 1'000'000;

const QList<ModelPrice> Prices{
    {.model = u"paid"_s, .inputPerMillion = 2, .outputPerMillion = 10},
    {.model = u"cached"_s,
     .inputPerMillion = 2,
     .outputPerMillion = 10,
     .cachedInputPerMillion = 0.5},
    {.model = u"begun"_s},
    {.model = u"gift"_s, .inputPerMillion = 2, .outputPerMillion = 0, .cachedInputPerMillion = 0},
};

} // namespace

Q_DECLARE_METATYPE(polylogue::app::conversation::Usage)
Q_DECLARE_METATYPE(polylogue::app::store::TokenUse)

class tst_Costs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasCountedIsBilled_data();
    void whatWasCountedIsBilled();
    void whatWasNotCountedIsNotGuessed();
    void tokensCostWhatTheUserEntered_data();
    void tokensCostWhatTheUserEntered();
    void sumsAreOfWhatHasAPrice();
    void usesAddUpByModelAndDay();
};

void tst_Costs::whatWasCountedIsBilled_data()
{
    QTest::addColumn<Usage>("usage");
    QTest::addColumn<TokenUse>("use");
    QTest::newRow("both ways") << Usage{.promptTokens = 10, .completionTokens = 20}
                               << TokenUse{.input = 10, .output = 20};
    QTest::newRow("from a cache") << Usage{.promptTokens = 10,
                                           .completionTokens = 20,
                                           .cachedTokens = 4}
                                  << TokenUse{.input = 10, .cached = 4, .output = 20};
    QTest::newRow("reasoning within") << Usage{.promptTokens = 10,
                                               .completionTokens = 20,
                                               .totalTokens = 30,
                                               .reasoningTokens = 15}
                                      << TokenUse{.input = 10, .output = 20};
    QTest::newRow("reasoning beside") << Usage{.promptTokens = 10,
                                               .completionTokens = 20,
                                               .totalTokens = 45,
                                               .reasoningTokens = 15}
                                      << TokenUse{.input = 10, .output = 35};
    QTest::newRow("a wrong total")
        << Usage{.promptTokens = 10, .completionTokens = 20, .totalTokens = 3}
        << TokenUse{.input = 10, .output = 20};
    QTest::newRow("a cache that is larger than the input")
        << Usage{.promptTokens = 10, .completionTokens = 20, .cachedTokens = 40}
        << TokenUse{.input = 10, .cached = 10, .output = 20};
}

void tst_Costs::whatWasCountedIsBilled()
{
    QFETCH(Usage, usage);
    QFETCH(TokenUse, use);
    use.model = u"m"_s;

    const auto billed = tokenUseOf({.role = Role::Assistant, .model = u"m"_s, .usage = usage});

    QVERIFY(billed);
    QCOMPARE(*billed, use);
}

void tst_Costs::whatWasNotCountedIsNotGuessed()
{
    QVERIFY(!tokenUseOf({.role = Role::Assistant}));
    QVERIFY(!tokenUseOf({.role = Role::Assistant, .usage = Usage{.completionTokens = 20}}));
    QVERIFY(!tokenUseOf({.role = Role::Assistant, .usage = Usage{.totalTokens = 20}}));
}

void tst_Costs::tokensCostWhatTheUserEntered_data()
{
    QTest::addColumn<TokenUse>("use");
    QTest::addColumn<double>("amount"); // negative: none is known
    QTest::addColumn<bool>("isEstimate");
    QTest::newRow("both ways") << TokenUse{u"paid"_s, {}, Million, 0, Million / 2} << 7.0 << false;
    QTest::newRow("an unknown model")
        << TokenUse{u"other"_s, {}, Million, 0, Million} << -1.0 << false;
    QTest::newRow("no amounts entered")
        << TokenUse{u"begun"_s, {}, Million, 0, Million} << -1.0 << false;
    QTest::newRow("a cache with a price")
        << TokenUse{u"cached"_s, {}, Million, Million / 2, 0} << 1.25 << false;
    QTest::newRow("a cache without one")
        << TokenUse{u"paid"_s, {}, Million, Million / 2, 0} << 2.0 << true;
    QTest::newRow("a cache for nothing")
        << TokenUse{u"gift"_s, {}, Million, Million, Million} << 0.0 << false;
    QTest::newRow("nothing") << TokenUse{u"paid"_s, {}, 0, 0, 0} << 0.0 << false;
}

void tst_Costs::tokensCostWhatTheUserEntered()
{
    QFETCH(TokenUse, use);
    QFETCH(double, amount);

    const auto cost = costOf(use, Prices);

    QCOMPARE(cost.has_value(), amount >= 0);
    if (!cost)
        return;
    QCOMPARE(cost->amount + 1, amount + 1); // 0 is compared too
    QTEST(cost->isEstimate, "isEstimate");
}

void tst_Costs::sumsAreOfWhatHasAPrice()
{
    const QList<TokenUse> uses{{u"paid"_s, {}, Million, 0, 0},
                               {u"local"_s, {}, Million, 0, 0},
                               {u"cached"_s, {}, 0, 0, Million}};
    QCOMPARE(*costOf(uses, Prices), (Cost{.amount = 12, .isEstimate = false}));
    QVERIFY(!costOf(uses, {}));
    QVERIFY(!costOf(QList<TokenUse>(), Prices));
    QVERIFY(costOf(uses + QList<TokenUse>{{u"paid"_s, {}, 2, 1, 0}}, Prices)->isEstimate);
}

void tst_Costs::usesAddUpByModelAndDay()
{
    const QDate day(2026, 11, 23);
    QList<TokenUse> uses;
    addUse(uses, {u"a"_s, day, 1, 2, 3});
    addUse(uses, {u"b"_s, day, 1, 1, 1});
    addUse(uses, {u"a"_s, day.addDays(1), 1, 1, 1});
    addUse(uses, {u"a"_s, day, 10, 20, 30});
    QCOMPARE(uses,
             QList<TokenUse>({{u"a"_s, day, 11, 22, 33},
                              {u"b"_s, day, 1, 1, 1},
                              {u"a"_s, day.addDays(1), 1, 1, 1}}));
}

QTEST_APPLESS_MAIN(tst_Costs)

#include "tst_costs.moc"
