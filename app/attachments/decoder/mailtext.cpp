// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decoder/mailtext.h"

#include "app/attachments/decoder/htmltext.h"
#include "app/base/textencoding.h"

#include <QList>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::attachments {

namespace {

constexpr qsizetype headBytes = 65'536; // of which a header is looked for
constexpr int deepestPart = 10; // messages within messages
constexpr int maximumParts = 1'000;

struct HeaderField
{
    QByteArray name = {}; // in small letters
    QByteArray value = {}; // unfolded
};

using Header = QList<HeaderField>;

//! A part of a message: its header and what stands below it.
struct Part
{
    Header header = {};
    QByteArray body = {};
};

bool isFieldName(QByteArrayView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-';
    });
}

Part split(const QByteArray &bytes)
{
    Part part;
    qsizetype at = 0;
    while (at < bytes.size()) {
        const qsizetype newline = bytes.indexOf('\n', at);
        const qsizetype end = newline < 0 ? bytes.size() : newline;
        QByteArray line = bytes.sliced(at, end - at);
        if (line.endsWith('\r'))
            line.chop(1);
        at = qMin(end + 1, bytes.size());
        if (line.isEmpty())
            break;
        const bool isContinued = line.startsWith(' ') || line.startsWith('\t');
        const qsizetype colon = line.indexOf(':');
        if (isContinued && !part.header.isEmpty())
            part.header.last().value += ' ' + line.trimmed();
        else if (colon > 0 && isFieldName(QByteArrayView(line).first(colon)))
            part.header.append({line.first(colon).toLower(), line.sliced(colon + 1).trimmed()});
        else if (!line.startsWith("From "))
            break; // no header (any more)
    }
    part.body = bytes.sliced(at);
    return part;
}

QByteArray valueOf(const Header &header, QByteArrayView name)
{
    for (const HeaderField &field : header) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

//! \return a parameter of a field's value: charset, boundary, filename.
QByteArray parameterOf(const QByteArray &value, const QByteArray &name)
{
    const QRegularExpression expression(
        u"[;\\s]%1\\*?\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]*))"_s.arg(QLatin1StringView(name)),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = expression.match(QString::fromLatin1(value));
    return (match.captured(1) + match.captured(2)).toLatin1();
}

QByteArray quotedPrintable(const QByteArray &bytes)
{
    QByteArray decoded;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char c = bytes.at(at);
        if (c != '=') {
            decoded += c;
            continue;
        }
        const QByteArray code = bytes.sliced(at + 1, qMin(qsizetype(2), bytes.size() - at - 1));
        if (code.startsWith('\n')) {
            ++at; // a line that goes on
        } else if (code == "\r\n"_ba) {
            at += 2;
        } else {
            bool isNumber = false;
            const int value = code.toInt(&isNumber, 16);
            decoded += isNumber && code.size() == 2 ? char(value) : c;
            at += isNumber && code.size() == 2 ? 2 : 0;
        }
    }
    return decoded;
}

//! A header's value, its encoded words decoded.
QString wordsOf(const QByteArray &value)
{
    static const QRegularExpression expression(u"=\\?([^?]+)\\?([BbQq])\\?([^?]*)\\?="_s);
    const QString source = base::decodedAs(value, {});
    QString words;
    qsizetype at = 0;
    bool wasEncoded = false;
    QRegularExpressionMatchIterator matches = expression.globalMatch(source);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString between = source.sliced(at, match.capturedStart() - at);
        if (!wasEncoded || !between.trimmed().isEmpty())
            words += between;
        const QByteArray coded = match.captured(3).toLatin1();
        const bool isBase64 = match.captured(2).toLower() == "b"_L1;
        const QByteArray bytes = isBase64 ? QByteArray::fromBase64(coded)
                                          : quotedPrintable(QByteArray(coded).replace('_', ' '));
        words += base::decodedAs(bytes, match.captured(1).section(u'*', 0, 0).toLatin1());
        at = match.capturedEnd();
        wasEncoded = true;
    }
    return (words + source.sliced(at)).simplified();
}

QByteArray bodyOf(const Part &part)
{
    const QByteArray encoding = valueOf(part.header, "content-transfer-encoding").toLower();
    if (encoding == "base64")
        return QByteArray::fromBase64(part.body);
    if (encoding == "quoted-printable")
        return quotedPrintable(part.body);
    return part.body;
}

