/*!
Joins the readers of credits into the attribution of an article.

The readers are: the dateline in the text or in the byline, the byline, the lines before
and after the story, the phrases, and the copyright. Each claim keeps its evidence;
claims are not weighed here.

# Choices

* An outlet's credit of itself is no claim, except in the agency's position of a
  dateline: "WASHINGTON (CNN)" is the broadcaster's copy on its own page too.
* A party is carried once, on the first evidence in the order of [`CreditEvidence`].
* A party that helped or owns a picture is not carried. It is kept among the others, so
  that a reader can see why it does not count.
*/

use crate::news::attribution::outlet::OutletOfPage;
use crate::news::attribution::values::{Attribution, CarriedCopy, Mixed, OtherCredit, PageText};
use crate::news::credit::byline::read_field;
use crate::news::credit::found::{
    CreditClaim, CreditEvidence, CreditPage, CreditRole, FoundCredits, LesserCredit,
};
use crate::news::credit::holder::read_holders;
use crate::news::credit::phrases::read_phrases;
use crate::news::credit::publisher_name::partner;
use crate::news::credit::tail::read_tail;
use crate::news::dateline::arabic;
use crate::news::dateline::arabic::byline::ArabicByline;
use crate::news::dateline::reading::Dateline;
use crate::news::opening::credit_scan::read_opening;
use crate::news::opening::dateline_scan::find_dateline;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::NamedParty;
use crate::text::plain_text::PlainText;

/// Returns the attribution of `page`: the parties whose copy it says it carries.
///
/// A page without credits carries no party's copy.
///
/// # Complexity
///
/// Reads the first and the last blocks, and the text once for signs of copyright.
pub(crate) fn attribute(page: &PageText<'_>, directory: &Directory) -> Attribution {
    let outlet = OutletOfPage::of(page, directory);
    let byline = page.byline.map(plain_byline).unwrap_or_default();
    let mut attribution = Attribution::default();
    let mut credits = FoundCredits::default();

    let found = find_dateline(page.text, page.blocks, directory);
    if let Some(found) = &found {
        let reading = &found.reading;
        attribution.place.clone_from(&reading.place);
        attribution.dateline = Some(Dateline {
            text: found.span.of(page.text).trim().to_owned(),
            span: Some(found.span),
            place: reading.place.clone(),
            date: reading.date,
            agencies: outlet.agencies(&reading.names, reading.place.as_deref()),
        });
    }
    if let Some(arabic) = arabic::byline::read(&byline, directory) {
        credits.has_unnamed = arabic.has_unnamed;
        add_arabic_byline(&mut attribution, arabic, &byline, &outlet);
    } else if !byline.is_empty() {
        read_field(&byline, directory, &mut credits);
    }
    if let Some(headline) = page.headline.filter(|_| outlet.is_portal) {
        credits.claims.extend(partner(headline, directory));
    }
    let page = CreditPage {
        text: page.text,
        blocks: page.blocks,
        dateline_at: found.map(|found| found.span.start),
        is_portal: outlet.is_portal,
        directory,
    };
    read_credits(&page, &mut credits);
    credits.claims.sort_by_key(|claim| claim.evidence);
    attribution.signs_itself = credits.claims.iter().any(|claim| {
        claim.evidence == CreditEvidence::Byline
            && outlet.is_own(&outlet.named(&claim.name, None), &claim.name.printed)
    });
    attribution.carried = carried(&attribution, credits.claims, &outlet);
    attribution.is_unnamed_reprint = credits.is_unnamed_reprint;
    attribution.others = others(credits.lesser, &outlet);
    let mut others = attribution.others.iter();
    attribution.mixed = match credits.has_unnamed {
        true => Mixed::UnnamedAgencies,
        false if others.any(|other| other.role == CreditRole::Contribution) => Mixed::Helped,
        false => Mixed::No,
    };
    attribution
}

/// Adds all credits of the page, except for its dateline and its byline field.
pub(crate) fn read_credits(page: &CreditPage<'_>, credits: &mut FoundCredits) {
    read_opening(page, credits);
    read_tail(page, credits);
    read_phrases(page, credits);
    read_holders(page, credits);
}

/// Takes the place and the agencies from the byline of an Arabic newspaper, unless the text
/// has a dateline with an agency.
fn add_arabic_byline(
    attribution: &mut Attribution,
    arabic: ArabicByline,
    byline: &str,
    outlet: &OutletOfPage<'_>,
) {
    let agencies = outlet.agencies(&arabic.names, arabic.place.as_deref());
    let has_content = arabic.place.is_some() || !agencies.is_empty();
    let is_better = attribution
        .dateline
        .as_ref()
        .is_none_or(|dateline| dateline.agencies.is_empty());
    if !has_content || !is_better {
        return;
    }
    if arabic.place.is_some() {
        attribution.place.clone_from(&arabic.place);
    }
    attribution.dateline = Some(Dateline {
        text: byline.trim().to_owned(),
        span: None,
        place: arabic.place,
        date: None,
        agencies,
    });
}

/// Returns the parties that the article carries, each once: those of the dateline, then
/// those of `claims` that are not the outlet itself.
fn carried(
    attribution: &Attribution,
    claims: Vec<CreditClaim>,
    outlet: &OutletOfPage<'_>,
) -> Vec<CarriedCopy> {
    let mut carried: Vec<CarriedCopy> = Vec::new();
    let mut add = |party: NamedParty, printed: &str, evidence| {
        let name = outlet.directory.name(&party, printed);
        if !carried.iter().any(|earlier| earlier.name == name) {
            carried.push(CarriedCopy {
                party,
                name,
                evidence,
            });
        }
    };
    let agencies = attribution
        .dateline
        .as_ref()
        .map_or(&[][..], |dateline| &dateline.agencies);
    for agency in agencies {
        let evidence = CreditEvidence::Dateline;
        add(agency.named.clone(), &agency.printed, evidence);
    }
    for claim in claims {
        let place = attribution.place.as_deref();
        let party = outlet.named(&claim.name, place);
        // One agency signs by its reporters and editors, but others do so too.
        let is_of_other = claim.evidence == CreditEvidence::Desk && !agencies.is_empty();
        if !outlet.is_own(&party, &claim.name.printed) && !is_of_other {
            add(party, &claim.name.printed, claim.evidence);
        }
    }
    carried
}

/// Returns the parties with lesser credits, except for the outlet itself.
fn others(lesser: Vec<LesserCredit>, outlet: &OutletOfPage<'_>) -> Vec<OtherCredit> {
    let other = |lesser: LesserCredit| {
        let party = outlet.named(&lesser.name, None);
        (!outlet.is_own(&party, &lesser.name.printed)).then(|| OtherCredit {
            name: outlet.directory.name(&party, &lesser.name.printed),
            party,
            role: lesser.role,
        })
    };
    lesser.into_iter().filter_map(other).collect()
}

/// Returns a byline without the markup and the fixed blanks that scrapers leave in it.
fn plain_byline(byline: &str) -> String {
    PlainText::of(byline).text().replace('\u{A0}', " ")
}
