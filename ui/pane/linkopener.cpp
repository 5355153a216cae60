// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pane/linkopener.h"

#include <QDesktopServices>
#include <QMessageBox>
#include <QPushButton>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace polylogue::ui::pane {

namespace {

//! As they stand or percent-encoded, also twice.
bool hasControlCharacters(const QByteArray &encoded)
{
    const QByteArray once = QByteArray::fromPercentEncoding(encoded);
    const QByteArray twice = QByteArray::fromPercentEncoding(once);
    const auto isControl = [](char c) { return (c >= 0 && c < ' ') || c == 127; };
    return std::any_of(once.begin(), once.end(), isControl)
        || std::any_of(twice.begin(), twice.end(), isControl);
}

bool isMailAllowed(const QUrl &url)
{
    // A mail that writes itself, or takes files along, is more than a link.
    const auto items = QUrlQuery(url).queryItems();
    return !url.path().isEmpty()
        && std::all_of(items.begin(), items.end(), [](const std::pair<QString, QString> &item) {
               return item.first.compare("subject"_L1, Qt::CaseInsensitive) == 0;
           });
}

} // namespace

LinkVerdict checkLink(const QUrl &url, const QString &shownText)
{
    LinkVerdict verdict;
    const QString full = QString::fromLatin1(url.toEncoded());
    if (!url.isValid() || url.isRelative() || full.startsWith(u'-')
        || hasControlCharacters(url.toEncoded()))
        return verdict;
    verdict.target = full;
    verdict.host = url.host(QUrl::FullyEncoded);
    if (url.scheme() == "mailto"_L1)
        verdict.isAllowed = isMailAllowed(url);
    else if (url.scheme() == "https"_L1 || url.scheme() == "http"_L1)
        verdict.isAllowed = !verdict.host.isEmpty() && url.userInfo().isEmpty();
    const QString shown = shownText.trimmed();
    verdict.mustConfirm = shown != full && shown != url.toString() && u"https://"_s + shown != full
        && u"mailto:"_s + shown != full;
    return verdict;
}

void openLink(const QUrl &url, const QString &shownText, QWidget *window)
{
    const LinkVerdict verdict = checkLink(url, shownText);
    QMessageBox box(window);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(QObject::tr("Open link"));
    if (!verdict.isAllowed) {
        box.setText(QObject::tr("This link is not opened"));
        box.setInformativeText(
            QObject::tr(
                "Only web and mail addresses can be opened from a conversation. It leads to:"
                "\n%1")
                .arg(url.toString().left(500)));
        box.exec();
        return;
    }
    if (verdict.mustConfirm) {
        box.setText(verdict.host.isEmpty() ? QObject::tr("Write a mail?")
                                           : QObject::tr("Open %1?").arg(verdict.host));
        box.setInformativeText(verdict.target.left(1000));
        QPushButton *open = box.addButton(QObject::tr("Open"), QMessageBox::AcceptRole);
        box.setDefaultButton(box.addButton(QMessageBox::Cancel));
        box.exec();
        if (box.clickedButton() != open)
            return;
    }
    QDesktopServices::openUrl(QUrl::fromEncoded(verdict.target.toLatin1(), QUrl::StrictMode));
}

} // namespace polylogue::ui::pane
