// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/imagelayout.h"

#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr int maximumBlocks = 100'000; // of an honest file some thousands: PNG has one each 8 kB
constexpr qint64 scanBlock = 65'536;
constexpr qsizetype maximumExif = 65'536;

//! The orientation that a TIFF structure, as EXIF is one, tells in its first directory; 1 for none.
int orientationIn(QByteArrayView tiff)
{
    const bool isLittle = tiff.startsWith("II*\0"_ba);
    if (tiff.size() < 8 || (!isLittle && !tiff.startsWith(QByteArrayView("MM\0*", 4))))
        return 1;
    const auto number16 = [&](qsizetype at) -> quint32 {
        if (at < 0 || at + 2 > tiff.size())
            return 0;
        return isLittle ? qFromLittleEndian<quint16>(tiff.data() + at)
                        : qFromBigEndian<quint16>(tiff.data() + at);
    };
    const quint32 directory = isLittle ? qFromLittleEndian<quint32>(tiff.data() + 4)
                                       : qFromBigEndian<quint32>(tiff.data() + 4);
    constexpr quint32 orientationTag = 0x0112;
    constexpr qsizetype entrySize = 12;
    const quint32 entries = number16(directory);
    for (quint32 entry = 0; entry < entries; ++entry) {
        const qsizetype at = qsizetype(directory) + 2 + entry * entrySize;
        if (at + entrySize > tiff.size())
            break;
        if (number16(at) == orientationTag) {
            const quint32 value = number16(at + 8);
            return value >= 1 && value <= 8 ? int(value) : 1;
        }
    }
    return 1;
}

void keep(ImageLayout &layout, qint64 begin, qint64 end)
{
    if (!layout.kept.isEmpty()) {
        FileRange &last = layout.kept.last();
        if (last.begin + last.size == begin) {
            last.size = end - last.begin;
            return;
        }
    }
    layout.kept.append({begin, end - begin});
}

//! Follows the blocks of a JPEG to its end.
class JpegWalk final
{
public:
    explicit JpegWalk(QIODevice &device)
        : m_device(device)
    { }

    ImageLayout walk()
    {
        keep(m_layout, 0, 2);
        m_device.seek(2);
        m_layout.isWhole = false;
        for (int block = 0; block < maximumBlocks; ++block) {
            if (!takeBlock())
                break;
        }
        return m_layout;
    }

private:
    static constexpr int endOfImage = 0xd9;
    static constexpr int startOfScan = 0xda;

    //! \return whether there is another.
    bool takeBlock()
    {
        const qint64 begin = m_device.pos();
        int marker = readMarker();
        if (marker < 0)
            return false;
        if (marker == endOfImage) {
            keep(m_layout, begin, m_device.pos());
            m_layout.isWhole = true;
            // What stands behind is a preview, a film or something hidden.
            m_layout.hasMetadata = m_layout.hasMetadata || !m_device.atEnd();
            return false;
        }
        const QByteArray lengthBytes = m_device.read(2);
        if (lengthBytes.size() < 2)
            return false;
        const int length = qFromBigEndian<quint16>(lengthBytes.constData());
        const qint64 end = m_device.pos() + length - 2;
        if (length < 2 || end > m_device.size())
            return false;
        takeSegment(marker, begin, end);
        return m_device.seek(end) && (marker != startOfScan || takeScan(end));
    }

    //! \return the next marker, padding passed over; -1 where there is none.
    int readMarker()
    {
        char byte = 0;
        if (!m_device.getChar(&byte) || uchar(byte) != 0xff)
            return -1;
        while (uchar(byte) == 0xff) {
            if (!m_device.getChar(&byte))
                return -1;
        }
        return uchar(byte);
    }

