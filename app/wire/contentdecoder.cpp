// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/wire/contentdecoder.h"

#include <QString>

#include <zlib.h>

#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::wire {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

namespace {

constexpr qint64 MaxOutput = 64 * 1024 * 1024;
constexpr qint64 RatioCountsFrom = 1024 * 1024;
constexpr qint64 MaxRatio = 100;

enum class Coding { Identity, Gzip, Deflate, Unknown };

Coding codingOf(const QByteArray &header)
{
    Coding coding = Coding::Identity;
    for (const QByteArray &entry : header.split(',')) {
        const QByteArray name = entry.trimmed().toLower();
        if (name.isEmpty() || name == "identity")
            continue;
        const bool isOnlyOne = coding == Coding::Identity;
        if (isOnlyOne && (name == "gzip" || name == "x-gzip"))
            coding = Coding::Gzip;
        else if (isOnlyOne && name == "deflate")
            coding = Coding::Deflate;
        else
            return Coding::Unknown;
    }
    return coding;
}

bool beginsLikeGzip(QByteArrayView bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

//! Some servers send deflate data bare, others (rightly) in a zlib wrapper.
bool beginsLikeZlib(QByteArrayView bytes)
{
    const auto first = static_cast<unsigned char>(bytes.at(0));
    const auto second = static_cast<unsigned char>(bytes.at(1));
    return (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;
}

} // namespace

class ContentDecoder::Private
{
public:
    Result<QByteArray> inflated(QByteArrayView bytes);

    Coding coding = Coding::Identity;
    QByteArray head; // until the first two bytes tell what it is
    bool isStarted = false;
    bool isAtEnd = false; // of a gzip member or the zlib stream
    z_stream stream = {};
    qint64 bytesIn = 0;
    qint64 bytesOut = 0;
    std::optional<Error> error;
};

ContentDecoder::ContentDecoder(const QByteArray &contentEncoding)
    : d(std::make_unique<Private>())
{
    d->coding = codingOf(contentEncoding);
    if (d->coding == Coding::Unknown) {
        const QString name = QString::fromLatin1(contentEncoding.trimmed().left(100));
        d->error = Error{.kind = ErrorKind::Protocol,
                         .detail = u"unknown Content-Encoding: "_s + name,
                         .type = u"content_encoding"_s,
                         .subject = name};
    }
}

ContentDecoder::~ContentDecoder()
{
    if (d->isStarted)
        inflateEnd(&d->stream);
}

Result<QByteArray> ContentDecoder::feed(QByteArrayView bytes)
{
    if (d->error)
        return *d->error;
    if (d->coding == Coding::Identity)
        return bytes.toByteArray();
    if (d->isStarted)
        return d->inflated(bytes);

    d->head += bytes.toByteArray();
    if (d->head.size() < 2)
        return QByteArray();
    const QByteArray head = std::exchange(d->head, {});
    if (d->coding == Coding::Gzip && !beginsLikeGzip(head)) {
        d->coding = Coding::Identity;
        return head;
    }
    // 16 + window: gzip; window: zlib; -window: bare deflate.
    const bool isBare = d->coding == Coding::Deflate && !beginsLikeZlib(head);
    const int windowBits = d->coding == Coding::Gzip ? 16 + MAX_WBITS
        : isBare                                     ? -MAX_WBITS
                                                     : MAX_WBITS;
    if (inflateInit2(&d->stream, windowBits) != Z_OK) {
        d->error = Error{.kind = ErrorKind::Protocol, .type = u"inflate"_s};
        return *d->error;
    }
    d->isStarted = true;
    return d->inflated(head);
}

Status ContentDecoder::finish() const
{
    if (d->error)
        return *d->error;
    const bool isCut = d->isStarted ? !d->isAtEnd : !d->head.isEmpty();
    if (d->coding != Coding::Identity && isCut) {
        return Error{.kind = ErrorKind::Incomplete,
                     .detail = u"the compressed answer ended early"_s,
                     .type = u"inflate"_s};
    }
    return {};
}

Result<QByteArray> ContentDecoder::Private::inflated(QByteArrayView bytes)
{
    QByteArray output;
    std::array<char, 16 * 1024> buffer;
    bytesIn += bytes.size();
    QByteArray input = bytes.toByteArray(); // zlib's interface is not const
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());

    bool hasMore = stream.avail_in > 0;
    while (hasMore) {
        if (isAtEnd) {
            // Another gzip member may follow; anything else behind the end is padding.
            if (coding != Coding::Gzip || *stream.next_in != 0x1f)
                break;
            inflateReset(&stream);
            isAtEnd = false;
        }
        stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        const int code = inflate(&stream, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
            error = Error{.kind = ErrorKind::Protocol,
                          .detail = QString::fromLatin1(stream.msg ? stream.msg : "broken data"),
                          .type = u"inflate"_s};
            return *error;
        }
        const qint64 count = static_cast<qint64>(buffer.size()) - stream.avail_out;
        output.append(buffer.data(), count);
        bytesOut += count;
        if (bytesOut > MaxOutput || (bytesOut > RatioCountsFrom && bytesOut > bytesIn * MaxRatio)) {
            error = Error{.kind = ErrorKind::TooLarge, .type = u"compression_bomb"_s};
            return *error;
        }
        isAtEnd = code == Z_STREAM_END;
        hasMore = stream.avail_in > 0 || (stream.avail_out == 0 && !isAtEnd);
    }
    return output;
}

} // namespace polylogue::app::wire
