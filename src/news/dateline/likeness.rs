/*!
Whether Arabic words that no table has look like a person or like a place.

A person's name has two words or begins as names do; a place is one word, or
begins as places do. What is neither stays open: who asks knows what stands
beside it.
*/

use crate::news::captions::speaks_of_picture;
use crate::news::dateline::head::begins_speech;
use crate::news::name_key::WordList;

/// Words of a place, at most.
pub(crate) const PLACE_WORDS: usize = 3;

/// First names and parts of names.
static NAMES: WordList = WordList::new(
    "محمد أحمد احمد علي عبدالله عبد خالد فهد سعد سعيد سعود سلطان سلمان ناصر فيصل تركي بندر نايف ماجد \
    ياسر حسن حسين إبراهيم ابراهيم يوسف عمر عثمان صالح حمد حامد حمود مروان متعب مرشد نواف طارق وليد هاني سامي سامر رامي \
    كمال جمال كريم مصطفى محمود إسماعيل اسماعيل بن آل أبو ابو أم نورة سارة مريم فاطمة عائشة ريم هدى منى نوال هند أمل \
    جون ديفيد مايكل عادل عاصم عايض عواد بدر راشد مشعل منصور مساعد مبارك ظافر زياد غازي فواز فارس عماد عصام أسامة أيمن \
    هشام حاتم رياض سالم سليمان شادي طلال عيسى موسى يحيى زهير نبيل وائل ثامر جابر فاروق هيثم بشائر رغد نجلاء حورية سوسن",
);

/// Words with which places begin.
static PLACE_STARTS: WordList = WordList::new(
    "مدينة محافظة وادي حفر خميس سان سانت نيو بيت تل رأس راس جزيرة شرم دير عين ولاية مطار قرية مركز حي \
    بور لوس ريو كوالا أديس بنوم هونغ كيب مقاطعة شمال جنوب شرق غرب جبل خان منطقة",
);

/// What an unknown part looks like, from a person to a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    Person,
    Open,
    Place,
}

/// What `text`, a part that no table has, looks like.
pub(crate) fn likeness(text: &str) -> Likeness {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| {
        NAMES.has(word)
            || word.starts_with("عبدال")
            || word.starts_with("أ.")
            || word.starts_with("د.")
    };
    match words.as_slice() {
        [] => Likeness::Person,
        _ if begins_speech(text) || speaks_of_picture(text) => Likeness::Person,
        // The name of a site among Arabic ones, or a number.
        _ if text.is_ascii() => Likeness::Person,
        [first, ..] if PLACE_STARTS.has(first) && words.len() <= PLACE_WORDS => Likeness::Place,
        [one] if is_name(one) => Likeness::Person,
        [_] => Likeness::Place,
        _ if words.iter().any(is_name) || words.len() > PLACE_WORDS => Likeness::Person,
        _ if words.iter().all(|word| word.starts_with("ال")) => Likeness::Place,
        // Two words without a sign: most are a person's.
        _ => Likeness::Open,
    }
}

/// Whether places begin with `word`.
pub(crate) fn begins_place(word: &str) -> bool {
    PLACE_STARTS.has(word)
}
