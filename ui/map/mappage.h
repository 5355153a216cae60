// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/embeddings/textmap.h"
#include "ui/plot/plot.h"

#include <QFutureWatcher>
#include <QWidget>

class QComboBox;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::map {

class Legend;
class MapTexts;
class PlotWidget;
class WorkLine;

//! \brief A map with all that can be done with it; knows no server.
class MapPage final : public QWidget
{
    Q_OBJECT

public:
    explicit MapPage(theme::Theme &theme, QWidget *parent = nullptr);
    ~MapPage() override;

    //! \brief Texts without places yet: an empty plot, the table full.
    void begin(const app::embeddings::TextMap &map);
    void setMap(const app::embeddings::TextMap &map);
    const app::embeddings::TextMap &map() const { return m_map; }
    //! \brief While it is being laid out.
    void setPositions(const app::projection::Positions &positions);

    //! \brief Tells what is being done. \param share 0 to 1; less: not known
    void showWork(const QString &words, double share, bool canPause, bool isPaused);
    void showProblem(const QString &problem, bool canGoOn);
    void showNote(const QString &note); //!< nothing is being done

    //! \brief What a search by meaning found, and where the words themselves would be.
    void showFound(const QList<qsizetype> &points,
                   const std::optional<app::projection::Position> &position);
    //! \return the picture as it is seen.
    const plot::Plot &plot() const;
    void focusPlot();

Q_SIGNALS:
    void backRequested();
    void pauseRequested();
    void goOnRequested();
    void stopRequested();
    void layoutRequested();
    void pictureRequested();
    void saveRequested();
    void exportRequested();
    void labRequested();
    void meaningSearched(const QString &words);
    void selectionExportRequested(const QList<qsizetype> &points);
    //! Chosen texts for a chat, as they are sent.
    void contextRequested(const QString &texts);
    void questionAsked(const QString &question, const QString &texts);

private:
    QWidget *makeHeader();
    QWidget *makeTools();
    QWidget *makePlotSide();
    void connectAll();
    void enableActions(bool enabled);
    void listTraits();
    void showSeries();
    void showPoints(const QList<qsizetype> &points, const QString &words);
    void showAllPoints();
    void search();
    void onWordsFound();
    void selectPoint(qsizetype point);
    void openText(qsizetype point);
    void renameClusters();

    theme::Theme &m_theme;
    app::embeddings::TextMap m_map;
    bool m_isLaidOut = false;
    QFutureWatcher<QList<qsizetype>> m_searching; // by words
    bool m_isColourChosen = false; // by the user
    QLabel *m_title = nullptr; // this one and the following are children
    QComboBox *m_colour = nullptr;
    QComboBox *m_shape = nullptr;
    QPushButton *m_layout = nullptr;
    QPushButton *m_picture = nullptr;
    QPushButton *m_more = nullptr;
    QLineEdit *m_search = nullptr;
    QCheckBox *m_byMeaning = nullptr;
    Legend *m_legend = nullptr;
    PlotWidget *m_plot = nullptr;
    WorkLine *m_work = nullptr;
    QLabel *m_facts = nullptr;
    MapTexts *m_texts = nullptr;
};

} // namespace polylogue::ui::map
