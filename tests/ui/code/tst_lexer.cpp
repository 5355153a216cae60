// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/code/language.h"
#include "ui/code/lexer.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue::ui::code;

namespace {

// One letter a kind, so that a result can be written below its line.
QChar letterOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Plain:
        return u' ';
    case TokenKind::Keyword:
        return u'k';
    case TokenKind::Type:
        return u't';
    case TokenKind::Constant:
        return u'o';
    case TokenKind::Number:
        return u'n';
    case TokenKind::String:
        return u's';
    case TokenKind::Comment:
        return u'c';
    case TokenKind::Function:
        return u'f';
    case TokenKind::Name:
        return u'a';
    case TokenKind::Meta:
        return u'm';
    case TokenKind::Inserted:
        return u'+';
    case TokenKind::Removed:
        return u'-';
    }
    return u'?';
}

QString picture(qsizetype length, const QList<Token> &tokens)
{
    QString letters(length, u' ');
    for (const Token &token : tokens) {
        for (int at = token.start; at < token.start + token.length; ++at)
            letters[at] = letterOf(token.kind);
    }
    return letters;
}

void verifyInOrder(const QList<Token> &tokens, qsizetype length)
{
    int end = 0;
    for (const Token &token : tokens) {
        QVERIFY(token.start >= end);
        QVERIFY(token.length > 0);
        end = token.start + token.length;
    }
    QVERIFY(end <= length);
}

} // namespace

class tst_Lexer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreColoured_data();
    void linesAreColoured();
    void namesOfLanguagesAreUnique();
    void languagesAreFoundByAnyName_data();
    void languagesAreFoundByAnyName();
    void piecesOfALineAreColouredAsTheWhole_data();
    void piecesOfALineAreColouredAsTheWhole();
    void anyTextGivesTokensInOrder();
};

void tst_Lexer::linesAreColoured_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("lines"); // of code, and below each its colours
    const auto add = [](const char *row, const QString &language, const QStringList &lines) {
        QTest::newRow(row) << language << lines;
    };
    add("c++: directive, comment over lines, raw string", u"cpp"_s,
        {u"#include <vector> // std"_s, u"mmmmmmmm ssssssss cccccc"_s, u"/* one"_s, u"cccccc"_s,
         u"two */ int x = 1'000u;"_s, u"cccccc ttt     nnnnnn "_s, u"auto s = R\"x(a\")\" b"_s,
         u"kkkk     ssssssssss"_s, u"end)x\" + 'c' + f(a->for);"_s, u"ssssss   sss   f        "_s});
    add("python: triple quotes, decorator, f-string", u"Python"_s,
        {u"@app.get(\"/\")"_s, u"mmmmmmmm sss "_s, u"async def answer(x: int) -> str:  # it's"_s,
         u"kkkkk kkk ffffff    ttt     ttt   cccccc"_s, u"    \"\"\"Say"_s, u"    ssssss"_s,
         u"    it.\"\"\" or None"_s, u"ssssssssss kk oooo"_s,
         u"    return f\"{x}\" if x != 1.5e-3 else Path(x).read()"_s,
         u"    kkkkkk  sssss kk      nnnnnn kkkk tttt    ffff  "_s});
    add("rust: lifetimes, macros, nested comments", u"rs"_s,
        {u"fn f<'a>(s: &'a str) -> char { println!(\"{}\", 'x'); }"_s,
         u"kk              ttt     tttt   ffffffff ssss  sss    "_s,
         u"/* a /* b */ c */ let r = r#\"q\"q\"#;"_s, u"ccccccccccccccccc kkk     ssssssss "_s});
    add("javascript: template over lines", u"ts"_s,
        {u"const a: string = `x ${y}"_s, u"kkkkk    tttttt   sssssss"_s,
         u"z` + obj.default() // done"_s, u"ss       fffffff   ccccccc"_s});
    add("shell: variables, here document", u"bash"_s,
        {u"NAME=${1:-x}; echo \"$NAME\" $# # note"_s, u"aaaa aaaaaaa  ffff sssssss aa cccccc"_s,
         u"cat <<'EOF' > file"_s, u"fff sssssss       "_s, u"if $x; then"_s, u"sssssssssss"_s,
         u"EOF"_s, u"sss"_s, u"if true; then"_s, u"kk       kkkk"_s});
    add("sql in any case", u"SQL"_s,
        {u"select count(*) FROM \"t\" where a = 'it''s' -- x"_s,
         u"kkkkkk fffff    kkkk aaa kkkkk     sssssss cccc"_s});
    add("json: keys and values", u"json"_s,
        {u"{\"a\": \"b\", \"c\" : [1, -2.5, true]}"_s, u" aaa  sss  aaa    n   nnn  oooo  "_s});
    add("yaml: keys, items, block scalars", u"yml"_s,
        {u"on: [push] # when"_s, u"aa         cccccc"_s, u"steps:"_s, u"aaaaa "_s, u"  - run: |"_s,
         u"    aaa   "_s, u"      make all: \"x"_s, u"      ssssssssssss"_s,
         u"  - url: http://x/y"_s, u"    aaa            "_s, u"  - it's: fine"_s,
         u"              "_s});
    add("toml", u"toml"_s,
        {u"[tool.x]"_s, u"tttttttt"_s, u"a.b = \"c\" # d"_s, u"aaa   sss ccc"_s});
    add("css", u"css"_s,
        {u".a, #b h1 { color: #fff; margin: 0 10px }"_s,
         u"tt  tt tt   aaaaa  nnnn  aaaaaa  n nnnn  "_s,
         u"@media (min-width: 3em) { a { x: rgb(1, 2, 3) !important } }"_s,
         u"mmmmmm  ttttttttt  nnn        a  fff n  n  n  kkkkkkkkkk    "_s});
    add("html with script and style", u"html"_s,
        {u"<p class=\"a\">1 &lt; 2</p><!-- c"_s, u"mm aaaaa sssm  oooo  mmmmcccccc"_s,
         u"--><script>"_s, u"cccmmmmmmmm"_s, u"let x = 1</script><b>"_s,
         u"kkk     nmmmmmmmmmmmm"_s});
    add("markdown with a fence", u"md"_s,
        {u"# Title"_s, u"kkkkkkk"_s, u"- **a** `b` [c](d)"_s, u"m ttttt sss fffaaa"_s, u"```py"_s,
         u"mmmmm"_s, u"def"_s, u"kkk"_s, u"```"_s, u"mmm"_s, u"def"_s, u"   "_s});
    add("diff", u"patch"_s,
        {u"--- a/x"_s, u"mmmmmmm"_s, u"@@ -1 +1 @@"_s, u"fffffffffff"_s, u"-old"_s, u"----"_s,
         u"+new"_s, u"++++"_s, u" same"_s, u"     "_s});
    add("cmake", u"cmake"_s,
        {u"if(NOT ${X}) # y"_s, u"kk     aaaa  ccc"_s, u"add_test(NAME \"a\")"_s,
         u"ffffffff      sss "_s});
    add("makefile", u"make"_s, {u"all: $(OBJ) # x"_s, u"aaa  aaaaaa ccc"_s});
    add("dockerfile", u"Dockerfile"_s,
        {u"FROM debian:12 AS build"_s, u"kkkk        nn kk      "_s});
    add("go", u"go"_s,
        {u"func main() { fmt.Println(`a`, 'b', nil) }"_s,
         u"kkkk ffff         fffffff sss  sss  ooo   "_s});
    add("an unknown name gets what most have", u"zig"_s,
        {u"const x = \"a\"; // don't"_s, u"kkkkk     sss  cccccccc"_s, u"it isn't 5"_s,
         u"         n"_s});
    add("plain text has no colours", u""_s, {u"if \"x\" then 5 # no"_s, u"                  "_s});
}

