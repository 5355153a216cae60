// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/settings/keychainsecretstore.h"

#include <QPointer>
#include <QTimer>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace polylogue::app::settings {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::Status;

namespace {

const auto service = u"Polylogue"_s;

Error keychainError(const QString &detail, const QString &name)
{
    return {.kind = ErrorKind::File, .detail = detail, .type = u"keychain"_s, .subject = name};
}

Error errorOf(const QKeychain::Job &job)
{
    return keychainError(job.errorString(), job.key());
}

//! One read, write or removal: a chain of jobs with one end, which may also be the time-out.
//!
//! Jobs delete themselves when the keychain answers. One that never does has to stay: the library
//! behind QtKeychain still holds a pointer to it.
class Operation final : public QObject
{
public:
    Operation(QObject *owner, std::chrono::milliseconds timeout, const QString &name,
              QObject *context, SecretStore::ReadCallback done)
        : QObject(owner)
        , m_name(name)
        , m_context(context)
        , m_done(std::move(done))
    {
        QTimer::singleShot(timeout, this,
                           [this] { finish(keychainError(u"no answer"_s, m_name)); });
    }

    void read()
    {
        startRead([this](const Result<QString> &secret) { finish(secret); });
    }

    //! An entry that is replaced is read first, to be put back where the new one does not hold.
    void write(const QString &secret)
    {
        startRead([this, secret](const Result<QString> &before) {
            if (before)
                startWrite(secret, [this, secret, old = *before] { verify(secret, old); });
            else
                finish(before);
        });
    }

    void remove()
    {
        auto *job = new QKeychain::DeletePasswordJob(service);
        start(job, [this, job] {
            const bool isGone =
                job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
            finish(isGone ? Result<QString>(QString()) : Result<QString>(errorOf(*job)));
        });
    }

private:
    template <typename Answered> void start(QKeychain::Job *job, Answered answered)
    {
        job->setInsecureFallback(false);
        job->setKey(m_name);
        connect(job, &QKeychain::Job::finished, this, answered);
        job->start();
    }

    template <typename Answered> void startRead(Answered answered)
    {
        auto *job = new QKeychain::ReadPasswordJob(service);
        start(job, [job, answered] {
            if (job->error() == QKeychain::NoError)
                answered(Result<QString>(job->textData()));
            else if (job->error() == QKeychain::EntryNotFound)
                answered(Result<QString>(QString()));
            else
                answered(Result<QString>(errorOf(*job)));
        });
    }

    template <typename Written> void startWrite(const QString &secret, Written written)
    {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setTextData(secret);
        start(job, [this, job, written] {
            if (job->error() == QKeychain::NoError)
                written();
            else
                finish(errorOf(*job));
        });
    }

    void verify(const QString &secret, const QString &old)
    {
        startRead([this, secret, old](const Result<QString> &readBack) {
            if (readBack && *readBack == secret)
                return finish(readBack);
            const Error reason = readBack
                ? keychainError(u"read back is not what was written"_s, m_name)
                : readBack.error();
            if (old.isEmpty())
                finish(reason);
            else
                startWrite(old, [this, reason] { finish(reason); });
        });
    }

    void finish(const Result<QString> &result)
    {
        if (m_isFinished)
            return;
        m_isFinished = true;
        deleteLater();
        if (m_context)
            m_done(result);
    }

    QString m_name;
    QPointer<QObject> m_context;
    SecretStore::ReadCallback m_done;
    bool m_isFinished = false;
};

SecretStore::ReadCallback withoutValue(SecretStore::WriteCallback done)
{
    return [done = std::move(done)](const Result<QString> &result) {
        done(result ? Status() : Status(result.error()));
    };
}

} // namespace

void KeychainSecretStore::read(const QString &name, QObject *context, ReadCallback done)
{
    auto *operation = new Operation(this, m_timeout, name, context, std::move(done));
    operation->read();
}

void KeychainSecretStore::write(const QString &name, const QString &secret, QObject *context,
                                WriteCallback done)
{
    auto *operation = new Operation(this, m_timeout, name, context, withoutValue(std::move(done)));
    operation->write(secret);
}

void KeychainSecretStore::remove(const QString &name, QObject *context, WriteCallback done)
{
    auto *operation = new Operation(this, m_timeout, name, context, withoutValue(std::move(done)));
    operation->remove();
}

} // namespace polylogue::app::settings
