//! Lists of headlines for the tests of this folder, and tests of all steps
//! together.

use proptest::prelude::*;

use crate::article::ArticleId;
use crate::convert::to_u32;
use crate::news::addresses::page::PageAddress;
use crate::news::dates::published::Published;
use crate::news::headline::kicker::after_kicker;
use crate::news::headline::parts::HeadlineEnding;
use crate::news::headline::terms::headline_key;
use crate::news::headline::terms::terms_of;
use crate::pipeline::fingerprint::headline::KeptHeadline;
use crate::pipeline::headlines::groups::group_spellings;
use crate::pipeline::headlines::listing::HeadlineList;
use crate::pipeline::headlines::spellings::Spellings;
use crate::spill::budget::MemoryBudget;
use crate::syndication::headlines::group::PrintedHeadline;
use crate::syndication::headlines::spelling::Spelling;

/// Stands for a page without an outlet.
const NO_OUTLET: u32 = u32::MAX;

/// Outlet, day of publication, address, headline. A bar begins a suffix.
pub(crate) type SampleHeadline<'a> = (u32, &'a str, &'a str, &'a str);

pub(crate) fn list(headlines: &[SampleHeadline<'_>], budget: &MemoryBudget) -> HeadlineList {
    let mut list = HeadlineList::new(budget);
    for (number, &(outlet, published, url, headline)) in (0..).zip(headlines) {
        let core = headline.split('|').next().unwrap_or(headline);
        let (Some(key), Some(whole)) = (headline_key(core), headline_key(headline)) else {
            continue;
        };
        let ending = match core.ends_with("...") {
            true => HeadlineEnding::Truncated,
            false => HeadlineEnding::Complete,
        };
        let page = PageAddress::parse(url);
        let printed = PrintedHeadline {
            outlet: Some(outlet).filter(|&outlet| outlet != NO_OUTLET),
            published: Published::parse(published),
            ending,
            ..PrintedHeadline::new(ArticleId::new(number), page)
        };
        let terms = terms_of(core);
        let kicker = after_kicker(core).map_or(0, |end| terms_of(&core[..end]).len());
        let headline = KeptHeadline {
            key,
            whole,
            page,
            ending,
            kicker: to_u32(kicker),
            terms,
        };
        list.push(&headline, printed)
            .expect("temporary files can be written");
    }
    list
}

/// A budget that is enough for every test.
fn large_budget() -> MemoryBudget {
    MemoryBudget::new(1 << 30, None)
}

fn spellings(headlines: &[SampleHeadline<'_>], budget: &MemoryBudget) -> Spellings {
    let list = list(headlines, budget).finish();
    list.expect("temporary files can be read back").0
}

#[test]
fn equal_headlines_are_one_spelling() {
    let headlines = [
        (1, "2024-03-04", "", "Ferry sinks off Skarholm"),
        (2, "2024-03-05", "", "FERRY SINKS OFF SKARHOLM"),
        (2, "2024-03-05", "", "Budget falls"),
    ];
    let spellings = spellings(&headlines, &large_budget());
    assert_eq!(spellings.len(), 2);
    let both = spellings
        .numbers()
        .find(|&number| spellings.is_repeated(number));
    let both = spellings.reader().get(both.unwrap()).unwrap();
    let printed = both.printed.unwrap();
    assert!(both.articles == 2 && printed.first < printed.last && printed.to_the_day);
}

#[test]
fn records_are_read_as_written_from_memory_and_from_disk() {
    let rubric = "Letters from Skarholm";
    let others: Vec<String> = (0..3000).map(|n| format!("Ferry {n} sinks...")).collect();
    let mut headlines: Vec<SampleHeadline<'_>> = Vec::new();
    for other in &others {
        headlines.push((NO_OUTLET, "", "", other));
        headlines.push((3, "2024", "https://a.example/letters", rubric));
    }
    headlines.push((4, "2024-03-04", "https://b.example/news/1", rubric));
    for memory in [0, 1 << 30] {
        let spellings = spellings(&headlines, &MemoryBudget::new(memory, None));
        assert_eq!(spellings.len(), 3001);
        let mut reader = spellings.reader();
        let (mut spelling, mut before) = (Spelling::default(), None);
        for number in spellings.numbers() {
            let articles = reader.read(number, &mut spelling).unwrap();
            assert!(before < Some(spelling.key));
            before = Some(spelling.key);
            let mut printed = Vec::new();
            reader.articles(articles, &mut printed).unwrap();
            assert_eq!(printed.len(), spelling.articles as usize);
            assert!(printed.is_sorted_by_key(|one| one.article));
            let place = printed[0].article.index();
            assert_eq!(headline_key(headlines[place].3), Some(spelling.key));
            assert_eq!(terms_of(headlines[place].3), spelling.terms);
            let is_rubric = spelling.articles > 1;
            assert_eq!(spellings.is_repeated(number), is_rubric);
            assert_eq!(spelling.is_truncated, !is_rubric);
            assert_eq!(spelling.printed.is_some(), is_rubric);
            if is_rubric {
                assert_eq!(printed.len(), 3001);
                assert_eq!(printed[0].outlet, Some(3));
                assert_eq!(printed[3000].outlet, Some(4));
                assert_ne!(printed[0].address, printed[3000].address);
                assert!(spelling.printed.is_some_and(|printed| !printed.to_the_day));
            }
        }
    }
}

/// Returns for each group its spellings: their keys and articles.
fn groups(
    headlines: &[SampleHeadline<'_>],
    budget: &MemoryBudget,
) -> Vec<Vec<(u64, Vec<PrintedHeadline>)>> {
    let list = list(headlines, budget);
    let grouped = group_spellings(list, budget).expect("files can be used");
    let mut reader = grouped.spellings.reader();
    let mut read = |&number: &u32| {
        let (mut spelling, mut printed) = (Spelling::default(), Vec::new());
        let place = reader.read(number, &mut spelling);
        let place = place.expect("files can be read");
        let articles = reader.articles(place, &mut printed);
        articles.expect("files can be read");
        (spelling.key, printed)
    };
    let stars = (0..grouped.stars.count()).map(|index| grouped.stars.star(index));
    stars
        .map(|star| star.iter().map(&mut read).collect())
        .collect()
}

/// Headlines that the sample headlines are made of.
const STORIES: [&str; 4] = [
    "Mother of Skarholm ferry captain Lindqvist takes stand in trial over sinking off Tarnby",
    "Wexmoor council votes to dismiss harbour secretary Tucker Lindqvist over ferry terminal",
    "Admiral interviewed after Skarholm lighthouse keeper vanishes during autumn storm warning",
    "Letters to the editor",
];

/// Times of publication.
const TIMES: [&str; 5] = ["2024-03-04", "2024-03-05", "2021-03-04", "2024", ""];

/// Returns a headline that names a number and a story, without the word
/// `left_out`, cut to `length` words, and followed by `ending`.
fn reworded(story: usize, number: u8, left_out: usize, length: usize, ending: &str) -> String {
    let named = format!("Pier {number} {}", STORIES[story]);
    let words = named.split(' ').enumerate();
    let words = words.filter(|&(index, _)| index != left_out).take(length);
    let words: Vec<&str> = words.map(|(_, word)| word).collect();
    words.join(" ") + ending
}

#[test]
fn all_ways_to_another_spelling_lead_to_one_group() {
    let whole = reworded(0, 1, 99, 99, "");
    let (truncated, shorter) = (reworded(0, 1, 99, 10, "..."), reworded(0, 1, 4, 99, ""));
    let (with_suffix, with_name) = (whole.clone() + "| Post", whole.clone() + " Post");
    let headlines = [
        &whole,
        &whole,
        &truncated,
        &shorter,
        &with_suffix,
        &with_name,
    ];
    let headlines = headlines.map(|headline| (1, TIMES[0], "", headline.as_str()));
    let groups = groups(&headlines, &large_budget());
    assert_eq!(groups.len(), 1);
    let articles: usize = groups[0].iter().map(|spelling| spelling.1.len()).sum();
    assert_eq!((groups[0].len(), articles), (4, 6));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    #[test]
    fn groups_do_not_depend_on_the_memory_budget(
        made in prop::collection::vec(
            (
                0..STORIES.len(),
                any::<u8>(),
                0_usize..30,
                3_usize..20,
                prop::sample::select(vec!["", "", "...", "| Post", " Post"]),
                prop::sample::select(TIMES.to_vec()),
                0_u32..4,
            ),
            0..1200,
        ),
    ) {
        let texts: Vec<String> = made
            .iter()
            .map(|one| reworded(one.0, one.1, one.2, one.3, one.4))
            .collect();
        let headlines: Vec<SampleHeadline<'_>> = made
            .iter()
            .zip(&texts)
            .map(|(one, text)| (one.6, one.5, "", text.as_str()))
            .collect();
        let no_memory = MemoryBudget::new(0, None);
        prop_assert_eq!(groups(&headlines, &no_memory), groups(&headlines, &large_budget()));
    }
}
