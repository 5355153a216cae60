// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/theme/blend.h"
#include "ui/theme/look.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialog>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOptionSlider>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>
#include <optional>

using namespace polylogue::ui::theme;
using namespace Qt::StringLiterals;
using polylogue::app::settings::ThemeMode;

namespace {

QColor colourAt(QWidget &widget, const QPoint &point)
{
    return widget.grab().toImage().pixelColor(point);
}

//! Where a button is filled and nothing is written.
constexpr QPoint InButton(6, 16);

} // namespace

class tst_ControlStyle final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buttonIsFilledByItsState_data();
    void buttonIsFilledByItsState();
    void buttonOfALookIsAsHighAsOthers();
    void lookCanChangeWhileShown();
    void fieldHasAnEdgeUnlessItIsBare();
    void focusedFieldHasTheAccentAsItsEdge();
    void buttonThatTheKeyboardReachesHasARing_data();
    void buttonThatTheKeyboardReachesHasARing();
    void editOfSeveralLinesKeepsItsTextFromItsEdge();
    void rowsAreSelectedAsBoxes();
    void labelsTakeTheirColourInBothThemes();
    void labelOnASurfaceTakesItsColourToo();
    void dialogIsASurfaceInBothThemes();
    void fontSetBeforeTheFirstTimeIsKept();
    void scrollBarIsAllGroove();
    void scrollHandleStaysLongEnoughToHit();
    void handleOfAFullScrollBarIsNotDrawn();
    void menuEntryShowsItsShortcutAtTheOtherEnd();
    void groupKeepsItsContentsBelowItsTitle();
    void comboBoxOpensRowsAsBoxes();
    void noSheetIsSet();
};

void tst_ControlStyle::buttonIsFilledByItsState_data()
{
    QTest::addColumn<std::optional<Look>>("look");
    QTest::addColumn<bool>("isEnabled");
    QTest::addColumn<bool>("isDown");
    QTest::addColumn<QColor>("light");
    const Tokens t = tokensFor(false);
    const auto row = [](const char *name, std::optional<Look> look, bool isEnabled, bool isDown,
                        const QColor &light) {
        QTest::newRow(name) << look << isEnabled << isDown << light;
    };
    row("plain", {}, true, false, t.surface);
    row("plain, down", {}, true, true, t.selection);
    row("plain, off", {}, false, false, t.window);
    row("primary", Look::Primary, true, false, t.accent);
    row("primary, down", Look::Primary, true, true, blended(t.accent, t.text, 0.3F));
    row("primary, off", Look::Primary, false, false, t.surface2);
    row("quiet", Look::Quiet, true, false, t.window);
    row("quiet, down", Look::Quiet, true, true, t.selection);
    row("link", Look::Link, true, false, t.window);
}

void tst_ControlStyle::buttonIsFilledByItsState()
{
    QFETCH(std::optional<Look>, look);
    QFETCH(bool, isEnabled);
    QFETCH(bool, isDown);
    QFETCH(QColor, light);
    const Theme theme(ThemeMode::Light);
    for (const bool isTool : {false, true}) {
        QWidget window;
        QAbstractButton *button = nullptr;
        if (isTool)
            button = new QToolButton(&window);
        else
            button = new QPushButton(u"Words"_s, &window);
        button->setGeometry(0, 0, 120, 32);
        if (look)
            setLook(button, *look);
        button->setEnabled(isEnabled);
        button->setDown(isDown);
        QCOMPARE(colourAt(window, InButton).rgb(), light.rgb());
    }
}

void tst_ControlStyle::buttonOfALookIsAsHighAsOthers()
{
    const Theme theme(ThemeMode::Light);
    QPushButton plain(u"Words"_s);
    QPushButton primary(u"Words"_s);
    setLook(&primary, Look::Primary);
    QToolButton tool;
    tool.setText(u"Words"_s);

    QCOMPARE(primary.sizeHint().height(), plain.sizeHint().height());
    QCOMPARE(tool.sizeHint().height(), plain.sizeHint().height());
}

void tst_ControlStyle::lookCanChangeWhileShown()
{
    const Theme theme(ThemeMode::Light);
    QPushButton button(u"Words"_s);
    button.resize(120, 32);
    button.show();
    QCOMPARE(colourAt(button, InButton), theme.tokens().surface);
    QVERIFY(!button.font().bold());

    setLook(&button, Look::Primary);

    QCOMPARE(colourAt(button, InButton), theme.tokens().accent);
    QVERIFY(button.font().bold());
}

void tst_ControlStyle::fieldHasAnEdgeUnlessItIsBare()
{
    const Theme theme(ThemeMode::Light);
    QLineEdit field;
    field.resize(200, 32);
    QLineEdit bare;
    setLook(&bare, Look::Bare);
    bare.resize(200, 32);

    QCOMPARE(colourAt(field, {100, 0}), theme.tokens().border);
    QCOMPARE(colourAt(bare, {100, 0}), theme.tokens().window);
    QCOMPARE_GE(field.sizeHint().height(), Metrics::TargetComfortable);
    QCOMPARE_LT(bare.sizeHint().height(), field.sizeHint().height());
}

