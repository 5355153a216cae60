// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/practice/topics.h"

#include "app/practice/words.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace polylogue::app::practice {

namespace {

struct Topic
{
    QStringView name;
    QStringView words;
};

// What a school child would put together; words of two topics stand in the one they tell more of.
constexpr Topic topics[] = {
    {u"sports",
     u"sport game games match team player coach season league cup final finals championship "
     "champion title win winner victory beat defeat lose loss score goal point points football "
     "soccer baseball basketball hockey tennis golf cricket rugby race racing runner athlete "
     "olympic olympics medal gold silver bronze tournament round quarter half inning innings "
     "pitcher quarterback striker midfielder goalkeeper playoff playoffs stadium fans referee "
     "rookie squad swimmer cyclist boxing boxer marathon sprint wicket batsman homer touchdown "
     "knee injury training captain club clubs ball bat racket serve set seed seeded open masters "
     "grand prix nba nfl mlb nhl fifa uefa"},
    {u"politics",
     u"president minister government parliament election elections vote voter votes voters senate "
     "senator congress party parties democrat republican campaign candidate leader policy law bill "
     "reform cabinet coalition opposition prime chancellor king queen embassy ambassador diplomat "
     "diplomatic treaty talks summit sanctions united nations council foreign nation national "
     "state country republic democracy protest protesters rally referendum constitution mayor "
     "governor office official officials authorities resign resigned"},
    {u"war",
     u"war army soldier soldiers troops military attack attacks bomb bombs bombing blast explosion "
     "kill killed killing killings dead death deaths die died wounded hostage hostages rebel "
     "rebels "
     "militant militants insurgent insurgents terrorist terrorism terror gunmen fighting fight "
     "battle weapon weapons missile missiles nuclear peace ceasefire truce border violence violent "
     "strike strikes raid clash clashes guerrilla invasion occupation refugee refugees massacre "
     "kidnap kidnapped siege iraq iraqi baghdad iran israeli israel palestinian palestinians gaza "
     "afghanistan sudan"},
    {u"computing",
     u"computer computers software hardware internet web website online network networks server "
     "servers program programs code data digital download downloads file files browser search "
     "engine email mail spam virus worm hacker hackers security flaw patch user users system "
     "systems windows linux microsoft apple google ibm intel chip chips processor pc laptop "
     "desktop "
     "phone phones mobile wireless cellphone broadband technology tech device devices gadget video "
     "screen console electronics electronic camera cameras dvd site sites version release "
     "released developer developers application applications database robot robots "
     "silicon cyber"},
    {u"science",
     u"science scientist scientists research researcher researchers study studies laboratory "
     "experiment discovery discover discovered theory physics chemistry biology species fossil "
     "fossils dinosaur gene genes genetic dna cell cells stem brain evolution climate warming "
     "energy atom molecule space nasa rocket orbit orbiting satellite satellites planet planets "
     "mars moon saturn earth sun solar star stars galaxy galaxies universe astronomer astronomers "
     "telescope spacecraft shuttle astronaut astronauts mission probe comet asteroid lunar "
     "hydrogen ancient expedition arctic antarctic"},
    {u"business",
     u"business company companies firm corporation market markets stock stocks share shares "
     "investor investors profit profits earnings revenue sales sale price prices oil crude barrel "
     "dollar dollars euro bank banks banking economy economic growth inflation rate rates interest "
     "trade deficit budget tax taxes merger acquisition bid deal deals buy bought sell sold chief "
     "executive ceo quarter quarterly forecast analyst analysts wall street fund funds bond bonds "
     "debt loan jobs unemployment workers labor union factory retail retailer airline airlines "
     "billion million pension bankruptcy consumer consumers industry"},
    {u"health",
     u"health doctor doctors nurse hospital patient patients disease illness sick medicine medical "
     "drug drugs vaccine flu virus cancer heart blood surgery treatment therapy pain diet exercise "
     "sleep pregnant pregnancy aids hiv infection infected epidemic fever clinic pill pills"},
    {u"weather",
     u"weather rain rainy snow storm storms hurricane typhoon tornado flood floods wind winds "
     u"cloud "
     "clouds sunny sunshine temperature temperatures heat cold warm frost thunder lightning "
     "drought earthquake forecaster morn dawn midnight sky"},
    {u"sea",
     u"sea ocean ship ships boat boats harbour harbor port sail sailing sailor sailors captain "
     u"wave "
     "waves tide tides coast coastal island islands beach fish fishing fisherman lighthouse reef "
     "anchor voyage maelstrom whale whales shark sharks navy submarine ferry vessel"},
    {u"food",
     u"food eat eating cook cooking kitchen recipe bread cheese meat vegetable vegetables fruit "
     "apple apples cake sugar salt soup rice egg eggs milk butter coffee tea wine beer restaurant "
     "dinner lunch breakfast meal taste sweet chef bake baking oven"},
    {u"animals",
     u"animal animals dog dogs puppy cat cats kitten bird birds horse horses cow cows sheep pig "
     "chicken lion tiger bear wolf elephant monkey mouse snake spider bee bees insect insects zoo "
     "pet pets feather wing wings"},
    {u"plants",
     u"plant plants tree trees forest flower flowers garden gardener leaf leaves grass seed seeds "
     "root roots farm farmer farmers crop crops harvest soil rose meadow"},
    {u"travel",
     u"travel traveler journey trip tourist tourists tourism hotel flight flights airport plane "
     "planes pilot train trains railway station bus car cars road roads bridge passenger "
     "passengers "
     "ticket tickets luggage map passport holiday vacation"},
    {u"arts",
     u"music musician song songs singer sing singing band concert album guitar piano violin "
     "orchestra opera dance dancer film films movie movies actor actress cinema theatre theater "
     "painting painter paint artist artists art gallery museum book books novel author writer poem "
     "poet poetry story stories festival television tv show"},
    {u"school",
     u"school schools teacher teachers student students pupil class classroom lesson lessons learn "
     "learning university college professor exam exams homework education library degree"},
    {u"justice",
     u"court courts judge judges jury trial lawyer lawyers attorney lawsuit sue sued guilty "
     u"verdict "
     "sentence sentenced prison jail police arrest arrested crime criminal murder thief theft "
     "fraud "
     "charges charged suspect suspects witness legal appeal"},
    {u"home",
     u"home house houses room door window roof wall walls floor bed table chair family mother "
     "father parent parents child children son daughter brother sister baby husband wife marriage "
     "wedding birthday friend friends neighbour neighbor"},
    {u"faith",
     u"church god faith religion religious pray prayer priest bishop pope christian muslim islam "
     "islamic jewish hindu buddhist temple mosque bible holy soul heaven angel christmas easter"},
};

} // namespace

QString topicOfStem(const QString &stem)
{
    static const QHash<QString, QString> topicOf = [] {
        QHash<QString, QString> map;
        for (const Topic &topic : topics) {
            for (const QStringView word : topic.words.split(u' ', Qt::SkipEmptyParts)) {
                const QString key = stemOf(word.toString());
                if (!map.contains(key))
                    map.insert(key, topic.name.toString());
            }
        }
        return map;
    }();
    return topicOf.value(stem);
}

} // namespace polylogue::app::practice
