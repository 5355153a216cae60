// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/error.h"
#include "app/conversation/messagedelta.h"
#include "app/embeddings/embeddingplan.h"
#include "app/net/endpointaccess.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace polylogue::app::net {
class HttpClient;
}

namespace polylogue::app::embeddings {

struct EmbeddingSetup
{
    QString model = {};
    QString inputType = {}; //!< sent where it is not empty, unless the server refuses the field
    int dimensions = 0; //!< 0: the model's own
    std::optional<qint64> longest = {}; //!< tokens that the model reads of a text, where known
    LongTexts longTexts = LongTexts::Average;
    qsizetype textsInRequest = usualTextsInRequest;

    bool operator==(const EmbeddingSetup &) const = default;
};

//! \brief What embedding would take if nothing were known before.
struct EmbeddingEstimate
{
    qsizetype requests = 0;
    qint64 tokens = 0; //!< estimated
    qsizetype longTexts = 0; //!< longer than the model reads

    bool operator==(const EmbeddingEstimate &) const = default;
};

//! \brief May take a moment with many texts.
EmbeddingEstimate estimateOf(const QStringList &texts, const EmbeddingSetup &setup);

struct EmbeddingProgress
{
    qsizetype done = 0; //!< texts that have a vector
    qsizetype total = 0;
    std::optional<std::chrono::milliseconds> left = {}; //!< where there is something to tell it by
};

struct EmbeddedTexts
{
    projection::Matrix vectors = {}; //!< one row for each text
    QString model = {}; //!< as the server calls it; as asked where nothing was asked of it
    int requests = 0; //!< that were answered
    qsizetype fromCache = 0; //!< texts known beforehand
    qsizetype cutTexts = 0; //!< means of their parts
    QList<qsizetype> zero = {}; //!< texts whose vectors are all zero: they have no direction
    conversation::Usage usage = {}; //!< of all requests
    bool isInputTypeRefused = false;
};

//! \brief Texts to vectors, in batches, one request after the other at the endpoint's pace.
//!
//! What the cache knows is not asked for; what comes is kept there at once, so that another job for
//! the same texts goes on where this one ended, also after a restart. Ends with one of finished()
//! and failed(); after failed() and after pause() start() goes on. Destroying it ends it in
//! silence.
class EmbeddingJob final : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Failed, Finished };

    //! \param texts not blank \param cacheFile see VectorCache \param client outlives this
    EmbeddingJob(net::HttpClient &client, const net::EndpointAccess &access,
                 const QStringList &texts, const EmbeddingSetup &setup, const QString &cacheFile,
                 QObject *parent = nullptr);
    ~EmbeddingJob() override;

    void start();
    //! \brief Asks no further; what is asked already comes in.
    void pause();
    State state() const;
    EmbeddingProgress progress() const;
    //! \pre state() == State::Finished
    const EmbeddedTexts &result() const;

Q_SIGNALS:
    void progressed();
    void finished();
    //! ErrorKind::Protocol, type "dimensions": vectors of other lengths than asked for or than
    //! before; ErrorKind::ContextExceeded, type "text_too_long", subject: the number of the text.
    void failed(const polylogue::app::base::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace polylogue::app::embeddings
