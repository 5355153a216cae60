// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/arithmetic.h"

#include <QRegularExpression>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

constexpr int maximumDepth = 32;
constexpr qsizetype maximumLength = 200;

//! Recursive descent over + - * / ^ ( ) and decimal numbers.
class Calculator
{
public:
    explicit Calculator(const QString &text)
        : m_text(text)
    { }

    //! \return not set where the text is no whole expression or its value is not finite.
    std::optional<double> value()
    {
        const double result = readSum(0);
        skipBlanks();
        if (m_isBroken || m_at != m_text.size() || !std::isfinite(result))
            return {};
        return result;
    }

    bool isBroken() const { return m_isBroken || m_at != m_text.size(); }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    bool take(QChar sign)
    {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != sign)
            return false;
        ++m_at;
        return true;
    }

    double readSum(int depth)
    {
        double result = readProduct(depth);
        while (!m_isBroken) {
            if (take(u'+'))
                result += readProduct(depth);
            else if (take(u'-'))
                result -= readProduct(depth);
            else
                break;
        }
        return result;
    }

    double readProduct(int depth)
    {
        double result = readPower(depth);
        while (!m_isBroken) {
            if (take(u'*'))
                result *= readPower(depth);
            else if (take(u'/'))
                result /= readPower(depth);
            else
                break;
        }
        return result;
    }

    double readPower(int depth)
    {
        if (depth > maximumDepth) {
            m_isBroken = true;
            return 0;
        }
        if (take(u'-'))
            return -readPower(depth + 1);
        const double base = readAtom(depth);
        return take(u'^') ? std::pow(base, readPower(depth + 1)) : base;
    }

    double readAtom(int depth)
    {
        if (take(u'(')) {
            const double inner = readSum(depth + 1);
            m_isBroken |= !take(u')');
            return inner;
        }
        skipBlanks();
        const qsizetype start = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isDigit() || m_text[m_at] == u'.'))
            ++m_at;
        bool isNumber = false;
        const double number = m_text.sliced(start, m_at - start).toDouble(&isNumber);
        m_isBroken |= !isNumber;
        return number;
    }

    const QString m_text;
    qsizetype m_at = 0;
    bool m_isBroken = false;
};

QString inSigns(QString text)
{
    static const std::pair<QRegularExpression, QString> words[] = {
        {QRegularExpression(u"(?<=\\d),(?=\\d\\d\\d(?!\\d))"_s), QString()}, // 1,000
        {QRegularExpression(u"\\bmultiplied by\\b|\\btimes\\b|[\u00d7\u00b7]"_s), u"*"_s},
        {QRegularExpression(u"(?<=\\d) ?[xX] ?(?=\\d)"_s), u" * "_s},
        {QRegularExpression(u"\\bdivided by\\b|[\u00f7]"_s), u"/"_s},
        {QRegularExpression(u"\\bplus\\b"_s), u"+"_s},
        {QRegularExpression(u"\\bminus\\b|[\u2212]"_s), u"-"_s},
        {QRegularExpression(u"\\bto the power of\\b|\\*\\*"_s), u"^"_s},
        {QRegularExpression(u" ?\\bsquared\\b"_s), u"^2"_s},
    };
    for (const auto &[word, sign] : words)
        text.replace(word, sign);
    return text;
}

} // namespace

std::optional<Sum> sumIn(const QString &text)
{
    // Blanks around a minus, so that dates and ranges (2024-05-01, 3-4) are no calculations unless
    // they are all there is.
    static const QRegularExpression candidate(
        u"(?<![\\w.])-?\\(*-?\\d[\\d.]*(?:[ )]*(?:[*/+^]| - |(?<=[)])-) *\\(*-?\\(*\\d[\\d.]*\\)*)+"_s);
    static const QRegularExpression bare(u"^[-\\d.+*/^() ]+-[-\\d.+*/^() ]+=? *\\??$"_s);
    const QString signs = inSigns(text.toLower().left(4'000));

    QString expression;
    if (const auto found = candidate.match(signs); found.hasMatch())
        expression = found.captured();
    else if (bare.match(signs.trimmed()).hasMatch())
        expression = signs.trimmed().remove(u'=').remove(u'?');
    if (expression.isEmpty() || expression.size() > maximumLength)
        return {};
    while (expression.endsWith(u'.') || expression.endsWith(u' '))
        expression.chop(1);

    Calculator calculator(expression);
    const auto value = calculator.value();
    if (calculator.isBroken())
        return {};
    return Sum{.expression = expression.simplified(), .value = value};
}

QString numberText(double number)
{
    if (std::abs(number) < 1e15 && number == std::floor(number))
        return QString::number(number, 'f', 0);
    return QString::number(number, 'g', 10);
}

} // namespace polylogue::app::practice
