// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/security/hostilemarkdown.h"

using namespace Qt::StringLiterals;

namespace polylogue::tests {

namespace {

QStringList addresses(const Canaries &canaries)
{
    const QString folder = canaries.folder;
    const QString server = u"127.0.0.1:%1"_s.arg(canaries.port);
    const QString host = QLatin1StringView(canaryWord) + u"-host"_s;
    return {
        folder + u"/x.png"_s,
        folder + u"/x@2x.png"_s,
        folder + u"/x.svg"_s,
        folder + u"/fifo"_s,
        u"file://"_s + folder + u"/x.png"_s,
        u"FILE://localhost"_s + folder + u"/x.png"_s,
        u"../../../../../../.."_s + folder + u"/x.png"_s,
        u"qrc:/../../../../../.."_s + folder + u"/x.png"_s,
        u"http://"_s + server + u"/x.png?leak=1"_s,
        u"//"_s + server + u"/x.png"_s,
        u"https://"_s + host + u".invalid/x.png"_s,
        u"//"_s + host + u"/share/x.png"_s,
        uR"(\\)"_s + host + uR"(\share\x.png)"_s,
        u"smb://"_s + host + u"/share/x.png"_s,
        u"data:image/svg+xml,%3Csvg%3E%3Cimage%20href='file://"_s + folder
            + u"/x.png'/%3E%3C/svg%3E"_s,
    };
}

//! "%1" stands for the address.
QStringList forms()
{
    return {
        u"![picture](%1)"_s,
        u"![picture](<%1> \"title %1\")"_s,
        u"![picture][one]\n\n[one]: %1\n"_s,
        u"[![picture](%1)](%1)"_s,
        u"[a link](%1 \"%1\") and the bare address %1 and <%1>"_s,
        u"> - ![picture](%1)\n>   1. ![picture](%1)"_s,
        u"# ![picture](%1)"_s,
        u"| a | b |\n|---|---|\n| ![picture](%1) | <img src=\"%1\"> |"_s,
        u"```mermaid\ngraph TD; A-->B[<img src='%1'>]\nclick A \"%1\"\n```"_s,
        u"```html\n<img src=\"%1\">\n"_s,
        u"$$\\includegraphics{%1}\\href{%1}{x}\\input{%1}$$"_s,
        u"<img src=\"%1\">"_s,
        u"text <img src='%1' srcset='%1 2x'> text"_s,
        u"<qt><img src=\"%1\"></qt>"_s,
        u"<html><head><link rel=\"stylesheet\" href=\"%1\"></head><body background=\"%1\">x</body>"_s,
        u"<style>@import url(\"%1\"); p { background: url('%1') } @font-face { src: url(%1) }</style>"_s,
        u"<p style=\"background-image: url('%1'); list-style-image: url('%1')\">x</p>"_s,
        u"<table background=\"%1\"><tr><td background=\"%1\">x</td></tr></table>"_s,
        u"<base href=\"%1\"><img src=\"x.png\">"_s,
        u"<meta http-equiv=\"refresh\" content=\"0;url=%1\">"_s,
        u"<object data=\"%1\"></object><embed src=\"%1\"><iframe src=\"%1\"></iframe>"_s,
        u"<video poster=\"%1\" src=\"%1\" autoplay></video><audio src=\"%1\" autoplay></audio>"_s,
        u"<svg xmlns:xlink='http://www.w3.org/1999/xlink'><image xlink:href=\"%1\"/></svg>"_s,
        u"<a href=\"%1\"><img src=\"%1\"></a><input type=\"image\" src=\"%1\">"_s,
        u"<script src=\"%1\"></script><?xml-stylesheet href=\"%1\"?><!DOCTYPE x SYSTEM \"%1\">"_s,
    };
}

} // namespace

QStringList hostileMessages(const Canaries &canaries)
{
    QStringList messages;
    for (const QString &address : addresses(canaries)) {
        for (const QString &form : forms())
            messages.append(QString(form).replace(u"%1"_s, address));
    }
    return messages;
}

} // namespace polylogue::tests
