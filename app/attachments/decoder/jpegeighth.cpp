// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/jpegeighth.h"

#include "app/attachments/decodeprotocol.h"

#include <QColorSpace>
#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace polylogue::app::attachments {

namespace {

constexpr int maximumSegments = 10'000;
constexpr qsizetype largestProfile = 4 * 1024 * 1024; // bytes
constexpr int lastLimit = 1 << 16; // beyond what any honest mean adds up to

enum Marker {
    StartOfProgressiveFrame = 0xc2,
    HuffmanTables = 0xc4,
    EndOfImage = 0xd9,
    StartOfScan = 0xda,
    QuantizationTables = 0xdb,
    RestartInterval = 0xdd,
    ColourProfile = 0xe2,
    AdobeColours = 0xee,
};

//! The codes of one table, by their length (T.81, F.2.2.3).
class HuffmanTable
{
public:
    HuffmanTable() = default;
    HuffmanTable(QByteArrayView counts, QByteArrayView symbols)
        : m_symbols(symbols.begin(), symbols.end())
    {
        int code = 0;
        int first = 0;
        for (size_t length = 1; length <= longestCode; ++length) {
            const int count = uchar(counts[qsizetype(length) - 1]);
            m_first.at(length) = code;
            m_offset.at(length) = first - code;
            m_end.at(length) = code + count;
            first += count;
            code = (code + count) << 1;
        }
    }

    static constexpr size_t longestCode = 16;

    //! \return the symbol of \a code, which has \a length bits; not set where there is none.
    std::optional<int> symbolOf(int code, size_t length) const
    {
        const int index = code + m_offset.at(length);
        if (code < m_first.at(length) || code >= m_end.at(length) || index >= int(m_symbols.size()))
            return {};
        return uchar(m_symbols.at(size_t(index)));
    }

private:
    std::vector<char> m_symbols;
    std::array<int, longestCode + 1> m_first = {};
    std::array<int, longestCode + 1> m_offset = {};
    std::array<int, longestCode + 1> m_end = {};
};

//! The bits of a scan, without what is stuffed into them; zeros behind its end (T.81, F.2.2.5).
class ScanBits
{
public:
    explicit ScanBits(QIODevice &device)
        : m_device(device)
    { }

    int bit()
    {
        if (m_left == 0)
            fill();
        --m_left;
        return (m_byte >> m_left) & 1;
    }

    //! A number of \a size bits, negative where the first one is 0.
    int number(int size)
    {
        int value = 0;
        for (int i = 0; i < size; ++i)
            value = (value << 1) | bit();
        return size > 0 && value < (1 << (size - 1)) ? value - (1 << size) + 1 : value;
    }

    //! Goes behind the marker that stands between two intervals.
    void restart()
    {
        m_left = 0;
        while (!m_isOver) {
            const int byte = next();
            if (byte == 0xff) {
                const int marker = next();
                if (marker >= 0xd0 && marker <= 0xd7)
                    return;
                m_isOver = true;
            } else if (byte < 0) {
                m_isOver = true;
            }
        }
    }

    bool isOver() const { return m_isOver; }

private:
    int next()
    {
        if (m_at == m_block.size()) {
            m_block = m_device.read(blockSize);
            m_at = 0;
            if (m_block.isEmpty())
                return -1;
        }
        return uchar(m_block.at(m_at++));
    }

    void fill()
    {
        m_byte = 0;
        m_left = 8;
        if (m_isOver)
            return;
        const int byte = next();
        if (byte == 0xff && next() != 0)
            m_isOver = true;
        else if (byte < 0)
            m_isOver = true;
        else
            m_byte = byte;
    }

    static constexpr qint64 blockSize = 65'536;