    void takeSegment(int marker, qint64 begin, qint64 end)
    {
        const bool isApplication = marker >= 0xe0 && marker <= 0xef;
        const bool isComment = marker == 0xfe;
        if (!isApplication && !isComment) {
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8
                && marker != 0xcc)
                takeFrame(marker, m_device.peek(end - m_device.pos()));
            keep(m_layout, begin, end);
            return;
        }
        const QByteArray head = m_device.peek(qMin<qint64>(end - m_device.pos(), 14));
        const bool isAboutPixels = (marker == 0xe0 && head.startsWith("JFIF"))
            || (marker == 0xe2 && head.startsWith("ICC_PROFILE"))
            || (marker == 0xee && head.startsWith("Adobe"));
        if (isAboutPixels)
            keep(m_layout, begin, end);
        else
            m_layout.hasMetadata = true;
    }

    //! What decoding takes: a progressive frame is held whole, as coefficients of 16 bits.
    void takeFrame(int marker, QByteArrayView frame)
    {
        if (frame.size() < 6)
            return;
        const qint64 height = qFromBigEndian<quint16>(frame.data() + 1);
        const qint64 width = qFromBigEndian<quint16>(frame.data() + 3);
        const int components = uchar(frame[5]);
        m_layout.isForPrint = components == 4;
        m_layout.isProgressive = marker == 0xc2;
        if (marker == 0xc0 || marker == 0xc1 || frame.size() < 6 + 3 * components)
            return;
        qint64 longest = 1;
        qint64 tallest = 1;
        qint64 samples = 0;
        for (int i = 0; i < components; ++i) {
            const int sampling = uchar(frame[7 + 3 * i]);
            longest = qMax<qint64>(longest, sampling >> 4);
            tallest = qMax<qint64>(tallest, sampling & 15);
            samples += qint64(sampling >> 4) * (sampling & 15);
        }
        const qint64 unitsAcross = (width + 8 * longest - 1) / (8 * longest);
        const qint64 unitsDown = (height + 8 * tallest - 1) / (8 * tallest);
        constexpr qint64 coefficientBytes = 64 * 2;
        m_layout.decoderMemory = unitsAcross * unitsDown * samples * coefficientBytes;
    }

    //! The coded pixels up to the next marker.
    bool takeScan(qint64 begin)
    {
        qint64 at = begin;
        bool isEscape = false;
        while (true) {
            const QByteArray block = m_device.read(scanBlock);
            if (block.isEmpty())
                return false;
            for (qsizetype i = 0; i < block.size(); ++i) {
                const auto byte = uchar(block.at(i));
                if (isEscape && byte != 0 && byte != 0xff && (byte < 0xd0 || byte > 0xd7)) {
                    const qint64 marker = at + i - 1;
                    keep(m_layout, begin, marker);
                    return m_device.seek(marker);
                }
                isEscape = byte == 0xff;
            }
            at += block.size();
        }
    }

    QIODevice &m_device;
    ImageLayout m_layout;
};

ImageLayout pngLayout(QIODevice &device)
{
    static const std::array<QByteArray, 16> keptChunks{
        "IHDR"_ba, "PLTE"_ba, "IDAT"_ba, "IEND"_ba, "tRNS"_ba, "gAMA"_ba, "cHRM"_ba, "sRGB"_ba,
        "iCCP"_ba, "sBIT"_ba, "bKGD"_ba, "pHYs"_ba, "cICP"_ba, "mDCV"_ba, "cLLI"_ba, "hIST"_ba};
    ImageLayout layout{.isWhole = false};
    keep(layout, 0, 8);
    device.seek(8);
    for (int block = 0; block < maximumBlocks; ++block) {
        const qint64 begin = device.pos();
        const QByteArray head = device.read(8);
        if (head.size() < 8)
            break;
        const QByteArray type = head.sliced(4);
        const qint64 end = begin + 12 + qFromBigEndian<quint32>(head.constData());
        if (end > device.size())
            break;
        if (std::ranges::find(keptChunks, type) != keptChunks.end())
            keep(layout, begin, end);
        else
            layout.hasMetadata = true;
        if (type == "eXIf")
            layout.orientation = orientationIn(device.peek(qMin<qint64>(end - begin, maximumExif)));
        if (!device.seek(end))
            break;
        if (type == "IEND") {
            layout.isWhole = true;
            layout.hasMetadata = layout.hasMetadata || end < device.size();
            break;
        }
    }
    return layout;
}

