// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/base/result.h"

#include <QTest>

#include <memory>

using namespace polylogue::app::base;
using namespace Qt::StringLiterals;

class tst_Result : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAnError();
    void aStatusSucceedsUnlessToldOtherwise();
    void givesTheFallbackOnlyWhereThereIsNoValue();
    void movesAValueOut();
    void errorsAreEqualOnlyInAllTheirParts();
};

void tst_Result::holdsAValueOrAnError()
{
    const Result<QString> good = u"text"_s;
    const Result<QString> bad = Error{.kind = ErrorKind::Disk, .detail = u"full"_s};

    QVERIFY(good);
    QVERIFY(good.has_value());
    QCOMPARE(*good, u"text"_s);
    QCOMPARE(good->size(), 4);
    QVERIFY(!bad);
    QVERIFY(!bad.has_value());
    QCOMPARE(bad.error().kind, ErrorKind::Disk);
    QCOMPARE(bad.error().detail, u"full"_s);
}

void tst_Result::aStatusSucceedsUnlessToldOtherwise()
{
    const Status good;
    const Status bad = Error{.kind = ErrorKind::Tls};

    QVERIFY(good);
    QVERIFY(!bad);
    QCOMPARE(bad.error().kind, ErrorKind::Tls);
}

void tst_Result::givesTheFallbackOnlyWhereThereIsNoValue()
{
    QCOMPARE(Result<int>(3).value_or(7), 3);
    QCOMPARE(Result<int>(Error{}).value_or(7), 7);
}

void tst_Result::movesAValueOut()
{
    Result<std::unique_ptr<int>> owner = std::make_unique<int>(5);

    const std::unique_ptr<int> taken = *std::move(owner);

    QCOMPARE(*taken, 5);
}

void tst_Result::errorsAreEqualOnlyInAllTheirParts()
{
    const Error error{.kind = ErrorKind::RateLimited, .httpStatus = 429};
    Error later = error;
    QCOMPARE(later, error);

    later.retryAfter = std::chrono::seconds(2);

    QVERIFY(later != error);
}

QTEST_APPLESS_MAIN(tst_Result)
#include "tst_result.moc"
