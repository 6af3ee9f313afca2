/*!
Spelled-out numbers and their digits.

One outlet prints "four" and another "4", which is the same fact. "One" is left
out, because it is an article in most languages.
*/

use std::sync::OnceLock;

use crate::text::lexicon::Lexicon;
use crate::text::words::Words;

/// Digits and their names in several languages.
const NAMES: &[(&str, &str)] = &[
    (
        "2",
        "two zwei deux dos dois duas twee два две twee اثنان اثنين إثنين två",
    ),
    ("3", "three drei trois tres tre três drie три ثلاثة ثلاث"),
    (
        "4",
        "four vier quatre cuatro quattro quatro четыре أربعة أربع fyra",
    ),
    ("5", "five fünf cinq cinco cinque vijf пять خمسة خمس fem"),
    ("6", "six sechs seis zes шесть ستة ست seks"),
    (
        "7",
        "seven sieben sept siete sette sete zeven семь سبعة سبع",
    ),
    (
        "8",
        "eight acht huit ocho otto oito восемь ثمانية ثماني ثمان åtte åtta",
    ),
    ("9", "nine neun neuf nueve nove negen девять تسعة تسع"),
    ("10", "ten zehn dix diez dieci tien десять عشرة عشر tio"),
    ("11", "eleven elf onze undici elva"),
    ("12", "twelve zwölf douze doce dodici doze twaalf tolv"),
];

struct NumeralTable {
    names: Lexicon,
    /// The hashes of names, sorted, each with the hash of its digits.
    digits: Vec<(u64, u64)>,
}

fn table() -> &'static NumeralTable {
    static TABLE: OnceLock<NumeralTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut all = String::new();
        let mut digits = Vec::new();
        for (number, names) in NAMES {
            let hash = Words::of(number).hashes()[0];
            digits.extend(Words::of(names).hashes().iter().map(|&name| (name, hash)));
            all.push_str(names);
            all.push(' ');
        }
        digits.sort_unstable();
        NumeralTable {
            names: Lexicon::new(&all),
            digits,
        }
    })
}

pub(crate) fn names() -> &'static Lexicon {
    &table().names
}

/// Returns the hash of the digits if `word` is the hash of a number's name, and
/// `word` otherwise.
pub(crate) fn in_digits(word: u64) -> u64 {
    let table = table();
    if !table.names.contains(word) {
        return word;
    }
    let place = table.digits.partition_point(|&(name, _)| name < word);
    // Each name has its digits.
    table.digits[place].1
}
