// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/code/markuplexer.h"

#include "ui/code/language.h"
#include "ui/code/linelexer.h"

#include <algorithm>

namespace polylogue::ui::code {

using namespace Qt::StringLiterals;

namespace {

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || u"_-:."_s.contains(c);
}

//! \brief What both lexers here need: a place in a line, and tokens.
struct Cursor
{
    QStringView line = {};
    qsizetype position = 0;
    QList<Token> tokens = {};

    bool atEnd() const { return position >= line.size(); }
    QStringView rest() const { return line.sliced(position); }
    //! Goes on to \a end, which is one of \a kind.
    void take(qsizetype end, TokenKind kind)
    {
        if (end > position && kind != TokenKind::Plain)
            tokens.append({static_cast<int>(position), static_cast<int>(end - position), kind});
        position = std::max(position, end);
    }
    //! Goes on behind \a what, or to the end. \return whether it was found.
    bool takeThrough(QStringView what, TokenKind kind)
    {
        const qsizetype found = line.indexOf(what, position);
        take(found < 0 ? line.size() : found + what.size(), kind);
        return found >= 0;
    }
    //! Goes on to \a end in another language.
    void takeEmbedded(qsizetype end, LexerState *state)
    {
        const Language &language = languages().at(state->embedded);
        const QStringView part = line.sliced(position, end - position);
        if (language.family() == Language::Family::Table) {
            for (Token token : LineLexer(language, part, state, true).run()) {
                token.start += static_cast<int>(position);
                tokens.append(token);
            }
        }
        position = end;
    }
};

// What a line of markup leaves open, as LexerState::region.
enum Open { Text = -1, Comment, CharacterData, Tag, Value };

void beginTag(Cursor &cursor, LexerState *state)
{
    if (cursor.rest().startsWith(u"<!--")) {
        state->region = Comment;
        return;
    }
    if (cursor.rest().startsWith(u"<![CDATA[")) {
        state->region = CharacterData;
        return;
    }
    qsizetype end = cursor.position + 1;
    while (end < cursor.line.size() && u"/!?"_s.contains(cursor.line[end]))
        ++end;
    const qsizetype name = end;
    while (end < cursor.line.size() && isNamePart(cursor.line[end]))
        ++end;
    if (end == name) {
        ++cursor.position; // a sign in the text
        return;
    }
    const QString tag = cursor.line.sliced(name, end - name).toString().toLower();
    const bool isOpening = name == cursor.position + 1;
    state->fence = isOpening && (tag == u"script" || tag == u"style") ? u"</"_s + tag : QString();
    cursor.take(end, TokenKind::Meta);
    state->region = Tag;
}

//! Attributes, up to the tag's end.
void takeTag(Cursor &cursor, LexerState *state)
{
    const QChar c = cursor.rest().front();
    if (c == u'>') {
        cursor.take(cursor.position + 1, TokenKind::Meta);
        state->region = Text;
        if (!state->fence.isEmpty())
            state->embedded =
                indexOf(*languageNamed(state->fence == u"</style" ? u"css" : u"javascript"));
    } else if (c == u'/' || c == u'?') {
        cursor.take(cursor.position + 1, TokenKind::Meta);
        state->fence.clear();
    } else if (c == u'"' || c == u'\'') {
        state->region = Value;
        state->closing = c;
        cursor.tokens.append({static_cast<int>(cursor.position), 1, TokenKind::String});
        ++cursor.position;
    } else if (isNamePart(c)) {
        qsizetype end = cursor.position;
        while (end < cursor.line.size() && isNamePart(cursor.line[end]))
            ++end;
        cursor.take(end, TokenKind::Name);
    } else {
        ++cursor.position;
    }
}

//! Text between tags: entities.
void takeText(Cursor &cursor, LexerState *state)
{
    const QChar c = cursor.rest().front();
    if (c == u'<') {
        beginTag(cursor, state);
        return;
    }
    const qsizetype semicolon = c == u'&' ? cursor.rest().left(12).indexOf(u';') : -1;
    if (semicolon > 1)
        cursor.take(cursor.position + semicolon + 1, TokenKind::Constant);
    else
        ++cursor.position;
}

//! Spans within a line of Markdown.
void takeSpan(Cursor &cursor)
{
    const QChar c = cursor.rest().front();
    if (c == u'`') {
        qsizetype ticks = 1;
        while (cursor.rest().sliced(ticks).startsWith(u'`'))
            ++ticks;
        const QString fence(ticks, u'`');
        const qsizetype close = cursor.line.indexOf(fence, cursor.position + ticks);
        close < 0 ? void(cursor.position += ticks) : cursor.take(close + ticks, TokenKind::String);
    } else if (cursor.rest().startsWith(u"**") || cursor.rest().startsWith(u"__")) {
        const qsizetype close = cursor.line.indexOf(cursor.rest().first(2), cursor.position + 2);
        close < 0 ? void(cursor.position += 2) : cursor.take(close + 2, TokenKind::Type);
    } else if (c == u'[') {
        const qsizetype middle = cursor.line.indexOf(u"](", cursor.position);
        const qsizetype close = middle < 0 ? -1 : cursor.line.indexOf(u')', middle);
        if (close < 0) {
            ++cursor.position;
            return;
        }
        cursor.take(middle + 1, TokenKind::Function);
        cursor.take(close + 1, TokenKind::Name);
    } else {
        ++cursor.position;
    }
}

//! \return how many marks of a fence a line begins with; 0 for none.
qsizetype fenceLength(QStringView line)
{
    const QChar mark = line.isEmpty() ? QChar() : line.front();
    if (mark != u'`' && mark != u'~')
        return 0;
    qsizetype length = 0;
    while (length < line.size() && line[length] == mark)
        ++length;
    return length >= 3 ? length : 0;
}

} // namespace

