// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/attachments/decodejob.h"

#include "app/attachments/decodeprotocol.h"
#include "app/base/helperprocess.h"
#include "app/base/platform.h"

#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace polylogue::app::attachments {

namespace {

constexpr qint64 maximumComplaint = 4096; // bytes kept of what the decoder says on stderr

//! The system ends a decoder by the processor time of app/README.md. The watchdog is for systems
//! that do not count it, and three times as patient: a busy machine is no reason to refuse a photo.
std::chrono::milliseconds patience(DecodeRequest::Kind kind)
{
    const bool isImage = kind == DecodeRequest::Kind::Image || kind == DecodeRequest::Kind::Picture;
    return 3 * std::chrono::seconds(isImage ? imageSeconds : pdfSeconds);
}

QProcessEnvironment decoderEnvironment(const QString &password)
{
    QProcessEnvironment environment = base::helperEnvironment();
    if (!password.isEmpty())
        environment.insert(QString::fromLatin1(passwordVariable), password);
    return environment;
}

} // namespace

class DecodeJob::Private final
{
public:
    Private(DecodeJob *job, const DecodeRequest &request)
        : m_job(job)
        , m_request(request)
    { }
    ~Private();

    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    void enqueue();

private:
    //! The jobs of one thread, which alone sees them.
    struct Queue
    {
        QList<Private *> waiting = {};
        int running = 0;
    };
    static Queue &queue();
    static void startWaiting();

    void start();
    void readOutput();
    bool readHeader();
    void readComplaint();
    void onExit();
    bool isTextWanted() const
    {
        return m_request.kind == DecodeRequest::Kind::PdfText
            || m_request.kind == DecodeRequest::Kind::FileText;
    }
    DecodeResult result() const;
    void finish(const DecodeResult &result);
    void fail(const QString &type, const QString &detail = {});
    void fail(const base::Error &error);
    void leave();

    DecodeJob *const m_job;
    const DecodeRequest m_request;
    base::ProcessPointer m_process = {};
    QTimer m_watchdog;
    bool m_isRunning = false; // counted in Queue::running
    QByteArray m_headerBytes = {};
    std::optional<DecodeHeader> m_header = {};
    QImage m_image = {};
    QByteArray m_text = {};
    QByteArray m_files = {};
    qint64 m_received = 0; // bytes of the payload and of the files behind it
    QByteArray m_complaint = {};
};

DecodeJob::Private::~Private()
{
    leave();
}

DecodeJob::Private::Queue &DecodeJob::Private::queue()
{
    thread_local Queue queue;
    return queue;
}

void DecodeJob::Private::startWaiting()
{
    Queue &jobs = queue();
    while (!jobs.waiting.isEmpty() && jobs.running < QThread::idealThreadCount()) {
        // Starts from the event loop: a job that fails at once may take its owner with it.
        Private *next = jobs.waiting.takeFirst();
        ++jobs.running;
        next->m_isRunning = true;
        QMetaObject::invokeMethod(
            next->m_job, [next] { next->start(); }, Qt::QueuedConnection);
    }
}

void DecodeJob::Private::enqueue()
{
    queue().waiting.append(this);
    startWaiting();
}

//! Makes room for the next; the process, if any, is killed and reaped by and by.
void DecodeJob::Private::leave()
{
    m_watchdog.stop();
    m_process.reset();
    queue().waiting.removeOne(this);
    if (std::exchange(m_isRunning, false)) {
        --queue().running;
        startWaiting();
    }
}

void DecodeJob::Private::start()
{
    const QString program = decoderProgram();
    if (program.isEmpty()) {
        fail(u"helper_missing"_s);
        return;
    }
    const auto file = base::openRegularFile(m_request.path);
    if (!file) {
        fail(file.error());
        return;
    }

    m_process = base::ProcessPointer(new QProcess);
    m_process->setProcessEnvironment(decoderEnvironment(m_request.password));
    base::setStandardInput(*m_process, **file);
    QObject::connect(m_process.get(), &QProcess::readyReadStandardOutput, m_job,
                     [this] { readOutput(); });
    QObject::connect(m_process.get(), &QProcess::readyReadStandardError, m_job,
                     [this] { readComplaint(); });
    QObject::connect(m_process.get(), &QProcess::finished, m_job, [this] { onExit(); });
    QObject::connect(m_process.get(), &QProcess::errorOccurred, m_job,
                     [this](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart)
                             fail(u"helper_missing"_s, m_process->errorString());
                     });
    m_watchdog.setSingleShot(true);
    QObject::connect(&m_watchdog, &QTimer::timeout, m_job, [this] { fail(u"timeout"_s); });
    m_watchdog.start(patience(m_request.kind));
    m_process->start(program, encodeDecodeArguments(m_request));
}