void tst_ControlStyle::focusedFieldHasTheAccentAsItsEdge()
{
    const Theme theme(ThemeMode::Light);
    QLineEdit field;
    field.resize(200, 32);
    field.show();
    field.activateWindow();
    field.setFocus();
    QTRY_VERIFY(field.hasFocus());

    QCOMPARE(colourAt(field, {100, 0}), theme.tokens().accent);
    QCOMPARE(colourAt(field, {100, 1}), theme.tokens().accent);
}

void tst_ControlStyle::buttonThatTheKeyboardReachesHasARing_data()
{
    QTest::addColumn<bool>("isTool");
    QTest::addColumn<std::optional<Look>>("look");
    QTest::addColumn<QPoint>("place");
    QTest::addColumn<QColor>("ring");
    const Tokens t = tokensFor(false);
    const QPoint edge(60, 1);
    QTest::newRow("plain") << false << std::optional<Look>() << edge << t.accent;
    QTest::newRow("quiet") << false << std::optional<Look>(Look::Quiet) << edge << t.accent;
    QTest::newRow("primary") << false << std::optional<Look>(Look::Primary) << QPoint(60, 3)
                             << t.onAccent;
    QTest::newRow("tool") << true << std::optional<Look>() << edge << t.accent;
}

void tst_ControlStyle::buttonThatTheKeyboardReachesHasARing()
{
    QFETCH(const bool, isTool);
    QFETCH(const std::optional<Look>, look);
    QFETCH(const QPoint, place);
    QFETCH(const QColor, ring);
    const Theme theme(ThemeMode::Light);
    QWidget window;
    window.resize(200, 100);
    auto *button = isTool ? static_cast<QAbstractButton *>(new QToolButton(&window))
                          : new QPushButton(u"Words"_s, &window);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setGeometry(0, 0, 120, 32);
    if (look)
        setLook(button, *look);
    window.show();
    window.activateWindow();
    button->setFocus(Qt::MouseFocusReason);
    QTRY_VERIFY(button->hasFocus());
    QVERIFY(colourAt(window, place) != ring);

    QTest::keyClick(button, Qt::Key_Tab); // from the only one to itself

    QVERIFY(button->hasFocus());
    QCOMPARE(colourAt(window, place), ring);
}

void tst_ControlStyle::editOfSeveralLinesKeepsItsTextFromItsEdge()
{
    const Theme theme(ThemeMode::Light);
    QPlainTextEdit edit;
    edit.resize(200, 100);
    edit.show();
    QPlainTextEdit bare;
    setLook(&bare, Look::Bare);
    bare.resize(200, 100);
    bare.show();

    QCOMPARE(edit.viewport()->geometry(), QRect(6, 6, 188, 88));
    QCOMPARE(bare.viewport()->geometry(), QRect(0, 0, 200, 100));
    QCOMPARE(colourAt(edit, {100, 0}), theme.tokens().border);
    QCOMPARE(colourAt(bare, {100, 0}), theme.tokens().window);
}

void tst_ControlStyle::rowsAreSelectedAsBoxes()
{
    const Theme theme(ThemeMode::Light);
    QListWidget list;
    list.addItems({u"a"_s, u"b"_s});
    list.resize(200, 100);
    list.setCurrentRow(0);
    list.show();
    const QRect row = list.visualItemRect(list.item(0));
    QVERIFY(row.height() >= 30);
    QTRY_COMPARE(list.visualItemRect(list.item(1)).top(), row.bottom() + 1);

    const QImage picture = list.viewport()->grab().toImage();
    QCOMPARE(picture.pixelColor(row.right() - 10, row.center().y()), theme.tokens().selection);
    QCOMPARE(picture.pixelColor(row.topLeft()), theme.tokens().surface); // a round corner
}

void tst_ControlStyle::labelsTakeTheirColourInBothThemes()
{
    Theme theme(ThemeMode::Light);
    QLabel bad;
    setLook(&bad, Look::Bad);
    QLabel secondary;
    setLook(&secondary, Look::Secondary);
    bad.show();
    secondary.show();
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        theme.setMode(mode);
        QCOMPARE(bad.palette().color(QPalette::WindowText), theme.tokens().bad);
        QCOMPARE(secondary.palette().color(QPalette::WindowText), theme.tokens().text2);
    }
    QCOMPARE(secondary.font().pointSizeF(), theme.metadataFont().pointSizeF());
}

void tst_ControlStyle::labelOnASurfaceTakesItsColourToo()
{
    const Theme theme(ThemeMode::Light);
    QWidget surface;
    surface.setBackgroundRole(QPalette::Base); // its children's text is QPalette::Text then
    auto *label = new QLabel(u"Words"_s, &surface);
    setLook(label, Look::Bad);
    surface.show();

    QCOMPARE(label->palette().color(label->foregroundRole()), theme.tokens().bad);
}