    QIODevice &m_device;
    QByteArray m_block;
    qsizetype m_at = 0;
    int m_byte = 0;
    int m_left = 0; // bits of it
    bool m_isOver = false;
};

struct Component
{
    int id = 0;
    int across = 1; // blocks of each unit
    int down = 1;
    size_t quantization = 0;
    int blocksAcross = 0; // those of units that are only partly in the picture included
    std::vector<qint16> means = {}; // of its blocks, not scaled yet; empty until they are read
    int level = 0; // the bits that are missing yet
};

class EighthReader final
{
public:
    explicit EighthReader(QIODevice &device)
        : m_device(device)
    { }

    QImage read()
    {
        m_device.seek(2);
        for (int segment = 0; segment < maximumSegments; ++segment) {
            const QByteArray head = m_device.read(4);
            if (head.size() < 4 || uchar(head.at(0)) != 0xff)
                return {};
            const int marker = uchar(head.at(1));
            if (marker == 0xff) { // padding
                m_device.seek(m_device.pos() - 3);
                continue;
            }
            const int length = qFromBigEndian<quint16>(head.constData() + 2) - 2;
            const qint64 end = m_device.pos() + length;
            if (marker == EndOfImage || length < 0)
                return {};
            m_scanBegin = end;
            if (!take(marker, m_device.read(length)))
                return {};
            if (isComplete())
                return image();
            if (marker == StartOfScan ? !skipScan() : !m_device.seek(end))
                return {};
        }
        return {};
    }

private:
    bool take(int marker, const QByteArray &segment)
    {
        switch (marker) {
        case StartOfProgressiveFrame:
            return takeFrame(segment);
        case HuffmanTables:
            takeHuffmanTables(segment);
            return true;
        case QuantizationTables:
            takeQuantization(segment);
            return true;
        case RestartInterval:
            if (segment.size() >= 2)
                m_restartInterval = qFromBigEndian<quint16>(segment.constData());
            return true;
        case StartOfScan:
            return takeScan(segment);
        case ColourProfile:
            // Behind the name: which part it is, and of how many.
            if (segment.startsWith("ICC_PROFILE") && m_profile.size() < largestProfile)
                m_profile += segment.sliced(qMin<qsizetype>(14, segment.size()));
            return true;
        case AdobeColours:
            if (segment.startsWith("Adobe") && segment.size() >= 12)
                m_isRgb = segment.at(11) == 0;
            return true;
        default:
            return true;
        }
    }

    bool takeFrame(const QByteArray &segment)
    {
        if (segment.size() < 6 || segment.at(0) != 8 || !m_components.empty())
            return false;
        m_height = qFromBigEndian<quint16>(segment.constData() + 1);
        m_width = qFromBigEndian<quint16>(segment.constData() + 3);
        const int count = segment.at(5);
        if (m_width == 0 || m_height == 0 || (count != 1 && count != 3)
            || segment.size() < 6 + 3 * count)
            return false;
        for (int i = 0; i < count; ++i) {
            const int sampling = uchar(segment.at(7 + 3 * i));
            const Component component{.id = uchar(segment.at(6 + 3 * i)),
                                      .across = sampling >> 4,
                                      .down = sampling & 15,
                                      .quantization = size_t(segment.at(8 + 3 * i) & 3)};
            if (component.across < 1 || component.across > 4 || component.down < 1
                || component.down > 4)
                return false;
            m_across = qMax(m_across, component.across);
            m_down = qMax(m_down, component.down);
            m_components.push_back(component);
        }
        m_isRgb = m_isRgb || (count == 3 && m_components.front().id == 'R');
        m_unitsAcross = (m_width + 8 * m_across - 1) / (8 * m_across);
        m_unitsDown = (m_height + 8 * m_down - 1) / (8 * m_down);
        qint64 blocks = 0;
        for (Component &component : m_components) {
            component.blocksAcross = m_unitsAcross * component.across;
            blocks += qint64(component.blocksAcross) * m_unitsDown * component.down;
        }
        const qint64 pixels = qint64((m_width + 7) / 8) * ((m_height + 7) / 8);
        return 2 * blocks + 4 * pixels <= maximumPixelBytes;
    }

