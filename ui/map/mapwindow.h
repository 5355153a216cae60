// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/base/result.h"
#include "app/embeddings/embeddingjob.h"
#include "app/embeddings/mapjob.h"
#include "app/session/activeendpoint.h"
#include "app/session/textfilesjob.h"

#include <QFutureWatcher>
#include <QWidget>

#include <functional>
#include <memory>
#include <variant>

class QStackedWidget;

namespace polylogue::app::net {
class HttpClient;
}
namespace polylogue::ui::theme {
class Theme;
}

namespace polylogue::ui::map {

class LabWindow;
class MapPage;
class MapSetupPage;
class MapStartPage;

//! \brief What the window needs of the program. All of it outlives the window.
struct MapWindowServices
{
    theme::Theme &theme;
    app::net::HttpClient &client;
    app::session::ActiveEndpoint &active;
    QString cacheFolder = {}; //!< where vectors are kept; empty: nowhere
};

//! \return the file of vectors; empty where none are kept.
QString vectorCacheIn(const MapWindowServices &services);

//! \brief The window of maps: choosing texts, what they become, the map.
//!
//! Work goes on while the window is closed. Accessible name "Map".
class MapWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit MapWindow(const MapWindowServices &services, QWidget *parent = nullptr);
    ~MapWindow() override;

    //! \brief As if the user had chosen the file or folder.
    void openPath(const QString &path);

Q_SIGNALS:
    //! Texts are to be put into a chat.
    void contextRequested(const QString &texts);
    //! A new chat is to begin with the texts and the question.
    void questionAsked(const QString &question, const QString &texts);

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    //! What a file holds: a text that is a table, or a map, which may have no places yet.
    using Source = std::variant<QString, app::embeddings::TextMap>;
    struct Found
    {
        QList<qsizetype> points = {};
        std::optional<app::projection::Position> position = {};
    };

    static app::base::Result<Source> read(const QString &path);
    static app::base::Result<Source> readVectors(const QString &path);
    void openVectors(const QString &path);
    void connectPages();
    void connectMapPage();
    void readFiles();
    void onUnreadable(const app::base::Error &error);
    void onRead();
    void useMap(const app::embeddings::TextMap &map);
    void usePasted(const QString &text, const QString &title);
    void showModels();
    void makeMap();
    void embed();
    void onEmbedded();
    void layOut(const app::embeddings::TextMap &map, bool onlyClusters);
    void onLaidOut(const app::embeddings::TextMap &map);
    void stopWork();
    void changeLayout();
    void searchByMeaning(const QString &words);
    void savePicture();
    void saveMap();
    void exportVectors();
    void exportSelection(const QList<qsizetype> &points);
    void showLab();
    void write(const std::function<app::base::Status()> &work, const QString &done);

    MapWindowServices m_services;
    QString m_path; // that is being read
    QFutureWatcher<app::base::Result<Source>> m_reading;
    std::unique_ptr<app::session::TextFilesJob> m_files; // texts of a folder or document
    app::embeddings::TextMap m_map; // being made, or shown
    app::embeddings::EmbeddingSetup m_setup;
    std::unique_ptr<app::embeddings::EmbeddingJob> m_embedding;
    std::unique_ptr<app::embeddings::MapJob> m_layout;
    std::unique_ptr<app::embeddings::EmbeddingJob> m_query; // a search by meaning
    QFutureWatcher<Found> m_finding;
    QFutureWatcher<app::base::Status> m_writing;
    QString m_written; // told when it is done
    QString m_note; // of how the vectors came about
    QStackedWidget *m_pages = nullptr; // this one and the following are children
    MapStartPage *m_startPage = nullptr;
    MapSetupPage *m_setupPage = nullptr;
    MapPage *m_mapPage = nullptr;
    LabWindow *m_lab = nullptr; // made when first opened
};

} // namespace polylogue::ui::map
