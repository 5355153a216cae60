// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/composer/deliverymenu.h"

#include "app/attachments/textrecognition.h"
#include "ui/text/format.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

#include <array>

using namespace Qt::StringLiterals;

namespace polylogue::ui::composer {

using app::attachments::Attachment;
using app::attachments::Delivery;
using app::attachments::Intake;
using app::conversation::DeliveryChoice;
using app::conversation::Rung;
using Choose = std::function<void(const DeliveryChoice &)>;

namespace {

constexpr qsizetype LongestName = 60;
constexpr std::array Turns{0, 1, 2, 5, 10};

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DeliveryMenu)
};

QString rungLabel(Rung rung, const Attachment &attachment, const Intake &intake)
{
    switch (rung) {
    case Rung::Native:
        if (!attachment.isDocument())
            return intake.hasRefusedImages ? Words::tr("Send all the same: it was refused before")
                                           : Words::tr("Send all the same");
        return intake.hasRefusedDocuments ? Words::tr("As the file: it was refused before")
            : attachment.isEncrypted      ? Words::tr("As the file: the server has no password")
                                          : Words::tr("As the file (native)");
    case Rung::PageImages:
        return intake.hasRefusedImages ? Words::tr("As page images: they were refused before")
                                       : Words::tr("As page images");
    case Rung::Text:
        return Words::tr("As text");
    case Rung::RecognizedText:
        return Words::tr("As recognised text (Tesseract; takes a while)");
    }
    return {};
}

QString turnsLabel(int turns)
{
    switch (turns) {
    case 0:
        return Words::tr("Every turn");
    case 1:
        return Words::tr("This turn only");
    default:
        return Words::tr("%1 turns").arg(text::count(turns));
    }
}

//! Checkable entries of which one holds.
class Choices
{
public:
    Choices(QMenu *menu, QObject *context)
        : m_menu(menu)
        , m_group(new QActionGroup(menu))
        , m_context(context)
    { }

    void add(const QString &label, bool isChecked, const std::function<void()> &react)
    {
        QAction *action = m_menu->addAction(label);
        m_group->addAction(action);
        action->setCheckable(true);
        action->setChecked(isChecked);
        QObject::connect(action, &QAction::triggered, m_context, react);
    }

private:
    QMenu *m_menu;
    QActionGroup *m_group;
    QObject *m_context;
};

} // namespace

void addDeliveryChoices(QMenu &menu, const Attachment &attachment, const Intake &intake,
                        QObject *context, const Choose &choose)
{
    const DeliveryChoice current = attachment.delivery;
    //: in which form an attachment goes to the model
    Choices forms(menu.addMenu(Words::tr("Send as")), context);
    forms.add(Words::tr("What the model takes best"), !current.rung, [current, choose] {
        DeliveryChoice choice = current;
        choice.rung.reset();
        choose(choice);
    });
    for (const Rung rung : app::attachments::rungsOf(app::attachments::contentPartOf(attachment))) {
        if (rung == Rung::RecognizedText && app::attachments::TextRecognition::program().isEmpty())
            continue;
        forms.add(rungLabel(rung, attachment, intake), current.rung == rung,
                  [current, choose, rung] {
                      DeliveryChoice choice = current;
                      choice.rung = rung;
                      choose(choice);
                  });
    }
    //: for how many requests an attachment is included
    Choices turns(menu.addMenu(Words::tr("In context for")), context);
    for (const int count : Turns)
        turns.add(turnsLabel(count), current.turns == count, [current, choose, count] {
            DeliveryChoice choice = current;
            choice.turns = count;
            choose(choice);
        });
}

void askForPages(QWidget *parent, const Attachment &attachment,
                 const std::function<void(const QString &)> &choose)
{
    auto *dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Words::tr("Pages to send"));
    dialog->setLabelText(
        Words::tr("Pages of %1, 1 to %2, like \"1-3, 7\". Empty: all of them.\nA file cannot be "
                  "cut: chosen pages go as images or text.")
            .arg(text::oneLine(attachment.fileName, LongestName),
                 text::count(attachment.pageCount)));
    for (QLabel *label : dialog->findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
    dialog->setTextValue(attachment.delivery.pages);
    const auto check = [dialog, pages = attachment.pageCount](const QString &range) {
        if (auto *box = dialog->findChild<QDialogButtonBox *>())
            box->button(QDialogButtonBox::Ok)
                ->setEnabled(app::attachments::pagesOf(range, pages).has_value());
    };
    QObject::connect(dialog, &QInputDialog::textValueChanged, dialog, check);
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent, choose);
    dialog->open();
}

void askForPassword(QWidget *parent, const QString &fileName, bool wasWrong,
                    const std::function<void(const QString &)> &use)
{
    auto *dialog = new QInputDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(Words::tr("Password"));
    const QString name = text::oneLine(fileName, LongestName);
    const QString question = wasWrong ? Words::tr("This password does not open %1. Its password:")
                                      : Words::tr("%1 is protected. Its password:");
    dialog->setLabelText(
        question.arg(name) + u'\n'
        + Words::tr("It is kept in memory until Polylogue ends, and sent nowhere."));
    for (QLabel *label : dialog->findChildren<QLabel *>())
        label->setTextFormat(Qt::PlainText);
    dialog->setTextEchoMode(QLineEdit::Password);
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent, use);
    dialog->open();
}

} // namespace polylogue::ui::composer