    void takeHuffmanTables(QByteArrayView segment)
    {
        constexpr qsizetype countsSize = HuffmanTable::longestCode;
        while (segment.size() > countsSize) {
            const int which = uchar(segment[0]);
            const QByteArrayView counts = segment.sliced(1, countsSize);
            qsizetype symbols = 0;
            for (const char count : counts)
                symbols += uchar(count);
            segment = segment.sliced(1 + countsSize);
            if (symbols > segment.size())
                return;
            if (which < 4) // of means; others are for what is not read here
                m_tables.at(size_t(which)) = HuffmanTable(counts, segment.first(symbols));
            segment = segment.sliced(symbols);
        }
    }

    void takeQuantization(QByteArrayView segment)
    {
        while (!segment.isEmpty()) {
            const int which = uchar(segment[0]);
            const bool isWide = which >> 4;
            const qsizetype size = isWide ? 129 : 65;
            if (segment.size() < size)
                return;
            m_quantization.at(size_t(which & 3)) =
                isWide ? qFromBigEndian<quint16>(segment.data() + 1) : uchar(segment[1]);
            segment = segment.sliced(size);
        }
    }

    //! Reads a scan that has the means of blocks for the first time; others are passed over.
    bool takeScan(const QByteArray &segment)
    {
        const int count = segment.isEmpty() ? 0 : segment.at(0);
        if (m_components.empty() || count < 1 || count > 4 || segment.size() < 4 + 2 * count)
            return false;
        const int firstCoefficient = segment.at(1 + 2 * count);
        const int approximation = uchar(segment.at(3 + 2 * count));
        if (firstCoefficient != 0 || approximation >> 4 != 0)
            return true;
        std::vector<Part> parts;
        for (int i = 0; i < count; ++i) {
            const int id = uchar(segment.at(1 + 2 * i));
            const auto found = std::ranges::find(m_components, id, &Component::id);
            if (found == m_components.end() || !found->means.empty())
                return false;
            found->level = approximation & 15;
            if (found->level > 13)
                return false;
            found->means.resize(size_t(found->blocksAcross) * size_t(m_unitsDown * found->down));
            parts.push_back({&*found, &m_tables.at(size_t(segment.at(2 + 2 * i) >> 4) & 3)});
        }
        return readMeans(parts);
    }

    struct Part
    {
        Component *component = nullptr;
        const HuffmanTable *table = nullptr;
        int last = 0; // the mean before
    };

    bool readMeans(std::vector<Part> &parts)
    {
        // One component alone has no units, and no blocks beyond the picture.
        const bool isAlone = parts.size() == 1;
        const Component &first = *parts.front().component;
        const auto ownBlocks = [](int pixels, int own, int most) {
            return ((pixels * own + most - 1) / most + 7) / 8;
        };
        const int across = isAlone ? ownBlocks(m_width, first.across, m_across) : m_unitsAcross;
        const int down = isAlone ? ownBlocks(m_height, first.down, m_down) : m_unitsDown;
        ScanBits bits(m_device);
        int untilRestart = m_restartInterval;
        for (int y = 0; y < down; ++y) {
            for (int x = 0; x < across; ++x) {
                if (m_restartInterval > 0 && untilRestart-- == 0) {
                    bits.restart();
                    for (Part &part : parts)
                        part.last = 0;
                    untilRestart = m_restartInterval - 1;
                }
                for (Part &part : parts) {
                    if (!readUnit(part, bits, x, y, isAlone))
                        return false;
                }
            }
        }
        return true;
    }

    static bool readUnit(Part &part, ScanBits &bits, int x, int y, bool isAlone)
    {
        Component &component = *part.component;
        const int across = isAlone ? 1 : component.across;
        const int down = isAlone ? 1 : component.down;
        for (int row = y * down; row < (y + 1) * down; ++row) {
            for (int column = x * across; column < (x + 1) * across; ++column) {
                const auto size = symbol(*part.table, bits);
                if (!size || *size > 11)
                    return false;
                part.last = qBound(-lastLimit, part.last + bits.number(*size), lastLimit);
                component.means.at(size_t(row) * size_t(component.blocksAcross) + size_t(column)) =
                    qint16(qBound(-32768, part.last * (1 << component.level), 32767));
            }
        }
        return true;
    }

