// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/embeddings/textfiles.h"

#include "app/base/platform.h"
#include "app/base/textencoding.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::embeddings {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr qsizetype shortestParagraph = 40; // characters; less is a heading or a page's number
constexpr double shareOfLine = 0.8; // a line that is shorter may end a paragraph

QStringList trimmedLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines)
        line = line.simplified();
    return lines;
}

bool endsSentence(const QString &line)
{
    return line.endsWith(u'.') || line.endsWith(u'!') || line.endsWith(u'?') || line.endsWith(u':')
        || line.endsWith(QChar(0x3002)); // the full stop of Chinese and Japanese
}

//! \return how long most lines are.
qsizetype usualLength(const QStringList &lines)
{
    QList<qsizetype> lengths;
    for (const QString &line : lines)
        lengths.append(line.size());
    const qsizetype middle = lengths.size() / 2;
    std::nth_element(lengths.begin(), lengths.begin() + middle, lengths.end());
    return lengths.at(middle);
}

//! Words that a line's end has divided are whole again.
void append(QString &paragraph, const QString &line)
{
    if (paragraph.size() > 1 && paragraph.endsWith(u'-')
        && paragraph.at(paragraph.size() - 2).isLetter() && line.at(0).isLower())
        paragraph.chop(1);
    else if (!paragraph.isEmpty())
        paragraph += u' ';
    paragraph += line;
}

//! What is too short to say anything goes before the next.
QStringList withoutHeadings(const QStringList &paragraphs)
{
    QStringList result;
    QString waiting;
    for (const QString &paragraph : paragraphs) {
        const QString whole = waiting.isEmpty() ? paragraph : waiting + u' ' + paragraph;
        if (whole.size() < shortestParagraph) {
            waiting = whole;
            continue;
        }
        result.append(whole);
        waiting.clear();
    }
    if (waiting.isEmpty())
        return result;
    if (result.isEmpty())
        result.append(waiting);
    else
        result.last() += u' ' + waiting;
    return result;
}

} // namespace

bool isPdfName(const QString &name)
{
    return name.endsWith(".pdf"_L1, Qt::CaseInsensitive);
}

Result<QStringList> textFilesBelow(const QString &folder)
{
    QStringList paths;
    QDirIterator files(folder, {u"*.txt"_s, u"*.md"_s, u"*.text"_s, u"*.pdf"_s},
                       QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        paths.append(files.next());
        if (paths.size() > mostFiles)
            return Error{.kind = ErrorKind::File, .type = u"too_many_files"_s, .subject = folder};
    }
    if (paths.isEmpty())
        return Error{.kind = ErrorKind::File, .type = u"no_texts"_s, .subject = folder};
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<QString> readTextFile(const QString &path)
{
    const auto file = base::openRegularFile(path);
    if (!file)
        return file.error();
    const QString name = QFileInfo(path).fileName();
    if ((*file)->size() > largestTextFile)
        return Error{.kind = ErrorKind::TooLarge, .subject = name};
    const QByteArray bytes = (*file)->read(largestTextFile);
    const std::optional<QString> text = base::decodedText(bytes);
    if ((*file)->error() != QFileDevice::NoError || !text)
        return Error{.kind = ErrorKind::File,
                     .detail = text ? (*file)->errorString() : QString(),
                     .type = text ? u"not_readable"_s : u"not_text"_s,
                     .subject = name};
    return *text;
}

QStringList paragraphsOf(const QString &text)
{
    const QStringList lines = trimmedLines(text.trimmed());
    const bool hasBlankLines = lines.contains(QString());
    const qsizetype usual = usualLength(lines);
    QStringList paragraphs{QString()};
    for (const QString &line : lines) {
        if (line.isEmpty()) {
            paragraphs.append(QString());
            continue;
        }
        append(paragraphs.last(), line);
        if (!hasBlankLines && endsSentence(line)
            && double(line.size()) < double(usual) * shareOfLine)
            paragraphs.append(QString());
    }
    paragraphs.removeAll(QString());
    return withoutHeadings(paragraphs);
}

Corpus corpusFromFiles(const QList<TextFile> &files, TextUnit unit)
{
    Corpus corpus;
    const QString between = u" · "_s;
    for (const TextFile &file : files) {
        const qsizetype slash = file.name.lastIndexOf(u'/');
        const CorpusText common{.label = file.name.left(std::max<qsizetype>(slash, 0)),
                                .title = QFileInfo(file.name).completeBaseName(),
                                .source = file.name};
        const auto add = [&](const QString &text, const QStringList &numbers) {
            CorpusText one = common;
            one.text = text.trimmed();
            one.title = (QStringList{common.title} + numbers).join(between);
            if (!one.text.isEmpty())
                corpus.append(one);
        };
        if (unit == TextUnit::File) {
            add(file.pages.join(u'\n'), {});
            continue;
        }
        for (qsizetype page = 0; page < file.pages.size(); ++page) {
            QStringList numbers;
            if (file.pages.size() > 1)
                numbers << QString::number(page + 1);
            if (unit == TextUnit::Page) {
                add(file.pages.at(page), numbers);
                continue;
            }
            const QStringList paragraphs = paragraphsOf(file.pages.at(page));
            for (qsizetype at = 0; at < paragraphs.size(); ++at)
                add(paragraphs.at(at), numbers + QStringList{QString::number(at + 1)});
        }
    }
    return corpus;
}

} // namespace polylogue::app::embeddings
