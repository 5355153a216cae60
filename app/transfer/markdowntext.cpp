// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/markdowntext.h"

#include <QStringTokenizer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

namespace {

constexpr qsizetype shortestFence = 3;

//! \return how many of \a character stand at \a from.
qsizetype runLength(QStringView line, qsizetype from, QChar character)
{
    qsizetype end = from;
    while (end < line.size() && line.at(end) == character)
        ++end;
    return end - from;
}

//! \brief A line of at least three ` or ~ (https://spec.commonmark.org/0.30/#fenced-code-blocks).
struct Fence
{
    QChar character = {};
    qsizetype length = 0; //!< 0: no fence
    bool hasMore = false; //!< something stands behind it: it can only open
};

Fence fenceOf(QStringView line)
{
    const qsizetype indent = runLength(line, 0, u' ');
    if (indent > 3 || indent == line.size() || (line.at(indent) != u'`' && line.at(indent) != u'~'))
        return {};
    const Fence fence{.character = line.at(indent),
                      .length = runLength(line, indent, line.at(indent))};
    const QStringView rest = line.sliced(indent + fence.length).trimmed();
    if (fence.length < shortestFence || (fence.character == u'`' && rest.contains(u'`')))
        return {};
    return {.character = fence.character, .length = fence.length, .hasMore = !rest.isEmpty()};
}

} // namespace

QString escapedMarkdown(const QString &text)
{
    const QString line = text.simplified();
    QString escaped;
    for (const QChar character : line) {
        if (u"\\`*_[]<>~|&$#"_s.contains(character))
            escaped += u'\\';
        escaped += character;
    }
    return escaped;
}

QString codeBlock(const QString &text, const QString &language)
{
    qsizetype length = shortestFence;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype run = runLength(text, at, u'`');
        length = qMax(length, run + 1);
        at += run;
    }
    const QString fence(length, u'`');
    const QString name = language.contains(u'`') ? QString() : language.simplified();
    return fence + name + u'\n' + text + (text.endsWith(u'\n') ? u""_s : u"\n"_s) + fence + u'\n';
}

QString quotedMarkdown(const QString &markdown)
{
    QString quoted;
    for (const QStringView line : qTokenize(markdown, u'\n'))
        quoted += (line.isEmpty() ? u">"_s : u"> "_s + line.toString()) + u'\n';
    return quoted;
}

QString closedMarkdown(const QString &markdown)
{
    Fence open;
    for (const QStringView line : qTokenize(markdown, u'\n')) {
        const Fence fence = fenceOf(line);
        if (fence.length == 0)
            continue;
        if (open.length == 0)
            open = fence;
        else if (fence.character == open.character && fence.length >= open.length && !fence.hasMore)
            open = {};
    }
    QString closed = markdown;
    if (open.length > 0)
        closed += (closed.endsWith(u'\n') ? u""_s : u"\n"_s) + QString(open.length, open.character);
    return closed;
}

QString linkTarget(const QString &path)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

} // namespace polylogue::app::transfer
