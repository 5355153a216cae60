// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/calls/argumentsform.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace polylogue;
using ui::calls::ArgumentsForm;

class tst_ArgumentsForm final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFormIsMadeFromTheSchema();
    void whatIsEmptyIsLeftOut();
    void formAndJsonSayTheSame();
    void brokenJsonStaysJson();
    void foreignTextHidesNothing();

private:
    template <typename Editor> Editor *editor(const QString &name) const
    {
        for (Editor *each : m_form->findChildren<Editor *>()) {
            if (each->accessibleName() == name && !each->isHidden())
                return each;
        }
        return nullptr;
    }
    void turn() { m_form->findChild<QPushButton *>()->click(); }

    ui::theme::Theme m_theme{app::settings::ThemeMode::Light};
    std::unique_ptr<ArgumentsForm> m_form;
};

void tst_ArgumentsForm::init()
{
    m_form = std::make_unique<ArgumentsForm>(m_theme);
    m_form->setArguments(R"({"properties":{"path":{"type":"string"},"count":{"type":"integer"},
                             "deep":{"type":"boolean"}},"required":["path"]})",
                         R"({"path":"/tmp"})");
}

void tst_ArgumentsForm::aFormIsMadeFromTheSchema()
{
    QCOMPARE(m_form->arguments(), R"({"path":"/tmp"})"_ba);
    editor<QLineEdit>(u"count"_s)->setText(u"3"_s);
    editor<QComboBox>(u"deep"_s)->setCurrentIndex(1);
    QCOMPARE(m_form->arguments(), R"({"path":"/tmp","count":3,"deep":true})"_ba);
}

void tst_ArgumentsForm::whatIsEmptyIsLeftOut()
{
    editor<QLineEdit>(u"path"_s)->clear();
    QCOMPARE(m_form->arguments(), R"({"path":""})"_ba); // it is required
}

void tst_ArgumentsForm::formAndJsonSayTheSame()
{
    editor<QLineEdit>(u"count"_s)->setText(u"3"_s);
    turn();
    QCOMPARE(m_form->arguments(), R"({"path":"/tmp","count":3})"_ba);
    auto *json = editor<QPlainTextEdit>(u"Arguments as JSON"_s);
    QVERIFY(json);
    json->setPlainText(uR"({"path": "/etc", "more": [1]})"_s);
    QCOMPARE(m_form->arguments(), R"({"path":"/etc","more":[1]})"_ba);
    turn();
    QCOMPARE(editor<QLineEdit>(u"more"_s)->text(), u"[1]"_s);
    QCOMPARE(m_form->arguments(), R"({"path":"/etc","more":[1]})"_ba);
}

void tst_ArgumentsForm::brokenJsonStaysJson()
{
    turn();
    editor<QPlainTextEdit>(u"Arguments as JSON"_s)->setPlainText(u"{\"path\": "_s);
    turn();
    QCOMPARE(m_form->arguments(), "{\"path\": "_ba);
}

void tst_ArgumentsForm::foreignTextHidesNothing()
{
    const QByteArray arguments = u"{\"path\":\"a\u202Egpj.exe\"}"_s.toUtf8();
    m_form->setArguments({}, arguments);
    QCOMPARE(editor<QLineEdit>(u"path"_s)->text(), u"\"a\\u202egpj.exe\""_s);
    QCOMPARE(m_form->arguments(), arguments);
}

QTEST_MAIN(tst_ArgumentsForm)
#include "tst_argumentsform.moc"
