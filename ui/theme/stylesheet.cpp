// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/stylesheet.h"

#include "ui/theme/blend.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace polylogue::ui::theme {

namespace {

// $name stands for a token. A button's or field's box is 32 px high: 20 for the text, 5 and 1
// around.
constexpr auto Buttons = R"(
QPushButton { background: $surface; color: $text; border: 1px solid $line; border-radius: 8px;
    padding: 5px 12px; min-height: 20px; }
QPushButton:hover { background: $surface2; }
QPushButton:pressed, QPushButton:checked { background: $selection; }
QPushButton:disabled { color: $disabled; background: transparent; }
QPushButton[look="primary"] { background: $accent; color: $onAccent; border-color: $accent;
    font-weight: bold; }
QPushButton[look="primary"]:hover { background: $accentHover; border-color: $accentHover; }
QPushButton[look="primary"]:pressed { background: $accentPressed; border-color: $accentPressed; }
QPushButton[look="primary"]:disabled { background: $surface2; color: $disabled;
    border-color: $surface2; }
QPushButton[look="quiet"] { background: transparent; color: $text2; border-color: transparent;
    padding: 5px 8px; }
QPushButton[look="quiet"]:hover { background: $surface2; color: $text; }
QPushButton[look="quiet"]:disabled { color: $disabled; }
QPushButton[look="link"], QToolButton[look="link"] { background: transparent; color: $accent;
    border-color: transparent; padding: 1px 4px; text-decoration: underline; }
QToolButton { background: $surface; color: $text; border: 1px solid $line; border-radius: 8px;
    padding: 5px 10px; min-height: 20px; }
QToolButton:hover { background: $surface2; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: $selection; }
QToolButton:disabled { color: $disabled; }
QToolButton[look="quiet"] { background: transparent; color: $text2; border-color: transparent;
    padding: 5px; }
QToolButton[look="quiet"]:hover { background: $surface2; color: $text; }
QToolButton[look="quiet"]:pressed, QToolButton[look="quiet"]:checked { background: $selection; }
QToolButton[look="quiet"]:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
)"_L1;

constexpr auto Fields = R"(
QLineEdit { background: $surface; color: $text; border: 1px solid $border; border-radius: 8px;
    padding: 5px 9px; min-height: 20px; selection-background-color: $selection;
    selection-color: $text; }
QLineEdit:focus { border: 2px solid $accent; padding: 4px 8px; }
QLineEdit:disabled { color: $disabled; background: $window; border-color: $line; }
QAbstractSpinBox { min-height: 26px; min-width: 96px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QLineEdit[look="bare"] { border: none;
    background: transparent; padding: 0; min-height: 0; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QPlainTextEdit, QTextEdit { background: $surface; color: $text; border: 1px solid $border;
    border-radius: 8px; padding: 5px; selection-background-color: $selection;
    selection-color: $text; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px; }
QPlainTextEdit:disabled, QTextEdit:disabled { color: $disabled; background: $window;
    border-color: $line; }
QPlainTextEdit[look="bare"] { border: none; background: transparent; padding: 0; }
)"_L1;

constexpr auto Panels = R"(
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; min-height: 18px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $window; color: $text; }
QMenuBar::item { padding: 4px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $selection; }
QToolTip { background: $surface2; color: $text; border: 1px solid $border; padding: 4px 6px; }
QDialog, QMessageBox, QWizard { background: $surface; }
QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[look="popup"] { background: $surface; border: 1px solid $border; }
QLabel[look="secondary"] { color: $text2; font-size: $metadata; }
QLabel[look="warning"] { color: $warn; }
QLabel[look="bad"] { color: $bad; }
QGroupBox { border: none; margin-top: 24px; font-weight: bold; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; }
QStatusBar { background: $window; color: $text2; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QProgressBar { background: $surface2; border: none; border-radius: 4px; color: $text;
    text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
)"_L1;

constexpr auto Views = R"(
QListView, QTreeView, QTableView { background: $surface; color: $text; border: 1px solid $line;
    border-radius: 8px; outline: 0; padding: 4px; selection-background-color: $selection;
    selection-color: $text; }
QListView:focus, QTreeView:focus, QTableView:focus { border-color: $accent; }
QListView[look="bare"], QTreeView[look="bare"] { border: none; background: transparent;
    padding: 0; }
QListView::item, QTreeView::item { padding: 5px 8px; border-radius: 6px; min-height: 20px; }
QListView::item:hover, QTreeView::item:hover { background: $surface2; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $text; }
QComboBox QAbstractItemView { border-radius: 0; border-color: $border; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $text2; border: none;
    border-bottom: 1px solid $line; padding: 6px 8px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text2; padding: 7px 12px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $accentBg; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
)"_L1;

QString valueOf(QStringView name, const Tokens &tokens, double metadataPoints)
{
    const QHash<QStringView, QColor> colours = {
        {u"window", tokens.window},
        {u"surface", tokens.surface},
        {u"surface2", tokens.surface2},
        {u"text", tokens.text},
        {u"text2", tokens.text2},
        {u"line", tokens.line},
        {u"accent", tokens.accent},
        {u"accentBg", tokens.accentBg},
        {u"onAccent", tokens.onAccent},
        {u"warn", tokens.warn},
        {u"bad", tokens.bad},
        {u"selection", tokens.selection},
        {u"border", tokens.border},
        {u"disabled", disabledText(tokens)},
        {u"accentHover", blended(tokens.accent, tokens.text, 0.15F)},
        {u"accentPressed", blended(tokens.accent, tokens.text, 0.3F)},
    };
    if (name == u"metadata")
        return QString::number(metadataPoints, 'f', 2) + "pt"_L1;
    Q_ASSERT(colours.contains(name));
    return colours.value(name).name();
}

} // namespace

QString styleSheet(const Tokens &tokens, double metadataPoints)
{
    const QString source = QString(Buttons) + Fields + Panels + Views;
    QString sheet;
    qsizetype end = 0;
    for (qsizetype at = source.indexOf(u'$'); at >= 0; at = source.indexOf(u'$', end)) {
        sheet += QStringView(source).sliced(end, at - end);
        end = at + 1;
        while (end < source.size() && source.at(end).isLetterOrNumber())
            ++end;
        sheet += valueOf(QStringView(source).sliced(at + 1, end - at - 1), tokens, metadataPoints);
    }
    sheet += QStringView(source).sliced(end);
    return sheet;
}

} // namespace polylogue::ui::theme
