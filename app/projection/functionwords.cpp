// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/projection/functionwords.h"

#include <QSet>
#include <QString>

using namespace Qt::StringLiterals;

namespace polylogue::app::projection {

namespace {

// Of three letters and more: shorter ones do not count anyway. Those that name things in another of
// the languages, as "war" and "door" do, are left out.
const QString english = u"the and for are but not you all any can had her was one our out has have "
                        "him his how its may new now old see two who did yes she too use from they "
                        "this that with been were will your when what which their there would "
                        "could should about after again also because before being between both "
                        "down during each else even ever every few first here into just like "
                        "many more most much must near next never nor off often once only other "
                        "over own same since some still such than then them these those through "
                        "under until upon very where whether while whose why within without yet "
                        "said says say told isn't don't doesn't didn't won't can't it's "
                        "that's he's she's i'm we're they're you're"_s;
const QString german = u"der das den dem des ein eine einen einem einer eines und oder aber "
                       "nicht kein keine ist sind waren wird werden wurde wurden haben "
                       "hatte hatten sein seine seiner seinen ihre ihrer ihren ihr ihm ihn sie "
                       "wir uns unser ich mich dich dir sich auf aus bei bis durch für "
                       "gegen ohne mit nach seit von vor zum zur zwischen über unter auch noch "
                       "nur schon sehr wie was wer wenn weil dass als dann doch mehr kann können "
                       "soll sollen muss müssen will wollen diese dieser dieses diesem diesen "
                       "alle allem aller hier dort vom beim im am"_s;
const QString french = u"les des une est sont était être avoir ont avait dans pour par sur avec "
                       "sans sous entre chez que qui quoi dont mais pas plus moins très aussi "
                       "comme cette ces ses leur leurs notre nos votre vos mes mon elle elles "
                       "ils nous vous lui eux aux ainsi alors après avant même tout tous toute "
                       "toutes fait peut été donc"_s;
const QString spanish = u"los las una unos unas del que con por para como más pero sus este esta "
                        "estos estas ese esa eso sobre entre cuando muy también hasta "
                        "desde donde está están fue fueron ser han había porque ya todo "
                        "todos nos les"_s;
const QString italian = u"gli che per con del della delle dei nel nella non una uno sono come "
                        "più anche dal dalla sul sulla questo questa questi queste suo sua suoi "
                        "loro tra fra quando dopo prima essere hanno aveva"_s;
const QString dutch = u"het een dat niet zijn met voor aan ook als maar naar over bij uit "
                      "nog werd worden wordt heeft hebben had deze dit hij haar hun zij wij"_s;

QSet<QString> allWords()
{
    QSet<QString> words;
    for (const QString &language : {english, german, french, spanish, italian, dutch}) {
        const QStringList some = language.split(u' ');
        words.unite(QSet<QString>(some.begin(), some.end()));
    }
    return words;
}

} // namespace

bool isFunctionWord(QStringView word)
{
    static const QSet<QString> words = allWords();
    return words.contains(word.toString());
}

} // namespace polylogue::app::projection
