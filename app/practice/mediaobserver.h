// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/practice/practiceanswer.h"
#include "app/practice/practicemodels.h"

#include <QObject>
#include <QTemporaryFile>

#include <functional>
#include <memory>
#include <vector>

namespace polylogue::app::attachments {
struct DecodeRequest;
struct DecodeResult;
} // namespace polylogue::app::attachments

namespace polylogue::app::practice {

//! \brief Looks at the files of a prompt, one after the other, in the decoder process: what comes
//!        over the wire is never decoded in this one.
class MediaObserver final : public QObject
{
    Q_OBJECT

public:
    MediaObserver(std::vector<Media> media, const PracticeModel &model, QObject *parent);

Q_SIGNALS:
    //! Once, when control has returned to the event loop; one observation for each file.
    void observed(const std::vector<polylogue::app::practice::Observation> &observations);

private:
    void observeNext();
    void observeDocument(const Media &media);
    void observeScan(const Media &media, const attachments::DecodeResult &information);
    void observeImage();
    void decode(const attachments::DecodeRequest &request, const QString &thing,
                std::function<void(const attachments::DecodeResult &)> use);
    void keep(const Observation &observation);

    const std::vector<Media> m_media;
    const PracticeModel &m_model;
    std::vector<Observation> m_observations = {};
    std::unique_ptr<QTemporaryFile> m_file = {}; //!< the one at hand
};

} // namespace polylogue::app::practice
