// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/mediaobserver.h"

#include "app/attachments/decodejob.h"
#include "app/practice/documentsummary.h"
#include "app/practice/imagesummary.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

using attachments::DecodeJob;
using attachments::DecodeRequest;
using attachments::DecodeResult;

constexpr QSize lookingSize{192, 192}; // colours need no more

QString formatName(const QString &mediaType)
{
    return mediaType.section(u'/', 1).toUpper();
}

QStringList colorNames(const std::vector<ColorShare> &colors)
{
    QStringList names;
    for (const ColorShare &color : colors)
        names.append(color.name);
    return names;
}

QString colorTable(const std::vector<ColorShare> &colors)
{
    QString table = u"| Colour | Share |\n| --- | ---: |"_s;
    for (const ColorShare &color : colors)
        table += u"\n| %1 | %2 % |"_s.arg(color.name).arg(color.percent);
    return table;
}

} // namespace

MediaObserver::MediaObserver(std::vector<Media> media, const PracticeModel &model, QObject *parent)
    : QObject(parent)
    , m_media(std::move(media))
    , m_model(model)
{
    QMetaObject::invokeMethod(this, &MediaObserver::observeNext, Qt::QueuedConnection);
}

void MediaObserver::observeNext()
{
    if (m_observations.size() == m_media.size()) {
        m_file.reset();
        Q_EMIT observed(m_observations);
        return;
    }
    const Media &media = m_media[m_observations.size()];
    if (media.kind == Media::Kind::Document && !m_model.readsDocuments) {
        keep({.kind = media.kind,
              .sentence = u"There is no document content to summarize. The document \"%1\" is "
                          "listed, but its content is empty."_s.arg(media.name)});
        return;
    }
    m_file = std::make_unique<QTemporaryFile>();
    if (!m_file->open() || m_file->write(media.bytes) != media.bytes.size() || !m_file->flush()) {
        keep({.kind = media.kind,
              .sentence = u"I could not put the file where I can look at it: %1."_s.arg(
                  m_file->errorString())});
        return;
    }
    if (media.kind == Media::Kind::Document)
        observeDocument(media);
    else
        observeImage();
}

void MediaObserver::observeImage()
{
    decode({.kind = DecodeRequest::Kind::Image,
            .path = m_file->fileName(),
            .maximumSize = lookingSize},
           u"picture"_s, [this](const DecodeResult &result) {
               const auto colors = colorsOf(result.image);
               keep({.kind = Media::Kind::Image,
                     .sentence = u"I see a %1 picture of %2. I know sizes and colours; what it "
                                 "shows, only a real model can tell."_s.arg(
                                     formatName(result.mediaType),
                                     imageInWords(result.originalSize, colors)),
                     .details = colorTable(colors),
                     .colors = colorNames(colors),
                     .bands = bandsOf(result.image)});
           });
}

void MediaObserver::observeDocument(const Media &media)
{
    decode({.kind = DecodeRequest::Kind::PdfText, .path = m_file->fileName()}, u"document"_s,
           [this, media](const DecodeResult &result) {
               if (!result.hasText.value_or(false)) {
                   observeScan(media, result);
                   return;
               }
               keep({.kind = Media::Kind::Document,
                     .sentence = documentInWords(media.name, result.pageCount, result.pageTexts,
                                                 result.isTruncated)});
           });
}

void MediaObserver::observeScan(const Media &media, const DecodeResult &information)
{
    const int pages = information.pageCount;
    decode({.kind = DecodeRequest::Kind::PdfPage,
            .path = m_file->fileName(),
            .maximumSize = lookingSize},
           u"document"_s, [this, name = media.name, pages](const DecodeResult &result) {
               const auto colors = colorsOf(result.image);
               const QString first = QString(imageInWords(result.originalSize, colors))
                                         .replace(u"pixels"_s, u"points"_s);
               keep({.kind = Media::Kind::Document,
                     .sentence = u"The document \u201c%1\u201d is a scan: I see %2 and no text "
                                 "behind %3, and I cannot read letters in pictures. The first page "
                                 "has %4."_s.arg(name,
                                                 pages == 1 ? u"a picture of 1 page"_s
                                                            : u"pictures of %1 pages"_s.arg(pages),
                                                 pages == 1 ? u"it"_s : u"them"_s, first),
                     .colors = colorNames(colors)});
           });
}

void MediaObserver::decode(const DecodeRequest &request, const QString &thing,
                           std::function<void(const DecodeResult &)> use)
{
    auto *job = new DecodeJob(request, this);
    connect(job, &DecodeJob::finished, this, [job, use](const DecodeResult &result) {
        job->deleteLater();
        use(result);
    });
    connect(job, &DecodeJob::failed, this, [this, job, thing](const base::Error &error) {
        job->deleteLater();
        keep({.kind = m_media[m_observations.size()].kind,
              .sentence = u"I could not look at the %1 (%2)."_s.arg(
                  thing, error.type.isEmpty() ? error.detail : error.type)});
    });
}

void MediaObserver::keep(const Observation &observation)
{
    m_observations.push_back(observation);
    QMetaObject::invokeMethod(this, &MediaObserver::observeNext, Qt::QueuedConnection);
}

} // namespace polylogue::app::practice