void tst_Lexer::linesAreColoured()
{
    QFETCH(QString, language);
    QFETCH(QStringList, lines);

    LexerState state;
    for (qsizetype index = 0; index < lines.size(); index += 2) {
        const QString &line = lines.at(index);
        const QList<Token> tokens = lexLine(*languageNamed(language), line, &state);
        verifyInOrder(tokens, line.size());
        QCOMPARE(line + u'\n' + picture(line.size(), tokens),
                 line + u'\n' + lines.at(index + 1).leftJustified(line.size()));
    }
}

void tst_Lexer::namesOfLanguagesAreUnique()
{
    QSet<QString> seen;
    for (const Language &language : languages()) {
        for (const QString &name : language.names()) {
            QVERIFY2(!seen.contains(name), qPrintable(name));
            QCOMPARE(name, name.toLower());
            seen.insert(name);
        }
    }
}

void tst_Lexer::languagesAreFoundByAnyName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("as written") << u"Python"_s << u"py"_s;
    QTest::newRow("by suffix") << u"rs"_s << u"rs"_s;
    QTest::newRow("with blanks") << u" C++ "_s << u"cpp"_s;
    QTest::newRow("unknown") << u"brainfuck"_s << u"txt"_s;
    QTest::newRow("none") << u""_s << u"txt"_s;
    QTest::newRow("very long") << QString(100'000, u'x') << u"txt"_s;
}

void tst_Lexer::languagesAreFoundByAnyName()
{
    QFETCH(QString, name);
    QTEST(suffixOf(*languageNamed(name)), "suffix");
}

void tst_Lexer::piecesOfALineAreColouredAsTheWhole_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("line");
    QTest::newRow("string") << u"js"_s << u"x = \"a long string\" + 1"_s;
    QTest::newRow("comment") << u"py"_s << u"x = 1 # a long comment"_s;
    QTest::newRow("block comment") << u"c"_s << u"a /* b */ c"_s;
}

void tst_Lexer::piecesOfALineAreColouredAsTheWhole()
{
    QFETCH(QString, language);
    QFETCH(QString, line);
    const Language &known = *languageNamed(language);
    LexerState whole;
    const QString expected = picture(line.size(), lexLine(known, line, &whole));

    // Cut where the line has a blank: words are not to be taken apart.
    for (qsizetype cut = line.indexOf(u' '); cut > 0; cut = line.indexOf(u' ', cut + 1)) {
        LexerState state;
        QString pieces = picture(cut, lexLine(known, line.left(cut), &state, false));
        pieces += picture(line.size() - cut, lexLine(known, line.mid(cut), &state));
        QCOMPARE(pieces, expected);
        QCOMPARE(state, whole);
    }
}

void tst_Lexer::anyTextGivesTokensInOrder()
{
    QRandomGenerator random(42);
    const QString alphabet = u"ab1 _\"'`#/*<>{}[]()$@!-+=:;.\\&|R\tä😀\u2028"_s;
    for (const Language &language : languages()) {
        LexerState state;
        for (int round = 0; round < 3'000; ++round) {
            QString line;
            for (int length = random.bounded(40); length > 0; --length)
                line += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
            const QList<Token> tokens = lexLine(language, line, &state, round % 7 != 0);
            verifyInOrder(tokens, line.size());
            if (QTest::currentTestFailed()) {
                qWarning() << language.names().first() << line << state.region << state.closing;
                return;
            }
        }
    }
}

QTEST_APPLESS_MAIN(tst_Lexer)
#include "tst_lexer.moc"