//! What the pipe holds, 1 MB at most, straight to where it belongs: no stall, no second copy.
void DecodeJob::Private::readOutput()
{
    if (!m_header && !readHeader())
        return;
    if (const qint64 left = m_header->payloadSize - m_received; left > 0) {
        char *const target =
            m_image.isNull() ? m_text.data() : reinterpret_cast<char *>(m_image.bits());
        m_received += qMax(qint64(0), m_process->read(target + m_received, left));
    }
    if (const qint64 behind = m_received - m_header->payloadSize; behind >= 0)
        m_received +=
            qMax(qint64(0), m_process->read(m_files.data() + behind, m_header->filesSize - behind));
    if (m_process->bytesAvailable() > 0)
        fail(u"crashed"_s, u"more output than announced"_s);
}

//! \return whether there is one by now; nothing is allocated before it is checked.
bool DecodeJob::Private::readHeader()
{
    m_headerBytes += m_process->read(DecodeHeader::encodedSize - m_headerBytes.size());
    if (m_headerBytes.size() < DecodeHeader::encodedSize)
        return false;
    m_header = decodeDecodeHeader(m_headerBytes);
    m_watchdog.start(); // decoded; to hand it over depends on our own event loop too
    const bool hasImage = m_header && !m_header->pixelSize.isEmpty();
    const bool isPicture = m_request.kind == DecodeRequest::Kind::Picture;
    const bool isImageWanted = isPicture || m_request.kind == DecodeRequest::Kind::Image
        || m_request.kind == DecodeRequest::Kind::PdfPage;
    // A UTF-16 unit takes at most three bytes in UTF-8, a page four more.
    const qint64 maximumText = isTextWanted() && m_header
        ? 3LL * m_request.maximumCharacters + 4LL * m_header->pageCount
        : 0;
    const bool isPlausible = m_header && (isPicture || m_header->filesSize == 0)
        && (hasImage ? isImageWanted && m_header->pixelSize.width() <= m_request.maximumSize.width()
                    && m_header->pixelSize.height() <= m_request.maximumSize.height()
                     : m_header->payloadSize <= maximumText);
    if (!isPlausible) {
        fail(u"crashed"_s, u"an implausible header"_s);
        return false;
    }
    if (hasImage) {
        m_image =
            QImage(m_header->pixelSize,
                   m_header->hasAlpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
        if (m_image.isNull()) {
            fail(u"too_large"_s);
            return false;
        }
    } else {
        m_text.resize(qsizetype(m_header->payloadSize));
    }
    m_files.resize(qsizetype(m_header->filesSize));
    return true;
}

void DecodeJob::Private::readComplaint()
{
    const QByteArray words = m_process->readAllStandardError();
    m_complaint += words.first(qMin(words.size(), maximumComplaint - m_complaint.size()));
}

void DecodeJob::Private::onExit()
{
    const QString words = QString::fromLocal8Bit(m_complaint).trimmed();
    if (base::wasOutOfProcessorTime(*m_process)) {
        fail(u"timeout"_s, words);
        return;
    }
    if (m_process->exitStatus() != QProcess::NormalExit || m_process->exitCode() != 0 || !m_header
        || m_received != m_header->payloadSize + m_header->filesSize) {
        fail(u"crashed"_s, words);
        return;
    }
    if (m_header->outcome != DecodeOutcome::Decoded) {
        fail(errorTypeOf(m_header->outcome), words);
        return;
    }
    if (isTextWanted() && !decodePageTexts(m_text)) {
        fail(u"crashed"_s, u"implausible text"_s);
        return;
    }
    if (!decodePictureFiles(m_files)) {
        fail(u"crashed"_s, u"implausible files"_s);
        return;
    }
    finish(result());
}

DecodeResult DecodeJob::Private::result() const
{
    DecodeResult result{
        .mediaType = m_header->mediaType,
        .image = m_image,
        .originalSize = m_header->originalSize,
        .hasMetadata = m_header->hasMetadata,
        .pageCount = m_header->pageCount,
        .hasText = m_header->hasText,
        .isTruncated = m_header->isTruncated,
    };
    if (isTextWanted())
        result.pageTexts = decodePageTexts(m_text).value_or(QStringList());
    result.files = decodePictureFiles(m_files).value_or(QList<PictureFile>());
    return result;
}

void DecodeJob::Private::finish(const DecodeResult &result)
{
    leave();
    Q_EMIT m_job->finished(result);
}

void DecodeJob::Private::fail(const QString &type, const QString &detail)
{
    fail(base::Error{.kind = base::ErrorKind::File,
                     .detail = detail,
                     .type = type,
                     .subject = QFileInfo(m_request.path).fileName()});
}

void DecodeJob::Private::fail(const base::Error &error)
{
    leave();
    Q_EMIT m_job->failed(error);
}

DecodeJob::DecodeJob(const DecodeRequest &request, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, request))
{
    d->enqueue();
}

DecodeJob::~DecodeJob() = default;

QString decoderProgram()
{
    return base::helperProgram(u"polylogue-decoder"_s, "POLYLOGUE_DECODER");
}

} // namespace polylogue::app::attachments
