// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/conversation/message.h"
#include "app/wire/answerdecoder.h"
#include "app/wire/ssedecoder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::app;
using wire::SseDecoder;
using wire::SseEvent;

namespace {

QList<SseEvent> eventsOf(const QList<QByteArray> &pieces)
{
    SseDecoder decoder;
    QList<SseEvent> events;
    for (const QByteArray &piece : pieces)
        events += decoder.feed(piece);
    return events + decoder.finish();
}

//! All that a decoder makes of \a pieces, as one comparable value.
struct Outcome
{
    conversation::MessageDelta sum = {};
    QList<conversation::ContentPart> content = {};
    std::optional<base::Error> error = {};
    int malformed = 0;

    bool operator==(const Outcome &) const = default;
};

void add(Outcome &outcome, conversation::Message &message, conversation::MessageDelta delta)
{
    conversation::applyDelta(message, delta);
    // Where a tool call's pieces are cut is no difference; what they sum up to is in the message.
    delta.toolCalls.clear();
    conversation::appendDelta(outcome.sum, delta);
}

Outcome outcomeOf(const QList<QByteArray> &pieces)
{
    wire::AnswerDecoder decoder({.origin = u"https://example.org:443"_s});
    conversation::Message message;
    Outcome outcome;
    for (const QByteArray &piece : pieces)
        add(outcome, message, decoder.feed(piece));
    add(outcome, message, decoder.finish());
    outcome.content = message.content;
    outcome.error = decoder.error();
    outcome.malformed = decoder.malformedCount();
    return outcome;
}

QList<QByteArray> cutAtRandom(const QByteArray &whole, QRandomGenerator &random)
{
    QList<QByteArray> pieces;
    for (qsizetype at = 0; at < whole.size();) {
        const qsizetype size = random.bounded(1, 40);
        pieces.append(whole.mid(at, size));
        at += size;
    }
    return pieces;
}

//! The streams of the vectors: every quirk that is known.
QList<QByteArray> knownStreams()
{
    QList<QByteArray> streams;
    for (const auto name : {"decode.json", "more.json"}) {
        QFile file(QStringLiteral(POLYLOGUE_TEST_DATA "/vectors/") + QLatin1StringView(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        for (const auto &vector : QJsonDocument::fromJson(file.readAll()).array()) {
            if (vector.toObject().value("kind"_L1) != "stream"_L1)
                continue;
            QByteArray stream;
            for (const auto &chunk : vector.toObject().value("chunks"_L1).toArray())
                stream += QByteArray::fromBase64(chunk.toString().toLatin1());
            streams.append(stream);
        }
    }
    return streams;
}

} // namespace

class tst_SseDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsEvents_data();
    void partsEvents();
    void doesNotDependOnWhereBytesAreCut();
    void doesNotDependOnCutsOfDamagedStreams();
    void refusesALineOfMoreThan64MiB();
    void refusesJsonOfMoreThan64Levels();
    void takesTenThousandLevelsWithoutCrashing();
    void givesOneDeltaARead();
};

void tst_SseDecoder::partsEvents_data()
{
    using Form = SseEvent::Form;
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QList<SseEvent>>("events");

    QTest::newRow("LF") << "data: a\n\ndata: b\n\n"_ba
                        << QList<SseEvent>{{.data = "a"}, {.data = "b"}};
    QTest::newRow("CR LF") << "data: a\r\n\r\ndata: b\r\n\r\n"_ba
                           << QList<SseEvent>{{.data = "a"}, {.data = "b"}};
    QTest::newRow("CR") << "data: a\r\rdata: b\r\r"_ba
                        << QList<SseEvent>{{.data = "a"}, {.data = "b"}};
    QTest::newRow("byte order mark")
        << "\xef\xbb\xbf"_ba + "data: a\n\n"_ba << QList<SseEvent>{{.data = "a"}};
    QTest::newRow("lines are joined")
        << "data: a\ndata:b\ndata:  c\n\n"_ba << QList<SseEvent>{{.data = "a\nb\n c"}};
    QTest::newRow("comments and unknown fields")
        << ": x\nid: 3\nretry: 9\ndata: a\n\n"_ba << QList<SseEvent>{{.data = "a"}};
    QTest::newRow("a name holds for one event")
        << "event: ping\ndata: a\n\ndata: b\n\n"_ba
        << QList<SseEvent>{{.name = "ping", .data = "a"}, {.data = "b"}};
    QTest::newRow("no data, no event") << "event: ping\n\n"_ba << QList<SseEvent>{};
    QTest::newRow("empty data") << "data:\n\n"_ba << QList<SseEvent>{SseEvent{}};
    QTest::newRow("the end dispatches") << "data: a"_ba << QList<SseEvent>{{.data = "a"}};
    QTest::newRow("error field") << "error: {}\n\n"_ba
                                 << QList<SseEvent>{{.name = "error", .data = "{}"}};
    QTest::newRow("bare JSON over lines")
        << "{\n\n \"a\": 1\n}\n\ndata: b\n\n"_ba
        << QList<SseEvent>{{.form = Form::Json, .data = "{\n\n \"a\": 1\n}\n"}, {.data = "b"}};
    QTest::newRow("bare JSON cut off")
        << "{\"a\": "_ba
        << QList<SseEvent>{{.form = Form::Json, .data = "{\"a\": ", .isCut = true}};
    QTest::newRow("web page") << " <html>\n\n</html>"_ba
                              << QList<SseEvent>{
                                     {.form = Form::Markup, .data = " <html>\n\n</html>"}};
    QTest::newRow("plain text") << "busy: later\nplease"_ba
                                << QList<SseEvent>{
                                       {.form = Form::Text, .data = "busy: later\nplease"}};
    QTest::newRow("NUL is a byte like others")
        << QByteArray("data: a\0b\n\n", 11) << QList<SseEvent>{{.data = QByteArray("a\0b", 3)}};
}

void tst_SseDecoder::partsEvents()
{
    QFETCH(QByteArray, stream);
    QFETCH(QList<SseEvent>, events);

    QCOMPARE(eventsOf({stream}), events);
    for (qsizetype cut = 1; cut < stream.size(); ++cut)
        QCOMPARE(eventsOf({stream.first(cut), stream.sliced(cut)}), events);
}

void tst_SseDecoder::doesNotDependOnWhereBytesAreCut()
{
    const QList<QByteArray> streams = knownStreams();
    QVERIFY(streams.size() > 100);
    for (const QByteArray &stream : streams) {
        const QList<SseEvent> events = eventsOf({stream});
        const Outcome whole = outcomeOf({stream});
        for (qsizetype cut = 1; cut < stream.size(); ++cut) {
            const QList<QByteArray> pieces{stream.first(cut), stream.sliced(cut)};
            QVERIFY2(eventsOf(pieces) == events, stream.constData());
            // What comes after the events does not see bytes: some cuts suffice, for speed.
            if (cut % 7 == 0)
                QVERIFY2(outcomeOf(pieces) == whole, stream.constData());
        }
    }
}

void tst_SseDecoder::doesNotDependOnCutsOfDamagedStreams()
{
    QRandomGenerator random(20261123);
    const QList<QByteArray> streams = knownStreams();
    constexpr QByteArrayView Damage = "\n\r:{}[]<\"\\ \xff\x00,dt";
    for (int round = 0; round < 2000; ++round) {
        QByteArray stream = streams.at(random.bounded(streams.size()));
        for (int i = random.bounded(6); i > 0 && !stream.isEmpty(); --i) {
            const qsizetype place = random.bounded(stream.size());
            stream[place] = Damage.at(random.bounded(Damage.size()));
        }
        const Outcome whole = outcomeOf({stream});
        QVERIFY2(outcomeOf(cutAtRandom(stream, random)) == whole, stream.constData());
    }
}

void tst_SseDecoder::refusesALineOfMoreThan64MiB()
{
    wire::AnswerDecoder decoder;
    const QByteArray piece(1024 * 1024, 'a');
    decoder.feed("data: ");
    for (int i = 0; i < 65; ++i)
        decoder.feed(piece);

    QVERIFY(decoder.error());
    QCOMPARE(decoder.error()->kind, base::ErrorKind::TooLarge);
    QVERIFY(decoder.feed("data: {}\n\n").isEmpty());
}

void tst_SseDecoder::refusesJsonOfMoreThan64Levels()
{
    const auto nested = [](int levels) {
        return "data: {\"x\":"_ba + QByteArray(levels - 1, '[') + QByteArray(levels - 1, ']')
            + R"(,"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]})"_ba
            + "\n\n"_ba;
    };

    QVERIFY(!outcomeOf({nested(64)}).error);
    const Outcome tooDeep = outcomeOf({nested(65)});
    QVERIFY(tooDeep.error);
    QCOMPARE(tooDeep.error->kind, base::ErrorKind::TooLarge);
    QCOMPARE(tooDeep.error->type, u"json_too_deep"_s);
}

void tst_SseDecoder::takesTenThousandLevelsWithoutCrashing()
{
    for (const QByteArray &frame : {"data: "_ba, ""_ba}) {
        const Outcome open = outcomeOf({frame + QByteArray(10000, '[')});
        QVERIFY(open.error);
        const Outcome closed = outcomeOf({frame + QByteArray(10000, '[') + QByteArray(10000, ']')});
        QVERIFY(closed.error);
        QCOMPARE(closed.error->type, u"json_too_deep"_s);
    }
}

void tst_SseDecoder::givesOneDeltaARead()
{
    QByteArray stream;
    for (int i = 0; i < 5000; ++i)
        stream +=
            R"(data: {"id":"c","choices":[{"index":0,"delta":{"content":"ab "}}]})"_ba + "\n\n"_ba;
    wire::AnswerDecoder decoder;

    const conversation::MessageDelta delta = decoder.feed(stream);

    QCOMPARE(delta.text, u"ab "_s.repeated(5000));
    QVERIFY(!decoder.isComplete());
}

QTEST_APPLESS_MAIN(tst_SseDecoder)

#include "tst_ssedecoder.moc"
