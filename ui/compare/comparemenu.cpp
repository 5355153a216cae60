// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

// What the menu of a comparison offers: figures, scrolling together, lanes kept as presets.

#include "ui/compare/comparepage.h"
#include "ui/compare/comparetools.h"
#include "ui/compare/figuresdialog.h"
#include "ui/text/format.h"

#include <QAction>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace polylogue::ui::compare {

using app::store::ChatSetup;
using app::store::Preset;

namespace {

constexpr qsizetype LongestName = 60;

//! A name as a menu shows it: no mnemonics.
QString entryText(const QString &name)
{
    return text::oneLine(name, LongestName).replace(u'&', u"&&"_s);
}

} // namespace

void ComparePage::makeMenu()
{
    auto *figures = new QAction(tr("Figures of all turns…"), this);
    connect(figures, &QAction::triggered, this, &ComparePage::showFigures);
    m_scrollsTogether = new QAction(tr("Scroll lanes together, turn by turn"), this);
    m_scrollsTogether->setCheckable(true);
    connect(m_scrollsTogether, &QAction::triggered, this, [this](bool together) {
        const auto *record = m_tools.pane.library.find(chat());
        if (!record)
            return;
        app::store::ComparisonState state = record->comparison;
        state.scrollsTogether = together;
        m_tools.pane.library.setComparison(chat(), state);
    });
    m_presets = new QMenu(tr("Lanes from a preset"), this);
    auto *all = new QAction(tr("Presets of lanes…"), this);
    connect(all, &QAction::triggered, this, &ComparePage::presetsRequested);
    for (QAction *action : {figures, m_scrollsTogether, m_presets->menuAction(), all})
        m_header.addMenuEntry(action);
    connect(&m_tools.pane.library, &app::session::ChatLibrary::presetsChanged, this,
            &ComparePage::listPresets);
    listPresets();
}

void ComparePage::listPresets()
{
    m_presets->clear();
    for (const Preset &preset : m_tools.pane.library.presets()) {
        if (preset.lanes.isEmpty())
            continue; // of one chat
        QAction *apply = m_presets->addAction(entryText(preset.name));
        connect(apply, &QAction::triggered, this, [this, preset] { applyPreset(preset); });
    }
    m_presets->setEnabled(!m_presets->isEmpty());
}

Preset ComparePage::preset() const
{
    Preset preset;
    if (!m_comparison)
        return preset;
    for (const auto &lane : m_comparison->lanes()) {
        ChatSetup setup = m_comparison->setup(lane);
        setup.model = m_comparison->options(lane).model;
        preset.lanes.append(setup);
    }
    preset.history = m_comparison->historyRule();
    return preset;
}

void ComparePage::applyPreset(const Preset &preset)
{
    if (!m_comparison || m_comparison->isRunning())
        return;
    m_comparison->applySetups(preset.lanes);
    m_comparison->setHistoryRule(preset.history);
}

void ComparePage::showFigures()
{
    if (!m_comparison)
        return;
    if (!m_figures) {
        m_figures = new FiguresDialog(m_theme, *m_comparison, m_settings, this);
        m_figures->setAttribute(Qt::WA_DeleteOnClose);
        m_figures->setModelsHidden(m_areNamesHidden);
    }
    m_figures->show();
    m_figures->raise();
    m_figures->activateWindow();
}

} // namespace polylogue::ui::compare
