// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// From a table that is dropped on the window of maps to the finished plot, with an endpoint that is
// running: bench_drop BASE_URL FILE.csv [LABEL...] embeds the rows of these labels, 32 of each.
// Prints one JSON object: seconds from the drop to the plot, Make map pressed as soon as it can be,
// and the longest event that the window's thread was busy with meanwhile, in milliseconds. Each
// round begins without known vectors; so does the program, but for the first.

#include "app/endpoint/baseurl.h"
#include "app/net/httpclient.h"
#include "app/settings/secretstore.h"
#include "app/settings/settings.h"
#include "tests/bench/spread.h"
#include "ui/map/mapsetuppage.h"
#include "ui/map/mapwindow.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QListWidget>
#include <QMetaEnum>
#include <QMimeData>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace polylogue;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 10;
constexpr int ofEach = 32;
constexpr int longestWait = 60'000; // ms

//! Tells how long each event keeps it busy.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const int type = event->type();
        const char *name = receiver->metaObject()->className();
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const bool isHandled = QApplication::notify(receiver, event);
        --m_depth;
        const double time = double(timer.nsecsElapsed()) / 1e6;
        if (m_depth == 0 && time > longest) {
            longest = time;
            const char *key = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
            what = QLatin1String(name) + u' ' + QLatin1String(key ? key : "?");
        }
        return isHandled;
    }

    double longest = 0; //!< ms
    QString what;

private:
    int m_depth = 0;
};

template <typename Condition> bool wait(const Condition &condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < longestWait)
        QApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    return condition();
}

QAbstractButton *buttonNamed(const QWidget &window, const QString &name)
{
    for (QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
        if (button->text() == name || button->accessibleName() == name)
            return button;
    }
    qFatal("%s is missing", qPrintable(name));
}

//! As a user who wants some labels, 32 of each.
void choose(const QWidget &window, const QStringList &labels)
{
    auto *list = window.findChild<QListWidget *>();
    for (int row = 0; row < list->count(); ++row) {
        const bool isWanted = labels.contains(list->item(row)->data(Qt::UserRole).toString());
        list->item(row)->setCheckState(isWanted ? Qt::Checked : Qt::Unchecked);
    }
    for (QSpinBox *box : window.findChildren<QSpinBox *>()) {
        if (box->accessibleName() == "Texts of each label"_L1)
            box->setValue(ofEach);
    }
}

//! \return seconds; less than 0: there was no map.
double dropped(ui::map::MapWindow &window, const QString &path, const QStringList &labels)
{
    QAbstractButton *make = buttonNamed(window, u"Make map"_s);
    QAbstractButton *picture = buttonNamed(window, u"Save picture"_s);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QElapsedTimer timer;
    timer.start();
    QDropEvent event({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&window, &event);
    if (!wait([make] { return make->isVisible(); }))
        return -1;
    if (!labels.isEmpty()) {
        wait([&window] { return window.findChild<QListWidget *>()->count() > 0; });
        choose(window, labels);
    }
    if (!wait([make] { return make->isEnabled(); }))
        return -1;
    make->click();
    if (!wait([picture] { return picture->isEnabled(); }))
        return -1;
    window.repaint();
    return double(timer.nsecsElapsed()) / 1e9;
}

} // namespace

int main(int argc, char *argv[])
{
    TimedApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: bench_drop BASE_URL FILE.csv [LABEL...]\n", stderr);
        return 2;
    }
    const QTemporaryDir folder;
    app::settings::SettingsStore settings(folder.path());
    app::settings::MemorySecretStore secrets;
    app::net::HttpClient client;
    app::session::ActiveEndpoint active(
        settings, secrets, client, []() -> app::base::Result<app::session::PracticeAddress> {
            return app::base::Error{.kind = app::base::ErrorKind::Network};
        });
    app::endpoint::Endpoint endpoint = app::endpoint::endpointFor(QUrl(arguments.at(1)));
    endpoint.quirks.sendsInputType = true;
    if (!active.use(endpoint, {}) || !wait([&active] { return !active.models().isEmpty(); }))
        return 1;
    ui::theme::Theme theme(app::settings::ThemeMode::Light);

    std::vector<double> seconds;
    std::vector<double> events;
    QString worst;
    for (int round = 0; round < rounds; ++round) {
        ui::map::MapWindow window({.theme = theme,
                                   .client = client,
                                   .active = active,
                                   .cacheFolder = folder.filePath(QString::number(round))});
        window.show();
        QApplication::processEvents();
        application.longest = 0;
        seconds.push_back(dropped(window, arguments.at(2), arguments.mid(3)));
        if (seconds.back() < 0)
            return 1;
        if (events.empty() || application.longest > *std::max_element(events.begin(), events.end()))
            worst = application.what;
        events.push_back(application.longest);
    }
    const QJsonObject result{{u"first_seconds"_s, seconds.front()},
                             {u"seconds"_s, bench::spread(seconds)},
                             {u"longest_event_ms"_s, bench::spread(events)},
                             {u"worst"_s, worst}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Indented).constData());
    return 0;
}
