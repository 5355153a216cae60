// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/probe/answerreading.h"
#include "app/probe/probes.h"
#include "app/probe/testfiles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::app::probe {

using conversation::FinishReason;

namespace {

constexpr int bandCount = 6;
constexpr qsizetype claimedColors = 3;
constexpr qsizetype nearColors = 4;

//! Six colours of six, none beside itself: 18,750 ways.
QStringList randomColors(QRandomGenerator &random)
{
    QStringList colors;
    while (colors.size() < bandCount) {
        const QString color = colorNames().at(random.bounded(int(colorNames().size())));
        if (colors.isEmpty() || colors.last() != color)
            colors.append(color);
    }
    return colors;
}

//! \brief A file, a question about it, and what the answer has to hold.
class FileProbe final : public Probe
{
public:
    FileProbe(const Subject &subject, const QString &words, const wire::ResolvedPart &file,
              const QString &number, const QStringList &colors)
        : m_subject(subject)
        , m_question(words)
        , m_file(file)
        , m_number(number)
        , m_colors(colors)
    { }

    Request begin() override
    {
        wire::ChatRequest request = question(m_subject, m_question);
        request.messages.first().content.append(m_file);
        return request;
    }

    Step next(const Reply &reply) override
    {
        const QString &text = reply.text;
        const QStringList colors = m_colors.isEmpty() ? QStringList() : colorsIn(text);
        if (tellsNumber(text, m_number) || (!m_colors.isEmpty() && colors == m_colors))
            return Judgement{Verdict::Yes, Ground::RightAnswer, {}};
        if (text.trimmed().isEmpty())
            return Judgement{Verdict::Unsure, Ground::NoAnswer, {}};
        if (reply.finishReason == FinishReason::Length)
            return Judgement{Verdict::Unsure, Ground::CutOff, {}};
        if (nearlyTellsNumber(text, m_number) || rightColors(colors) >= nearColors)
            return Judgement{Verdict::Unsure, Ground::NearAnswer, {}};
        if (repeats(text, m_question))
            return Judgement{Verdict::Unsure, Ground::RepeatedQuestion, {}};
        if (deniesSeeing(text))
            return Judgement{Verdict::No, Ground::Denied, {}};
        if (claimsNumber(text) || colors.size() >= claimedColors)
            return Judgement{Verdict::No, Ground::WrongAnswer, {}};
        return Judgement{Verdict::Unsure, Ground::OffTopic, {}};
    }

private:
    //! How many are in their place, or would be if one were left out or put in.
    qsizetype rightColors(const QStringList &colors) const
    {
        qsizetype most = 0;
        for (const qsizetype shift : {-1, 0, 1}) {
            qsizetype right = 0;
            for (qsizetype i = 0; i < m_colors.size(); ++i)
                right += colors.value(i + shift) == m_colors.at(i) ? 1 : 0;
            most = std::max(most, right);
        }
        return most;
    }

    Subject m_subject;
    QString m_question;
    wire::ResolvedPart m_file;
    QString m_number;
    QStringList m_colors;
};

std::unique_ptr<Probe> documentProbe(const Subject &subject, const QByteArray &pdf,
                                     const QString &number)
{
    return std::make_unique<FileProbe>(
        subject, u"Which number does the attached document give? Answer with the number only."_s,
        wire::ResolvedFile{
            .mediaType = u"application/pdf"_s, .fileName = u"note.pdf"_s, .data = pdf},
        number, QStringList());
}

} // namespace

std::unique_ptr<Probe> imageProbe(const Subject &subject, QRandomGenerator &random)
{
    const QString number = randomNumber(random);
    const QStringList colors = randomColors(random);
    return std::make_unique<FileProbe>(
        subject,
        u"Which number stands in this picture, and which colours do the bands below it have, from "
        "left to right? Answer briefly."_s,
        wire::ResolvedImage{.mediaType = u"image/png"_s, .data = pictureOf(number, colors)}, number,
        colors);
}

std::unique_ptr<Probe> textDocumentProbe(const Subject &subject, QRandomGenerator &random)
{
    const QString number = randomNumber(random);
    return documentProbe(subject, textDocument(number), number);
}

std::unique_ptr<Probe> scannedDocumentProbe(const Subject &subject, QRandomGenerator &random)
{
    const QString number = randomNumber(random);
    return documentProbe(subject, scannedDocument(number), number);
}

} // namespace polylogue::app::probe