ImageLayout webpLayout(QIODevice &device)
{
    ImageLayout layout{.isWhole = false};
    device.seek(0);
    const QByteArray header = device.read(12);
    if (header.size() < 12)
        return layout;
    const qint64 fileEnd = qint64(qFromLittleEndian<quint32>(header.constData() + 4)) + 8;
    keep(layout, 0, 12);
    for (int block = 0; block < maximumBlocks && device.pos() + 8 <= fileEnd; ++block) {
        const qint64 begin = device.pos();
        const QByteArray head = device.read(8);
        if (head.size() < 8)
            return layout;
        const qint64 size = qFromLittleEndian<quint32>(head.constData() + 4);
        const qint64 end = begin + 8 + size + size % 2;
        if (begin + 8 + size > device.size())
            return layout;
        if (head.startsWith("EXIF") || head.startsWith("XMP ")) {
            layout.hasMetadata = true;
            QByteArray exif = device.peek(qMin<qint64>(size, maximumExif));
            if (exif.startsWith(QByteArrayView("Exif\0\0", 6)))
                exif.remove(0, 6);
            if (head.startsWith("EXIF"))
                layout.orientation = orientationIn(exif);
        } else {
            layout.isAnimated = layout.isAnimated || head.startsWith("ANIM");
            keep(layout, begin, qMin(end, device.size()));
        }
        if (!device.seek(end))
            break;
    }
    layout.isWhole = fileEnd <= device.size();
    layout.hasMetadata = layout.hasMetadata || fileEnd < device.size();
    return layout;
}

//! A comment usually stands before the first frame; a full walk would mean decoding.
bool gifHasMetadata(QIODevice &device)
{
    device.seek(0);
    return device.read(4096).contains("\x21\xfe"_ba);
}

//! A WebP's header counts its bytes and says what is in it.
void mendWebpHeader(QByteArray &head, qint64 size)
{
    qToLittleEndian(quint32(size - 8), head.data() + 4);
    constexpr qsizetype flags = 20;
    constexpr int exifAndXmp = 0x08 | 0x04;
    if (head.size() > flags && head.sliced(12).startsWith("VP8X"))
        head[flags] = char(uchar(head.at(flags)) & ~exifAndXmp);
}

} // namespace

qint64 ImageLayout::keptSize() const
{
    qint64 size = 0;
    for (const FileRange &range : kept)
        size += range.size;
    return size;
}

ImageLayout imageLayout(QIODevice &device, const QString &mediaType)
{
    if (mediaType == "image/jpeg"_L1)
        return JpegWalk(device).walk();
    if (mediaType == "image/png"_L1)
        return pngLayout(device);
    if (mediaType == "image/webp"_L1)
        return webpLayout(device);
    return {.hasMetadata = mediaType == "image/tiff"_L1
                || (mediaType == "image/gif"_L1 && gifHasMetadata(device))};
}

bool copyKept(const ImageLayout &layout, const QString &mediaType, QIODevice &from, QIODevice &to)
{
    bool isFirst = true;
    for (const FileRange &range : layout.kept) {
        if (!from.seek(range.begin))
            return false;
        for (qint64 left = range.size; left > 0;) {
            QByteArray block = from.read(qMin(left, scanBlock));
            if (block.isEmpty())
                return false;
            left -= block.size();
            if (std::exchange(isFirst, false) && mediaType == "image/webp"_L1 && block.size() >= 12)
                mendWebpHeader(block, layout.keptSize());
            if (to.write(block) != block.size())
                return false;
        }
    }
    return true;
}

} // namespace polylogue::app::attachments
