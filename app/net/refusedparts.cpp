// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/net/refusedparts.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::net {

namespace {

template <typename Part> bool sends(const wire::ChatRequest &request)
{
    return std::ranges::any_of(request.messages, [](const wire::ResolvedMessage &message) {
        return std::ranges::any_of(message.content, [](const wire::ResolvedPart &part) {
            return std::holds_alternative<Part>(part);
        });
    });
}

//! \return where \a words first speak of what \a pattern names; their end for nowhere.
qsizetype placeOf(const QString &words, const QRegularExpression &pattern)
{
    const qsizetype place = pattern.match(words).capturedStart();
    return place < 0 ? words.size() : place;
}

} // namespace

QString refusedPartOf(const wire::ChatRequest &request, const base::Error &error)
{
    // What is wrong with one picture says nothing about all others.
    static const QRegularExpression oneFile(
        u"^(invalid_image|unsupported_image|image_parse_error|invalid_file|unsupported_file)"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (error.kind != base::ErrorKind::PartRefused || oneFile.match(error.code).hasMatch()
        || oneFile.match(error.type).hasMatch())
        return {};
    const bool sendsFiles = sends<wire::ResolvedFile>(request);
    const bool sendsImages = sends<wire::ResolvedImage>(request);
    if (!sendsFiles || !sendsImages)
        return sendsFiles ? fileField : sendsImages ? imageField : QString();
    // Of two kinds what is refused comes first: "unknown variant `file`, expected `image_url`".
    static const QRegularExpression files(u"file|pdf|document"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression images(u"image|vision|picture"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QString words = error.detail;
    return placeOf(words, images) < placeOf(words, files) ? imageField : fileField;
}

} // namespace polylogue::app::net
