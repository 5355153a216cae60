// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/session/prompttemplate.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::session {

namespace {

struct Piece
{
    enum class Kind { Text, Variable, DoubleBrace };

    Kind kind = Kind::Text;
    QString text = {}; // as it stands; of a variable its name
};

QString written(const Piece &piece)
{
    return piece.kind == Piece::Kind::Variable ? u'{' + piece.text + u'}' : piece.text;
}

//! Double braces without their other half become text.
void settleDoubleBraces(QList<Piece> &pieces)
{
    QList<qsizetype> open;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        Piece &piece = pieces[i];
        if (piece.kind != Piece::Kind::DoubleBrace)
            continue;
        if (piece.text == "{{"_L1)
            open.append(i);
        else if (open.isEmpty())
            piece.kind = Piece::Kind::Text;
        else
            open.removeLast();
    }
    for (const qsizetype i : std::as_const(open))
        pieces[i].kind = Piece::Kind::Text;
}

QList<Piece> parse(const QString &text)
{
    static const QRegularExpression part(uR"(\{\{|\}\}|\{([\p{L}_][\p{L}\p{M}\p{N}_]*)\})"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    QList<Piece> pieces;
    qsizetype end = 0;
    auto matches = part.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedStart() > end)
            pieces.append(Piece{.text = text.mid(end, match.capturedStart() - end)});
        const bool isVariable = match.capturedLength(1) > 0;
        pieces.append(Piece{.kind = isVariable ? Piece::Kind::Variable : Piece::Kind::DoubleBrace,
                            .text = match.captured(isVariable ? 1 : 0)});
        end = match.capturedEnd();
    }
    if (end < text.size())
        pieces.append(Piece{.text = text.mid(end)});
    settleDoubleBraces(pieces);
    return pieces;
}

// --- Python's string literals
// ----------------------------------------------------------------------

struct Literal
{
    bool isFormatted = false; // f"..."
    bool isRaw = false;
    QString body = {};
};

//! Reads one literal at \a at of \a text and moves behind it.
std::optional<Literal> readLiteral(const QString &text, qsizetype &at)
{
    static const QRegularExpression begin(uR"(\G([A-Za-z]{0,2})("""|'''|"|'))"_s);
    const QRegularExpressionMatch match = begin.match(text, at);
    if (!match.hasMatch())
        return {};
    const QString prefix = match.captured(1).toLower();
    const bool isKnown = std::ranges::all_of(
        prefix, [](QChar c) { return c == u'f' || c == u'r' || c == u'b' || c == u'u'; });
    const QString quote = match.captured(2);
    Literal literal{.isFormatted = prefix.contains(u'f'), .isRaw = prefix.contains(u'r')};
    for (qsizetype i = match.capturedEnd(); isKnown && i < text.size(); ++i) {
        if (text.at(i) == u'\\') {
            literal.body += text.mid(i++, 2); // an escaped quote does not end it
            continue;
        }
        if (QStringView(text).sliced(i).startsWith(quote)) {
            at = i + quote.size();
            return literal;
        }
        if (quote.size() == 1 && text.at(i) == u'\n')
            return {};
        literal.body += text.at(i);
    }
    return {};
}

QString unescaped(const QString &body)
{
    static const QRegularExpression escape(
        uR"(\\(?:([\n\\'"abfnrtv])|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})))"_s);
    static const QHash<QChar, QString> plain{{u'\n', {}},     {u'\\', u"\\"_s},  {u'\'', u"'"_s},
                                             {u'"', u"\""_s}, {u'a', u"\x07"_s}, {u'b', u"\b"_s},
                                             {u'f', u"\f"_s}, {u'n', u"\n"_s},   {u'r', u"\r"_s},
                                             {u't', u"\t"_s}, {u'v', u"\v"_s}};
    QString text;
    qsizetype end = 0;
    auto matches = escape.globalMatch(body);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        text += QStringView(body).sliced(end, match.capturedStart() - end);
        end = match.capturedEnd();
        if (match.capturedLength(1) > 0) {
            text += plain.value(match.captured(1).at(0));
            continue;
        }
        const QString digits = match.captured(2) + match.captured(3) + match.captured(4);
        const char32_t code = digits.toUInt(nullptr, 16);
        text += code <= QChar::LastValidCodePoint ? QString::fromUcs4(&code, 1)
                                                  : match.captured(); // no character
    }
    text += QStringView(body).sliced(end);
    return text;
}

//! How a value is written matters to Python only.
QString withoutFormats(const QString &formatted)
{
    static const QRegularExpression format(
        uR"((?<!\{)\{\s*([\p{L}_][\p{L}\p{M}\p{N}_]*)\s*=?(?:![rsa])?(?::[^{}"'\n]*)?\})"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return QString(formatted).replace(format, u"{\\1}"_s);
}

} // namespace

QStringList promptVariables(const QString &text)
{
    QStringList names;
    for (const Piece &piece : parse(text)) {
        if (piece.kind == Piece::Kind::Variable && !names.contains(piece.text))
            names.append(piece.text);
    }
    return names;
}

QString filledPrompt(const QString &text, const QHash<QString, QString> &values)
{
    QString filled;
    for (const Piece &piece : parse(text)) {
        if (piece.kind == Piece::Kind::DoubleBrace)
            filled += piece.text.at(0);
        else if (piece.kind == Piece::Kind::Variable && values.contains(piece.text))
            filled += values.value(piece.text);
        else
            filled += written(piece);
    }
    return filled;
}

bool hasOwnLine(const QString &text, const QString &variable)
{
    const QString alone = u'{' + variable + u'}';
    const QStringList lines = text.split(u'\n');
    return std::ranges::any_of(lines,
                               [&alone](const QString &line) { return line.trimmed() == alone; });
}

std::optional<QString> promptFromPython(const QString &pasted)
{
    static const QRegularExpression before(uR"(\A\s*(?:[\p{L}_][\w.]*\s*=\s*)?\(?\s*)"_s);
    static const QRegularExpression colon(uR"(\G\s*:\s*\(?\s*)"_s);
    static const QRegularExpression between(uR"(\G\s*)"_s);
    static const QRegularExpression after(uR"(\G\s*\)?\s*,?\s*\z)"_s);
    qsizetype at = before.match(pasted).capturedEnd();
    QList<Literal> literals;
    while (std::optional<Literal> literal = readLiteral(pasted, at)) {
        literals.append(*literal);
        // 'text': f"..." – the first was the key of a dictionary.
        if (const auto match = colon.match(pasted, at); literals.size() == 1 && match.hasMatch()) {
            literals.clear();
            at = match.capturedEnd();
            continue;
        }
        at = between.match(pasted, at).capturedEnd();
    }
    if (literals.isEmpty() || !after.match(pasted, at).hasMatch())
        return {};
    const bool isFormatted =
        std::ranges::any_of(literals, [](const Literal &literal) { return literal.isFormatted; });
    QString prompt;
    for (const Literal &literal : std::as_const(literals)) {
        QString text = literal.isRaw ? literal.body : unescaped(literal.body);
        if (literal.isFormatted)
            text = withoutFormats(text);
        else if (isFormatted) // beside formatted ones its braces are braces
            text.replace(u'{', "{{"_L1).replace(u'}', "}}"_L1);
        prompt += text;
    }
    return prompt;
}

} // namespace polylogue::app::session
