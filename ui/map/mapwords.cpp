// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/map/mapwords.h"

#include "app/embeddings/textfiles.h"
#include "ui/tables/tablewords.h"
#include "ui/text/errortext.h"
#include "ui/text/format.h"
#include "ui/text/vectorerror.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace polylogue::ui::map {

using app::base::Error;
using app::base::ErrorKind;
using app::projection::Stage;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(polylogue::ui::map)
};

} // namespace

QString problemText(const Error &error, const QString &model)
{
    if (error.type == "no_texts"_L1)
        return Words::tr("There are no texts in it: files that end in .txt, .text, .md or .pdf "
                         "are looked for.");
    if (error.type == "no_text"_L1)
        return Words::tr("“%1” has no text, only pictures.").arg(error.subject);
    if (error.type == "too_many_files"_L1)
        return Words::tr("There are more than %1 files in it.")
            .arg(text::count(app::embeddings::mostFiles));
    if (error.type == "not_a_map"_L1)
        return Words::tr("“%1” is no map.").arg(error.subject);
    if (error.type == "map_damaged"_L1)
        return Words::tr("“%1” is damaged in line %2.").arg(error.subject, error.detail);
    if (const QString words = text::vectorErrorText(error); !words.isEmpty())
        return words;
    if (error.kind == ErrorKind::File || error.kind == ErrorKind::TooLarge)
        return tables::tableErrorText(error);
    const text::ErrorText words = text::errorText(error, model);
    QStringList parts{words.title + u'.'};
    for (const QString &part : {words.serverWords, words.advice}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(u' ');
}

QString requestCount(qsizetype requests)
{
    return requests == 1 ? Words::tr("1 request")
                         : Words::tr("%1 requests").arg(text::count(requests));
}

QString embeddingText(const app::embeddings::EmbeddingProgress &progress)
{
    const QString done = Words::tr("Embedding: %1 of %2 texts")
                             .arg(text::count(progress.done), text::count(progress.total));
    if (!progress.left || progress.done == progress.total)
        return done;
    return done + u", "_s
        + Words::tr("about %1 left")
              .arg(text::duration(std::chrono::ceil<std::chrono::seconds>(*progress.left)));
}

QString stageText(Stage stage, double share)
{
    switch (stage) {
    case Stage::Neighbours:
        return Words::tr("Looking for neighbours: %1 %").arg(int(share * 100));
    case Stage::Graph:
    case Stage::Start:
        return Words::tr("Finding a start");
    case Stage::Layout:
        break;
    }
    return Words::tr("Laying out: %1 %").arg(int(share * 100));
}

QString vectorsText(const app::embeddings::EmbeddedTexts &result)
{
    QStringList notes;
    if (result.fromCache > 0)
        notes << Words::tr("%1 known before").arg(text::count(result.fromCache));
    if (result.cutTexts > 0)
        notes << Words::tr("%1 long texts cut into parts").arg(text::count(result.cutTexts));
    if (!result.zero.isEmpty())
        notes << Words::tr("%1 vectors are all zero").arg(text::count(result.zero.size()));
    if (result.isInputTypeRefused)
        notes << Words::tr("the server does not know input_type");
    return notes.join(u", "_s);
}

QString layoutText(const app::embeddings::TextMap &map)
{
    if (map.layout.isQuick)
        return Words::tr("principal components");
    const QLocale locale;
    QString words = Words::tr("UMAP · %1 neighbours · %2 · seed %3")
                        .arg(map.layout.umap.neighbours)
                        .arg(locale.toString(map.layout.umap.minimumDistance, 'g', 3))
                        .arg(map.layout.umap.seed);
    if (map.recall < 1)
        words += u" · "_s
            + Words::tr("%1 % of the true neighbours")
                  .arg(locale.toString(map.recall * 100, 'f', 1));
    return words;
}

QString meaningOfDistance()
{
    return Words::tr(
        "Texts that lie side by side are alike to the model: each point is placed next to its "
        "nearest neighbours among all texts. How far apart two groups lie, how large a group is "
        "and "
        "which way is up say little; another seed may put them elsewhere. The model decides what "
        "alike means, by words and subject rather than by truth or tone.");
}

} // namespace polylogue::ui::map
