// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/transfer/filename.h"

#include <QRegularExpression>
#include <QTextBoundaryFinder>

using namespace Qt::StringLiterals;

namespace polylogue::app::transfer {

namespace {

constexpr qsizetype maximumCharacters = 80;
constexpr qsizetype maximumBytes = 200; // file systems take 255, and a suffix comes behind

bool isRefused(QChar character)
{
    switch (character.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format: // direction overrides make "exe.txt" of "txt.exe"
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return u"<>:\"/\\|?*"_s.contains(character);
    }
}

QString shortened(const QString &name)
{
    if (name.size() <= maximumCharacters && name.toUtf8().size() <= maximumBytes)
        return name;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, name);
    qsizetype end = 0;
    while (finder.toNextBoundary() > 0 && finder.position() <= maximumCharacters
           && name.first(finder.position()).toUtf8().size() <= maximumBytes)
        end = finder.position();
    return name.first(end);
}

} // namespace

QString safeFileName(const QString &text, const QString &fallback)
{
    QString name;
    for (const QChar character : text.normalized(QString::NormalizationForm_C).left(1'000))
        name += isRefused(character) ? u' ' : character;
    name = shortened(name.simplified());

    qsizetype first = 0;
    while (first < name.size() && u". -~"_s.contains(name.at(first)))
        ++first; // hidden files, options of commands
    name = name.sliced(first);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1); // Windows drops them

    // https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    static const QRegularExpression device(
        u"^(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\\$|CONOUT\\$)( *\\.|$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (device.match(name).hasMatch())
        name.prepend(u'_');
    return name.isEmpty() ? fallback : name;
}

QString uniqueFileName(const QString &name, const QString &suffix, QStringList &taken)
{
    QString unique = name + suffix;
    for (int number = 2; taken.contains(unique, Qt::CaseInsensitive); ++number)
        unique = u"%1 (%2)%3"_s.arg(name, QString::number(number), suffix);
    taken.append(unique);
    return unique;
}

} // namespace polylogue::app::transfer