    static std::optional<int> symbol(const HuffmanTable &table, ScanBits &bits)
    {
        int code = 0;
        for (size_t length = 1; length <= HuffmanTable::longestCode; ++length) {
            code = (code << 1) | bits.bit();
            if (const auto found = table.symbolOf(code, length))
                return found;
        }
        return {};
    }

    //! To the marker behind the coded pixels.
    bool skipScan()
    {
        constexpr qint64 blockSize = 65'536;
        bool isEscape = false;
        // What was read of the scan went in blocks, too far.
        m_device.seek(m_scanBegin);
        qint64 at = m_scanBegin;
        for (QByteArray block = m_device.read(blockSize); !block.isEmpty();
             block = m_device.read(blockSize)) {
            for (qsizetype i = 0; i < block.size(); ++i) {
                const int byte = uchar(block.at(i));
                if (isEscape && byte != 0 && byte != 0xff && (byte < 0xd0 || byte > 0xd7))
                    return m_device.seek(at + i - 1);
                isEscape = byte == 0xff;
            }
            at += block.size();
        }
        return false;
    }

    bool isComplete() const
    {
        return !m_components.empty()
            && std::ranges::none_of(
                m_components, [](const Component &component) { return component.means.empty(); });
    }

    int sample(const Component &component, int x, int y) const
    {
        const size_t row = size_t(y * component.down / m_down);
        const size_t column = size_t(x * component.across / m_across);
        const int mean = component.means.at(row * size_t(component.blocksAcross) + column);
        return qBound(0, mean * m_quantization.at(component.quantization) / 8 + 128, 255);
    }

    QRgb colour(int x, int y) const
    {
        const int first = sample(m_components.front(), x, y);
        if (m_components.size() == 1)
            return qRgb(first, first, first);
        const int second = sample(m_components.at(1), x, y);
        const int third = sample(m_components.at(2), x, y);
        if (m_isRgb)
            return qRgb(first, second, third);
        // JFIF's colours, in 65,536ths.
        const int blue = second - 128;
        const int red = third - 128;
        return qRgb(qBound(0, first + ((91'881 * red) >> 16), 255),
                    qBound(0, first - ((22'554 * blue + 46'802 * red) >> 16), 255),
                    qBound(0, first + ((116'130 * blue) >> 16), 255));
    }

    QImage image() const
    {
        QImage image((m_width + 7) / 8, (m_height + 7) / 8, QImage::Format_RGB32);
        if (image.isNull())
            return {};
        for (int y = 0; y < image.height(); ++y) {
            auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
            for (int x = 0; x < image.width(); ++x)
                line[x] = colour(x, y);
        }
        if (!m_profile.isEmpty())
            image.setColorSpace(QColorSpace::fromIccProfile(m_profile));
        return image;
    }

    QIODevice &m_device;
    qint64 m_scanBegin = 0; // where the coded pixels of the last scan begin
    int m_width = 0;
    int m_height = 0;
    int m_across = 1; // blocks of a unit, of the component that has most
    int m_down = 1;
    int m_unitsAcross = 0;
    int m_unitsDown = 0;
    int m_restartInterval = 0; // units; 0: none
    bool m_isRgb = false;
    std::vector<Component> m_components;
    std::array<HuffmanTable, 4> m_tables;
    std::array<int, 4> m_quantization = {1, 1, 1, 1};
    QByteArray m_profile;
};

} // namespace

QImage eighthOfProgressiveJpeg(QIODevice &device)
{
    return EighthReader(device).read();
}

} // namespace polylogue::app::attachments