void tst_ControlStyle::dialogIsASurfaceInBothThemes()
{
    Theme theme(ThemeMode::Light);
    QDialog dialog;
    dialog.resize(100, 100);
    dialog.show();
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        theme.setMode(mode);
        QCOMPARE(colourAt(dialog, {50, 50}), theme.tokens().surface);
    }
}

void tst_ControlStyle::fontSetBeforeTheFirstTimeIsKept()
{
    const Theme theme(ThemeMode::Light);
    QLabel label;
    setLook(&label, Look::Secondary);
    QFont italic = label.font();
    italic.setItalic(true);
    label.setFont(italic);

    label.ensurePolished();

    QVERIFY(label.font().italic());
    QCOMPARE(label.font().pointSizeF(), theme.metadataFont().pointSizeF());
}

void tst_ControlStyle::scrollBarIsAllGroove()
{
    const Theme theme(ThemeMode::Light);
    QScrollBar bar(Qt::Vertical);
    bar.resize(10, 200);
    bar.setRange(0, 300);
    bar.setPageStep(100);
    bar.setValue(300);
    bar.show();

    // The handle is a quarter of it, at its end.
    const QImage picture = bar.grab().toImage();
    QCOMPARE(picture.pixelColor(5, 175), theme.tokens().border);
    QCOMPARE(picture.pixelColor(5, 145), theme.tokens().window);
    QCOMPARE(picture.pixelColor(5, 5), theme.tokens().window);

    QTest::mouseClick(&bar, Qt::LeftButton, {}, {5, 2}); // where others have a button
    QCOMPARE(bar.value(), 200);
}

void tst_ControlStyle::scrollHandleStaysLongEnoughToHit()
{
    const Theme theme(ThemeMode::Light);
    QScrollBar bar(Qt::Vertical);
    bar.resize(10, 200);
    bar.setRange(0, std::numeric_limits<int>::max() - 1);
    bar.setPageStep(1);
    QStyleOptionSlider option;
    option.initFrom(&bar);
    option.orientation = Qt::Vertical;
    option.maximum = bar.maximum();
    option.pageStep = bar.pageStep();
    const auto part = [&](QStyle::SubControl control) {
        return bar.style()->subControlRect(QStyle::CC_ScrollBar, &option, control, &bar);
    };

    QCOMPARE(part(QStyle::SC_ScrollBarSlider), QRect(0, 0, 10, 32));
    QCOMPARE(part(QStyle::SC_ScrollBarAddPage), QRect(0, 32, 10, 168));
    option.sliderPosition = bar.maximum();
    QCOMPARE(part(QStyle::SC_ScrollBarSlider), QRect(0, 168, 10, 32));
}

void tst_ControlStyle::handleOfAFullScrollBarIsNotDrawn()
{
    const Theme theme(ThemeMode::Light);
    QScrollBar bar(Qt::Horizontal);
    bar.resize(200, 10);
    bar.setRange(0, 0);

    QCOMPARE(colourAt(bar, {100, 5}), theme.tokens().window);
}

void tst_ControlStyle::menuEntryShowsItsShortcutAtTheOtherEnd()
{
    const Theme theme(ThemeMode::Light);
    QMenu menu;
    QAction *plain = menu.addAction(u"Entry"_s);
    menu.ensurePolished();
    const int width = menu.sizeHint().width();
    plain->setShortcut(QKeySequence(u"Ctrl+Shift+F12"_s));

    QCOMPARE_GT(menu.sizeHint().width(),
                width + menu.fontMetrics().horizontalAdvance(u"Ctrl+Shift+F12"_s));
    QCOMPARE_GE(menu.actionGeometry(plain).height(), Metrics::TargetMinimum);
}

void tst_ControlStyle::groupKeepsItsContentsBelowItsTitle()
{
    const Theme theme(ThemeMode::Light);
    QGroupBox group(u"Title"_s);
    auto *layout = new QVBoxLayout(&group);
    layout->setContentsMargins({});
    auto *label = new QLabel(u"Inside"_s);
    layout->addWidget(label);
    group.resize(200, 100);
    group.show();

    QCOMPARE(label->y(), 24);
}

void tst_ControlStyle::comboBoxOpensRowsAsBoxes()
{
    const Theme theme(ThemeMode::Light);
    QComboBox box;
    box.addItems({u"One"_s, u"Two"_s});
    box.show();
    box.showPopup();

    QCOMPARE_GE(box.view()->sizeHintForRow(0), 30);
    QCOMPARE(box.view()->window()->contentsMargins().left(), 5);
    box.hidePopup();
}

void tst_ControlStyle::noSheetIsSet()
{
    const Theme theme(ThemeMode::Dark);

    QVERIFY(qApp->styleSheet().isEmpty());
}

QTEST_MAIN(tst_ControlStyle)
#include "tst_controlstyle.moc"
