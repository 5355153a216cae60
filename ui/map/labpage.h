// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/embeddingjob.h"
#include "app/embeddings/textmap.h"
#include "app/endpoint/modelinfo.h"
#include "app/projection/progress.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QThreadPool>
#include <QWidget>
#include <QtConcurrentRun>

class QLabel;
class QTableView;
class QVBoxLayout;

namespace polylogue::ui::map {

class LabTableModel;

//! \brief One thing that can be measured: what it is, what it is asked of, what came out.
//!
//! Knows no server: it asks for vectors with vectorsWanted(). Measuring is done in a thread.
class LabPage : public QWidget
{
    Q_OBJECT

public:
    //! \param what is measured, in a sentence or two
    LabPage(const QString &what, QWidget *parent);
    ~LabPage() override;

    //! \brief The texts and vectors that are on the map. \a map may have none.
    virtual void setMap(const app::embeddings::TextMap &map);
    virtual void setModels(const QList<app::endpoint::ModelInfo> &models, const QString &preferred);
    //! \brief What was wanted, one for each setup.
    virtual void useVectors(const QList<app::embeddings::EmbeddedTexts> &vectors);
    void showResult(const QString &words);
    void showProblem(const QString &words);

Q_SIGNALS:
    void vectorsWanted(const QStringList &texts,
                       const QList<polylogue::app::embeddings::EmbeddingSetup> &setups);

protected:
    QVBoxLayout *rows() const { return m_rows; }
    //! \brief Adds the line for results; what is below belongs to them.
    void addResultLine();
    //! \return a table of \a model, whose selected rows can be copied.
    QTableView *makeTable(LabTableModel *model, const QString &name);

    //! \brief Does \a work in a thread and hands what it returns to \a use; what ran before is
    //!        stopped. \param work returns a std::optional: nothing where it was stopped
    template <typename Work, typename Use> void compute(const Work &work, const Use &use)
    {
        using Outcome = std::invoke_result_t<Work, const app::projection::Report &>;
        m_running.cancel();
        auto *watcher = new QFutureWatcher<Outcome>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [watcher, use] {
            watcher->deleteLater();
            if (watcher->isCanceled())
                return;
            if (const Outcome outcome = watcher->result())
                use(*outcome);
        });
        auto future = QtConcurrent::run(&m_pool, [work](QPromise<Outcome> &promise) {
            promise.addResult(work(
                [&promise](const app::projection::Progress &) { return !promise.isCanceled(); }));
        });
        m_running = QFuture<void>(future);
        watcher->setFuture(future);
    }

private:
    void copySelection(QTableView *table);

    QThreadPool m_pool; // one thread of low priority
    QFuture<void> m_running;
    QVBoxLayout *m_rows = nullptr; // this one and the following are children
    QLabel *m_result = nullptr;
};

//! \return "0.87"; a dash for what is no number.
QString cosineText(double cosine);

} // namespace polylogue::ui::map