QList<QByteArray> partsBetween(const QByteArray &body, const QByteArray &boundary)
{
    QList<QByteArray> parts;
    const QByteArray mark = "--" + boundary;
    qsizetype begin = -1;
    qsizetype at = body.startsWith(mark) ? 0 : body.indexOf('\n' + mark);
    while (at >= 0 && parts.size() < maximumParts) {
        if (begin >= 0 && begin < at) // one mark may follow another at once
            parts.append(body.sliced(begin, at - begin));
        const qsizetype lineBegin = body.at(at) == '\n' ? at + 1 : at;
        if (body.sliced(lineBegin + mark.size(),
                        qMin(qsizetype(2), body.size() - lineBegin - mark.size()))
            == "--")
            return parts;
        const qsizetype newline = body.indexOf('\n', lineBegin + mark.size());
        if (newline < 0)
            return parts;
        begin = newline + 1;
        at = body.indexOf('\n' + mark, newline);
    }
    if (begin >= 0 && begin < body.size())
        parts.append(body.sliced(begin));
    return parts;
}

//! Goes through a message's parts and collects what there is to read.
class MailReader final
{
public:
    QString read(const Part &message, int depth)
    {
        static const QList<std::pair<QByteArray, QLatin1StringView>> shown{
            {"from", "From"_L1},
            {"to", "To"_L1},
            {"cc", "Cc"_L1},
            {"date", "Date"_L1},
            {"subject", "Subject"_L1}};
        QStringList lines;
        for (const auto &field : shown) {
            if (const QByteArray value = valueOf(message.header, field.first); !value.isEmpty())
                lines.append(field.second + ": "_L1 + wordsOf(value));
        }
        take(message, depth);
        QString text = lines.join(u'\n') + "\n\n"_L1 + m_texts.join("\n\n"_L1).trimmed();
        if (!m_attached.isEmpty())
            text += "\n\nAttached files (not included): "_L1 + m_attached.join(", "_L1);
        return text + u'\n';
    }

private:
    void take(const Part &part, int depth)
    {
        const QByteArray type = valueOf(part.header, "content-type");
        const QByteArray kind = type.left(type.indexOf(';')).trimmed().toLower();
        const QByteArray disposition = valueOf(part.header, "content-disposition");
        QByteArray name = parameterOf(' ' + disposition, "filename");
        if (name.isEmpty())
            name = parameterOf(' ' + type, "name");
        if (kind.startsWith("multipart/")) {
            takeParts(part, kind, parameterOf(' ' + type, "boundary"), depth);
        } else if (disposition.toLower().startsWith("attachment") || !name.isEmpty()) {
            m_attached.append(name.isEmpty() ? QString::fromLatin1(kind) : wordsOf(name));
        } else if (kind == "message/rfc822" && depth < deepestPart) {
            m_texts.append(MailReader().read(split(bodyOf(part)), depth + 1));
        } else if (kind.isEmpty() || kind.startsWith("text/")) {
            const QString text = base::decodedText(bodyOf(part), parameterOf(' ' + type, "charset"))
                                     .value_or(QString());
            m_texts.append(kind == "text/html" ? textOfHtml(text) : text);
        } else {
            m_attached.append(QString::fromLatin1(kind));
        }
    }

    //! Of alternatives the plain text is taken, else the last, which is the richest.
    void takeParts(const Part &part, const QByteArray &kind, const QByteArray &boundary, int depth)
    {
        if (boundary.isEmpty() || depth >= deepestPart)
            return;
        QList<Part> parts;
        for (const QByteArray &bytes : partsBetween(part.body, boundary))
            parts.append(split(bytes));
        if (kind != "multipart/alternative") {
            for (const Part &each : parts)
                take(each, depth + 1);
            return;
        }
        const auto plain = std::ranges::find_if(parts, [](const Part &each) {
            return valueOf(each.header, "content-type").toLower().startsWith("text/plain");
        });
        if (plain != parts.end())
            take(*plain, depth + 1);
        else if (!parts.isEmpty())
            take(parts.last(), depth + 1);
    }

    QStringList m_texts;
    QStringList m_attached;
};

} // namespace

bool isMail(const QByteArray &bytes)
{
    const Part head = split(bytes.left(headBytes));
    int known = 0;
    for (const QByteArray &name : {"from"_ba, "to"_ba, "subject"_ba, "date"_ba, "received"_ba,
                                   "mime-version"_ba, "message-id"_ba, "return-path"_ba})
        known += valueOf(head.header, name).isEmpty() ? 0 : 1;
    const bool isAtStart = !head.header.isEmpty()
        && (bytes.startsWith("From ")
            || bytes.left(headBytes).toLower().startsWith(head.header.first().name));
    return isAtStart && known >= 3;
}

QString textOfMail(const QByteArray &bytes)
{
    return MailReader().read(split(bytes), 0);
}

} // namespace polylogue::app::attachments
