/*!
Words that name rubrics, sections and services.

They are evidence beside other evidence: a headline of these words may still be
a story's, and most standing headlines have other words.
*/

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::news::headline::terms::{Term, terms_of};

const RUBRICS: &str = "\
letter letters editor editors editorial editorials opinion column columnist guest commentary \
news headlines headline briefs brief report reports weekly daily week month year today summary \
roundup review update updates digest stories story top best most past latest read \
this your from with here what about \
warnings watches advisories advisory alerts alert closings delays notes notebook calendar events schedule community local \
national world state nation sports scores scoreboard standings results weather forecast \
obituaries obituary obits deaths births weddings engagements anniversaries police log blotter \
court records arrests classified classifieds ads advertise advertising subscribe subscription \
subscriptions subscriber contact contacts about staff policy policies privacy terms contest \
contests rules horoscope horoscopes crossword puzzle puzzles cartoon cartoons comics quote \
quotes people names faces students student athlete athletes month photos photo gallery video \
videos podcast episode newsletter archive archives section sections category tag index page \
front cover print edition editions issue home homepage live stream watch listen music playlist \
programs program show shows station team submit login register search jobs homes autos legals \
notices notice public menu meetings agenda \
leserbrief leserbriefe kommentar kommentare kolumne glosse nachrichten kurznachrichten meldungen \
polizeibericht polizeimeldungen wetter wetterbericht vorhersage termine veranstaltungen kalender \
familienanzeigen traueranzeigen todesanzeigen horoskop rätsel kurz notiert tipp tipps woche \
presseschau impressum datenschutz kontakt abo newsletter startseite übersicht chronik lotto \
lottozahlen spieltag tabelle ergebnisse fernsehprogramm \
cartas editor editorial opinión columna noticias titulares agenda clima tiempo pronóstico \
obituarios esquelas horóscopo efemérides portada resumen boletín \
courrier lecteurs lettres éditorial chronique brèves actualités météo agenda nécrologie horoscope \
lettere direttore editoriale notizie meteo oroscopo necrologi rubrica \
cartas leitor notícias previsão horóscopo \
أخبار الأخبار نشرة موجز عناوين الصحف افتتاحية رأي مقال كلمة زاوية كاريكاتير الطقس وفيات أسعار \
العملات مواقيت الصلاة أوقات";

/// Returns whether `term` is a word of rubrics, a number or part of a date.
#[must_use]
pub fn is_rubric_word(term: Term) -> bool {
    static TERMS: LazyLock<HashSet<Term>> =
        LazyLock::new(|| terms_of(RUBRICS).into_iter().collect());
    term.is_number() || TERMS.contains(&term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubric_words_of_several_languages_are_known() {
        for (headline, expected) in [
            ("Letters to the Editor", 2),
            ("Leserbriefe", 1),
            ("Cartas al editor", 2),
            ("أخبار", 1),
            ("Ferry sinks off Skarholm", 0),
        ] {
            let known = terms_of(headline)
                .into_iter()
                .filter(|&term| is_rubric_word(term))
                .count();
            assert_eq!(known, expected, "{headline}");
        }
    }
}