QList<Token> lexMarkup(QStringView line, LexerState *state)
{
    Cursor cursor{line};
    while (!cursor.atEnd()) {
        if (state->embedded >= 0) {
            const qsizetype end = line.indexOf(state->fence, cursor.position, Qt::CaseInsensitive);
            cursor.takeEmbedded(end < 0 ? line.size() : end, state);
            if (end >= 0)
                *state = {};
            continue;
        }
        switch (state->region) {
        case Comment:
            state->region = cursor.takeThrough(u"-->", TokenKind::Comment) ? Text : Comment;
            break;
        case CharacterData:
            state->region = cursor.takeThrough(u"]]>", TokenKind::String) ? Text : CharacterData;
            break;
        case Value:
            state->region = cursor.takeThrough(state->closing, TokenKind::String) ? Tag : Value;
            break;
        case Tag:
            takeTag(cursor, state);
            break;
        default:
            takeText(cursor, state);
            break;
        }
    }
    return cursor.tokens;
}

QList<Token> lexMarkdown(QStringView line, LexerState *state)
{
    Cursor cursor{line};
    const QStringView text = line.trimmed();
    const qsizetype fence = fenceLength(text);
    if (state->embedded >= 0) {
        if (fence >= state->fence.size() && text.startsWith(state->fence) && fence == text.size()) {
            cursor.take(line.size(), TokenKind::Meta);
            *state = {};
        } else {
            cursor.takeEmbedded(line.size(), state);
        }
        return cursor.tokens;
    }
    if (fence > 0) {
        cursor.take(line.size(), TokenKind::Meta);
        state->fence = text.first(fence).toString();
        const QString info = text.sliced(fence).trimmed().toString();
        state->embedded = indexOf(*languageNamed(info.section(u' ', 0, 0)));
        return cursor.tokens;
    }
    const qsizetype start = text.isEmpty() ? 0 : text.begin() - line.begin();
    qsizetype hashes = 0;
    while (hashes < text.size() && text[hashes] == u'#')
        ++hashes;
    if (hashes > 0 && hashes <= 6 && (hashes == text.size() || text[hashes] == u' ')) {
        cursor.take(line.size(), TokenKind::Keyword);
        return cursor.tokens;
    }
    cursor.position = start;
    if (text.startsWith(u'>'))
        cursor.take(start + 1, TokenKind::Comment);
    else if (text.startsWith(u"- ") || text.startsWith(u"* ") || text.startsWith(u"+ "))
        cursor.take(start + 1, TokenKind::Meta);
    while (!cursor.atEnd())
        takeSpan(cursor);
    return cursor.tokens;
}

QList<Token> lexDiff(QStringView line)
{
    const auto whole = [line](TokenKind kind) {
        return QList<Token>{{0, static_cast<int>(line.size()), kind}};
    };
    for (const QStringView head : {u"+++", u"---", u"diff ", u"index "}) {
        if (line.startsWith(head))
            return whole(TokenKind::Meta);
    }
    if (line.startsWith(u"@@"))
        return whole(TokenKind::Function);
    if (line.startsWith(u'+') || line.startsWith(u'>'))
        return whole(TokenKind::Inserted);
    if (line.startsWith(u'-') || line.startsWith(u'<'))
        return whole(TokenKind::Removed);
    return {};
}

} // namespace polylogue::ui::code
