// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What bench_start compares with: an empty QMainWindow and no library but Qt's own for that.

#include "tests/bench/start/startfigures.h"

#include <QApplication>
#include <QMainWindow>
#include <QTimer>

#include <utility>

namespace {

class Window final : public QMainWindow
{
public:
    explicit Window(qint64 startedAt)
        : m_startedAt(startedAt)
    { }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        if (!std::exchange(m_isPainted, true)) // told when all of it is painted
            QTimer::singleShot(0, this, [this] { polylogue::bench::tellFigures(m_startedAt); });
    }

private:
    qint64 m_startedAt;
    bool m_isPainted = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Window window(QApplication::arguments().value(1).toLongLong());
    window.resize(1180, 780);
    window.show();
    return QApplication::exec();
}
