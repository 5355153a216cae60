// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/code/language.h"

namespace polylogue::ui::code {

using namespace Qt::StringLiterals;

namespace {

using Option = RegionOption;

// --- Regions that many languages share -----------------------------------------------------------

Region lineComment(const QString &open, RegionOptions options = {})
{
    return {open, {}, TokenKind::Comment, options};
}

Region blockComment(const QString &open, const QString &close, RegionOptions options = {})
{
    return {open, close, TokenKind::Comment, options | Option::MultiLine};
}

Region text(const QString &quotes, RegionOptions options = Option::Escapes)
{
    return {quotes, quotes, TokenKind::String, options};
}

Region character()
{
    return {u"'"_s, u"'"_s, TokenKind::String, Option::Escapes | Option::Character};
}

Language &slashComments(Language &language, RegionOptions block = {})
{
    return language.region(lineComment(u"//"_s)).region(blockComment(u"/*"_s, u"*/"_s, block));
}

Language &hashComments(Language &language)
{
    return language.region(lineComment(u"#"_s, Option::AtWordStart));
}

Language &quotes(Language &language)
{
    return language.region(text(u"\""_s)).region(text(u"'"_s));
}

// --- Languages -----------------------------------------------------------------------------------

Language cplusplus()
{
    Language language({u"cpp"_s, u"c++"_s, u"c"_s, u"cc"_s, u"cxx"_s, u"h"_s, u"hpp"_s, u"hh"_s,
                       u"objc"_s, u"objective-c"_s, u"arduino"_s, u"ino"_s, u"cuda"_s, u"glsl"_s},
                      u"cpp"_s);
    slashComments(language);
    for (const QString &prefix : {u"R\""_s, u"u8R\""_s, u"LR\""_s, u"uR\""_s, u"UR\""_s})
        language.region({prefix, {}, TokenKind::String, Option::MultiLine, Closing::RawString});
    return language.region(text(u"\""_s))
        .region(character())
        .traits({Trait::Directives, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"alignas alignof asm auto break case catch class co_await co_return co_yield concept "
            "const consteval constexpr constinit const_cast continue decltype default delete do "
            "dynamic_cast else enum explicit export extern final for friend goto if import inline "
            "module mutable namespace new noexcept operator override private protected public "
            "register reinterpret_cast requires restrict return sizeof static static_assert "
            "static_cast struct switch template thread_local throw try typedef typeid typename "
            "union using virtual volatile while"_s)
        .words(TokenKind::Type,
               u"bool char char8_t char16_t char32_t double float int long short signed unsigned "
               "void wchar_t string vector map set"_s)
        .words(TokenKind::Constant, u"true false nullptr NULL this"_s);
}

Language csharp()
{
    Language language({u"csharp"_s, u"cs"_s, u"c#"_s, u"dotnet"_s}, u"cs"_s);
    return slashComments(language)
        .region(text(u"\"\"\""_s, Option::MultiLine))
        .region({u"@\""_s, u"\""_s, TokenKind::String, Option::MultiLine | Option::Doubled})
        .region({u"$@\""_s, u"\""_s, TokenKind::String, Option::MultiLine | Option::Doubled})
        .region({u"$\""_s, u"\""_s, TokenKind::String, Option::Escapes})
        .region(text(u"\""_s))
        .region(character())
        .traits({Trait::Directives, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"abstract as async await base break case catch checked class const continue default "
            "delegate do else enum event explicit extern finally fixed for foreach get goto if "
            "implicit in init interface internal is lock nameof namespace new operator out "
            "override params private protected public readonly record ref required return sealed "
            "set sizeof stackalloc static struct switch throw try typeof unchecked unsafe using "
            "value var virtual volatile when where while with yield"_s)
        .words(
            TokenKind::Type,
            u"bool byte char decimal double dynamic float int long nint object sbyte short string "
            "uint ulong ushort void"_s)
        .words(TokenKind::Constant, u"true false null this"_s);
}

Language java()
{
    Language language({u"java"_s}, u"java"_s);
    return slashComments(language)
        .region(text(u"\"\"\""_s, Option::MultiLine | Option::Escapes))
        .region(text(u"\""_s))
        .region(character())
        .traits({Trait::Decorators, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"abstract assert break case catch class const continue default do else enum exports "
            "extends final finally for goto if implements import instanceof interface module "
            "native new non-sealed opens package permits private protected public record requires "
            "return sealed static strictfp super switch synchronized throw throws transient try "
            "var volatile when while yield"_s)
        .words(TokenKind::Type, u"boolean byte char double float int long short void"_s)
        .words(TokenKind::Constant, u"true false null this"_s);
}

Language kotlin()
{
    Language language({u"kotlin"_s, u"kt"_s, u"kts"_s}, u"kt"_s);
    return slashComments(language, Option::Nested)
        .region(text(u"\"\"\""_s, Option::MultiLine))
        .region(text(u"\""_s))
        .region(character())
        .traits({Trait::Decorators, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"abstract actual annotation as break by catch class companion const constructor "
            "continue crossinline data do else enum expect external final finally for fun get if "
            "import in infix init inline inner interface internal is lateinit noinline object "
            "open operator out override package private protected public reified return sealed "
            "set super suspend tailrec throw try typealias val var vararg when where while"_s)
        .words(TokenKind::Constant, u"true false null this"_s);
}

Language swift()
{
    Language language({u"swift"_s}, u"swift"_s);
    return slashComments(language, Option::Nested)
        .region({u""_s, {}, TokenKind::String, Option::MultiLine, Closing::Hashes})
        .region(text(u"\"\"\""_s, Option::MultiLine | Option::Escapes))
        .region(text(u"\""_s))
        .traits({Trait::Decorators, Trait::Directives, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"actor any as associatedtype async await break case catch class continue convenience "
            "default defer deinit didSet do dynamic else enum extension fallthrough fileprivate "
            "final for func get guard if import in indirect init inout internal is isolated lazy "
            "let mutating nonisolated open operator optional override private protocol public "
            "repeat required rethrows return set some static struct subscript super switch throw "
            "throws try typealias unowned var weak where while willSet"_s)
        .words(TokenKind::Constant, u"true false nil self Self"_s);
}

Language javascript()
{
    Language language({u"javascript"_s, u"js"_s, u"jsx"_s, u"mjs"_s, u"cjs"_s, u"node"_s,
                       u"typescript"_s, u"ts"_s, u"tsx"_s, u"mts"_s, u"qml"_s, u"svelte"_s},
                      u"js"_s);
    quotes(slashComments(language));
    return language.region(text(u"`"_s, Option::MultiLine | Option::Escapes))
        .traits({Trait::Decorators, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"abstract as asserts async await break case catch class const continue debugger "
            "declare default delete do else enum export extends finally for from function get if "
            "implements import in infer instanceof interface is keyof let namespace new of "
            "override private protected public readonly return satisfies set static super switch "
            "throw try type typeof var void while with yield"_s)
        .words(TokenKind::Type, u"any bigint boolean never number object string symbol unknown"_s)
        .words(TokenKind::Constant, u"true false null undefined NaN Infinity this"_s);
}

Language python()
{
    Language language({u"python"_s, u"py"_s, u"python3"_s, u"pyi"_s, u"ipython"_s, u"starlark"_s},
                      u"py"_s);
    hashComments(language)
        .region(text(u"\"\"\""_s, Option::MultiLine | Option::Escapes))
        .region(text(u"'''"_s, Option::MultiLine | Option::Escapes));
    return quotes(language)
        .traits({Trait::Decorators, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"and as assert async await break case class continue def del elif else except finally "
            "for from global if import in is lambda match nonlocal not or pass raise return try "
            "while with yield"_s)
        .words(TokenKind::Type,
               u"bool bytes complex dict float frozenset int list object set str tuple type"_s)
        .words(TokenKind::Constant, u"True False None self cls"_s);
}

Language ruby()
{
    Language language({u"ruby"_s, u"rb"_s, u"elixir"_s, u"ex"_s, u"crystal"_s}, u"rb"_s);
    return quotes(hashComments(language))
        .region({u"<<"_s, {}, TokenKind::String, Option::MultiLine, Closing::HereDocument})
        .traits({Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"alias and begin break case class def defmodule defp do else elsif end ensure fn for "
            "if in module next not or raise redo require require_relative rescue retry return "
            "super then undef unless until use when while yield attr_accessor attr_reader "
            "attr_writer include extend private public protected"_s)
        .words(TokenKind::Constant, u"true false nil self"_s);
}

Language rust()
{
    Language language({u"rust"_s, u"rs"_s}, u"rs"_s);
    return slashComments(language, Option::Nested)
        .region({u"r"_s, {}, TokenKind::String, Option::MultiLine, Closing::Hashes})
        .region({u"br"_s, {}, TokenKind::String, Option::MultiLine, Closing::Hashes})
        .region({u"#["_s, u"]"_s, TokenKind::Meta, {}})
        .region({u"#!["_s, u"]"_s, TokenKind::Meta, {}})
        .region(text(u"\""_s, Option::MultiLine | Option::Escapes))
        .region(character())
        .traits({Trait::Macros, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"as async await break const continue crate dyn else enum extern fn for if impl in let "
            "loop match mod move mut pub ref return static struct super trait type union unsafe "
            "use where while yield"_s)
        .words(TokenKind::Type,
               u"bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"_s)
        .words(TokenKind::Constant, u"true false self Self"_s);
}

Language go()
{
    Language language({u"go"_s, u"golang"_s}, u"go"_s);
    return slashComments(language)
        .region(text(u"`"_s, Option::MultiLine))
        .region(text(u"\""_s))
        .region(character())
        .traits(Trait::Calls)
        .words(TokenKind::Keyword,
               u"break case chan const continue default defer else fallthrough for func go goto if "
               "import interface map package range return select struct switch type var"_s)
        .words(
            TokenKind::Type,
            u"any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 "
            "rune string uint uint8 uint16 uint32 uint64 uintptr"_s)
        .words(TokenKind::Constant, u"true false nil iota"_s);
}

Language sql()
{
    Language language(
        {u"sql"_s, u"postgres"_s, u"postgresql"_s, u"mysql"_s, u"sqlite"_s, u"plsql"_s, u"tsql"_s},
        u"sql"_s);
    return language.region(lineComment(u"--"_s))
        .region(blockComment(u"/*"_s, u"*/"_s))
        .region(text(u"'"_s, Option::MultiLine | Option::Doubled))
        .region({u"\""_s, u"\""_s, TokenKind::Name, Option::Doubled})
        .region({u"`"_s, u"`"_s, TokenKind::Name, {}})
        .traits({Trait::IgnoresCase, Trait::Calls})
        .words(
            TokenKind::Keyword,
            u"add all alter analyze and any as asc begin between by cascade case check collate "
            "column commit conflict constraint create cross current database default delete desc "
            "distinct do drop each else end except exists explain false filter first for foreign "
            "from full grant group having if ignore ilike in index inner insert intersect into is "
            "join key last lateral left like limit natural no not nulls of offset on or order "
            "outer over partition pragma primary procedure recursive references rename replace "
            "returning returns revoke right rollback row rows schema select sequence set table "
            "temp temporary then to transaction trigger true truncate union unique update using "
            "vacuum values view virtual when where window with without"_s)
        .words(TokenKind::Type,
               u"bigint bigserial blob boolean bytea char date datetime decimal double float int "
               "integer interval json jsonb numeric precision real serial smallint text time "
               "timestamp timestamptz uuid varchar"_s)
        .words(TokenKind::Constant, u"null true false current_date current_timestamp"_s);
}

Language shell()
{
    Language language({u"bash"_s, u"sh"_s, u"shell"_s, u"zsh"_s, u"ksh"_s, u"fish"_s, u"console"_s,
                       u"terminal"_s, u"shell-session"_s},
                      u"sh"_s);
    return hashComments(language)
        .region({u"<<"_s, {}, TokenKind::String, Option::MultiLine, Closing::HereDocument})
        .region(text(u"\""_s, Option::MultiLine | Option::Escapes))
        .region(text(u"'"_s, Option::MultiLine | Option::AtWordStart))
        .traits({Trait::Variables, Trait::DashedWords})
        .words(TokenKind::Keyword,
               u"alias break case continue do done elif else esac eval exec exit export fi for "
               "function if in local read readonly return set shift source then trap unset until "
               "while"_s)
        .words(
            TokenKind::Function,
            u"apt apt-get awk brew cat cd chmod chown cmake cp curl cut docker echo find git grep "
            "head jq kill kubectl ls make mkdir mv node npm npx pip pip3 printf ps pwd python "
            "python3 rm sed sort ssh sudo systemctl tail tar tee test touch tr uniq wc wget "
            "which xargs"_s);
}

Language powershell()
{
    Language language({u"powershell"_s, u"ps1"_s, u"pwsh"_s}, u"ps1"_s);
    return hashComments(language.region(blockComment(u"<#"_s, u"#>"_s)))
        .region({u"@\""_s, u"\"@"_s, TokenKind::String, Option::MultiLine})
        .region(text(u"\""_s, {}))
        .region(text(u"'"_s, Option::Doubled))
        .traits({Trait::IgnoresCase, Trait::Variables, Trait::DashedWords})
        .words(
            TokenKind::Keyword,
            u"begin break catch class continue do else elseif end exit filter finally for foreach "
            "function if in param process return switch throw trap try until using while"_s);
}

Language php()
{
    Language language({u"php"_s}, u"php"_s);
    quotes(slashComments(hashComments(language)));
    return language.traits({Trait::Variables, Trait::Calls, Trait::CapitalTypes})
        .words(
            TokenKind::Keyword,
            u"abstract and array as break case catch class clone const continue declare default do "
            "echo else elseif enum extends final finally fn for foreach function global if "
            "implements include include_once instanceof interface match namespace new or print "
            "private protected public readonly require require_once return static switch throw "
            "trait try use var while yield"_s)
        .words(TokenKind::Type, u"bool float int iterable mixed object string void"_s)
        .words(TokenKind::Constant, u"true false null"_s);
}

Language lua()
{
    Language language({u"lua"_s}, u"lua"_s);
    return quotes(language.region(blockComment(u"--[["_s, u"]]"_s)).region(lineComment(u"--"_s)))
        .region({u"[["_s, u"]]"_s, TokenKind::String, Option::MultiLine})
        .traits(Trait::Calls)
        .words(
            TokenKind::Keyword,
            u"and break do else elseif end for function goto if in local not or repeat return then "
            "until while"_s)
        .words(TokenKind::Constant, u"true false nil self"_s);
}

Language r()
{
    Language language({u"r"_s, u"julia"_s, u"jl"_s}, u"R"_s);
    return quotes(hashComments(language))
        .traits({Trait::Calls, Trait::Decorators})
        .words(TokenKind::Keyword,
               u"break begin do else elseif end for function if import in let library macro module "
               "mutable next repeat require return source struct try using while"_s)
        .words(TokenKind::Constant, u"TRUE FALSE NULL NA NaN Inf true false nothing missing"_s);
}

Language haskell()
{
    Language language({u"haskell"_s, u"hs"_s, u"elm"_s}, u"hs"_s);
    return language.region(blockComment(u"{-"_s, u"-}"_s, Option::Nested))
        .region(lineComment(u"--"_s))
        .region(text(u"\""_s))
        .region(character())
        .traits(Trait::CapitalTypes)
        .words(
            TokenKind::Keyword,
            u"case class data deriving do else exposing forall if import in infixl infixr instance "
            "let module newtype of port then type where"_s);
}

Language json()
{
    Language language({u"json"_s, u"jsonc"_s, u"json5"_s, u"jsonl"_s, u"ndjson"_s}, u"json"_s);
    return slashComments(language)
        .region(text(u"\""_s))
        .traits(Trait::StringKeys)
        .words(TokenKind::Constant, u"true false null"_s);
}

Language yaml()
{
    Language language({u"yaml"_s, u"yml"_s}, u"yaml"_s);
    return hashComments(language)
        .region(text(u"\""_s, Option::MultiLine | Option::Escapes | Option::AtWordStart))
        .region(text(u"'"_s, Option::Doubled | Option::AtWordStart))
        .traits({Trait::LineKeys, Trait::BlockScalars, Trait::DashedWords})
        .words(TokenKind::Constant, u"true false null yes no on off True False"_s);
}

Language toml()
{
    Language language({u"toml"_s, u"ini"_s, u"cfg"_s, u"conf"_s, u"properties"_s, u"dotenv"_s,
                       u"env"_s, u"editorconfig"_s, u"desktop"_s, u"systemd"_s},
                      u"toml"_s);
    return hashComments(language)
        .region(lineComment(u";"_s, Option::AtLineStart))
        .region(text(u"\"\"\""_s, Option::MultiLine | Option::Escapes))
        .region(text(u"'''"_s, Option::MultiLine))
        .region(text(u"\""_s, Option::Escapes | Option::AtWordStart))
        .region(text(u"'"_s, Option::AtWordStart))
        .traits({Trait::LineKeys, Trait::Sections})
        .words(TokenKind::Constant, u"true false"_s);
}

Language css()
{
    Language language({u"css"_s, u"scss"_s, u"sass"_s, u"less"_s, u"qss"_s}, u"css"_s);
    return quotes(language.region(blockComment(u"/*"_s, u"*/"_s)))
        .traits({Trait::Declarations, Trait::DashedWords, Trait::Calls, Trait::Decorators});
}

Language cmake()
{
    Language language({u"cmake"_s, u"cmakelists.txt"_s}, u"cmake"_s);
    return hashComments(language.region(blockComment(u"#[["_s, u"]]"_s)))
        .region(text(u"\""_s, Option::MultiLine | Option::Escapes))
        .region({u"[["_s, u"]]"_s, TokenKind::String, Option::MultiLine})
        .traits({Trait::IgnoresCase, Trait::Variables, Trait::Calls})
        .words(TokenKind::Keyword,
               u"if elseif else endif foreach endforeach while endwhile function endfunction macro "
               "endmacro return break continue include"_s)
        .words(TokenKind::Constant,
               u"on off true false public private interface required components version"_s);
}

Language makefile()
{
    Language language({u"makefile"_s, u"make"_s, u"mk"_s, u"gnumake"_s}, u"mk"_s);
    return quotes(hashComments(language))
        .traits({Trait::Variables, Trait::LineKeys, Trait::DashedWords})
        .words(TokenKind::Keyword,
               u"define endef ifdef ifndef ifeq ifneq else endif include export override"_s);
}

Language dockerfile()
{
    Language language({u"dockerfile"_s, u"docker"_s, u"containerfile"_s}, u"Dockerfile"_s);
    return quotes(hashComments(language))
        .traits({Trait::Variables, Trait::DashedWords})
        .words(
            TokenKind::Keyword,
            u"ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD "
            "RUN SHELL STOPSIGNAL USER VOLUME WORKDIR"_s);
}

//! For names that are not known: what most languages have in common.
Language source()
{
    Language language({u"source"_s}, u"txt"_s);
    return language.region(lineComment(u"//"_s, Option::AtWordStart))
        .region(blockComment(u"/*"_s, u"*/"_s))
        .region(lineComment(u"#"_s, Option::AtLineStart))
        .region(text(u"\""_s))
        .region(text(u"'"_s, Option::Escapes | Option::AtWordStart))
        .traits(Trait::Calls)
        .words(
            TokenKind::Keyword,
            u"and as async await begin break case catch class const continue def default do elif "
            "else elsif end enum export extends finally fn for from func function if implements "
            "import in interface is let loop match module namespace new not of or package private "
            "protected public raise return static struct switch then throw trait try type union "
            "unless until use using val var when where while with yield"_s)
        .words(TokenKind::Constant, u"true false null nil none None True False self this"_s);
}

} // namespace

const QList<Language> &languages()
{
    static const QList<Language> all = [] {
        using Family = Language::Family;
        return QList<Language>{
            cplusplus(),
            csharp(),
            java(),
            kotlin(),
            swift(),
            javascript(),
            python(),
            ruby(),
            rust(),
            go(),
            sql(),
            shell(),
            powershell(),
            php(),
            lua(),
            r(),
            haskell(),
            json(),
            yaml(),
            toml(),
            css(),
            cmake(),
            makefile(),
            dockerfile(),
            source(),
            Language({u"html"_s, u"htm"_s, u"xml"_s, u"svg"_s, u"xhtml"_s, u"vue"_s, u"plist"_s,
                      u"xaml"_s, u"ui"_s, u"qrc"_s, u"rss"_s},
                     u"html"_s, Family::Markup),
            Language({u"markdown"_s, u"md"_s, u"mdx"_s, u"rst"_s}, u"md"_s, Family::Markdown),
            Language({u"diff"_s, u"patch"_s, u"udiff"_s}, u"diff"_s, Family::Diff),
            Language({u"text"_s, u"txt"_s, u"plain"_s, u"plaintext"_s, u"output"_s, u"log"_s,
                      u"ascii"_s, u"none"_s, u"csv"_s, u"tsv"_s, u"mermaid"_s, u"latex"_s,
                      u"tex"_s},
                     u"txt"_s, Family::Plain),
        };
    }();
    return all;
}

} // namespace polylogue::ui::code
