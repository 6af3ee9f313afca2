/*!
The quoted spans of a text.
*/

use crate::news::quotes::announced::{announced, posts};
use crate::news::quotes::marks::quoted_in_paragraph;
use crate::text::Span;

/// Returns the quoted spans of `text`, whose paragraphs are `blocks`, with their
/// marks. The spans are in order and do not touch.
///
/// # Complexity
///
/// `O(n)` time.
pub(crate) fn quoted(text: &str, blocks: &[Span]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut left_open = None;
    for &paragraph in blocks {
        left_open = quoted_in_paragraph(text, paragraph, left_open, &mut spans);
    }
    let mut whole = Vec::new();
    if text.contains('@') {
        posts(text, blocks, &mut whole);
    }
    announced(text, blocks, &spans, &mut whole);
    spans.append(&mut whole);
    merge(spans)
}

/// Sorts the spans and joins those that touch.
fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::blocks::blocks;

    fn shown(text: &str) -> Vec<&str> {
        let quoted = quoted(text, &blocks(text));
        quoted.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_of_many_languages_open_and_close_quotations() {
        let table: &[(&str, &[&str])] = &[
            (
                "Er sagte: „Der Hafen bleibt zu.“ Dann ging er.",
                &["„Der Hafen bleibt zu.“"],
            ),
            (
                "Elle a dit : « Le port ferme. » Puis rien.",
                &["« Le port ferme. »"],
            ),
            (
                "»Der Hafen bleibt zu«, sagte er.",
                &["»Der Hafen bleibt zu«"],
            ),
            (
                "Der Kapitän sagte: „Die Fähre liegt fest.\nSie fährt nicht.“ Dann ging er in sein Büro.",
                &["„Die Fähre liegt fest.", "Sie fährt nicht.“"],
            ),
            ("Sie fährt nicht“, sagte er und ging.", &[]),
            ("وقال لـ«الميناء» إنه مغلق", &["«الميناء»"]),
            (
                "قال ”الميناء مغلق“ ثم غادر وقال ”نعود غدا“ بعد ذلك",
                &["”الميناء مغلق“", "”نعود غدا“"],
            ),
            (
                "Staden sade ”hamnen stängs” och gick.",
                &["”hamnen stängs”"],
            ),
            ("市长说“港口关闭”。", &["“港口关闭”"]),
            ("市長は「港は閉まる」と述べた。", &["「港は閉まる」"]),
            ("The mayor's pier isn't the county's.", &[]),
            ("He said \"we will see\" and left.", &["\"we will see\""]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), *expected, "{text}");
        }
    }

    #[test]
    fn an_announced_paragraph_is_quoted_whole() {
        let statement = "The board said in a statement:\nAll boats stay in harbour until Friday.\nThe storm began at noon.";
        assert_eq!(
            shown(statement),
            ["All boats stay in harbour until Friday."]
        );
        let post = "The mayor tweeted about it again.\nOn my way to the pier, which looks better every day…\nShe left at noon.";
        assert_eq!(
            shown(post),
            ["On my way to the pier, which looks better every day…"]
        );
        for post in [
            "We are heartbroken by the news from Skarholm.",
            "My heart goes out to the crew.",
            "Thinking of the crew, as all of us are",
        ] {
            let text = format!("The team tweeted a statement.\n{post}");
            assert_eq!(shown(&text), [post]);
            let text = format!("The team put it on Facebook.\n{post}");
            assert_eq!(shown(&text), [post]);
            let text = format!("THE TEAM TWEETED A STATEMENT.\n{post}");
            assert_eq!(shown(&text), [post]);
            let text = format!("The team put it on FaceBook.\n{post}");
            assert_eq!(shown(&text), [post]);
        }
        let founder = "The ship belonged to Facebook founder Ann Berg.\nThe ferry sank. \"When I saw it, I ran,\" said the cook. Forty people were saved.";
        assert_eq!(shown(founder), ["\"When I saw it, I ran,\""]);
        let column = "We will see what our ferries are worth.";
        for before in [
            "Share on Facebook",
            "Follow us on Twitter.",
            "Posted at 10:36.",
            "“The ferry is late,” she tweeted on Monday.",
            "Hours may be other than posted.",
        ] {
            let text = format!("{before}\n{column}");
            assert!(!shown(&text).contains(&column), "{before}");
        }
        for report in [
            "The US Coast Guard was on its way.",
            "The ferry sank, the mayor told our paper.",
        ] {
            let text = format!("The mayor tweeted about it.\n{report}");
            assert!(shown(&text).is_empty(), "{report}");
        }
        let list = "Ships in the harbour on Monday:\nThe Gull and the Heron.\nMore will come.";
        assert!(shown(list).is_empty());
    }

    #[test]
    fn the_paragraph_above_a_signature_is_a_post() {
        let post = "The ferry is late again.";
        for signature in [
            "— Vera Dahl (@veradahl) July 16, 2024",
            "– Vera Dahl (@veradahl)",
            "- Vera Dahl (@veradahl) 16 July",
            "A post shared by Vera Dahl (@veradahl) on",
        ] {
            let text = format!("{post}\n{signature}");
            assert_eq!(shown(&text), [post, signature], "{signature}");
        }
        for line in [
            "Follow Vera Dahl on Twitter (@veradahl).",
            "By Vera Dahl (@veradahl)",
        ] {
            let text = format!("{post}\n{line}");
            assert!(shown(&text).is_empty(), "{line}");
        }
    }
}
