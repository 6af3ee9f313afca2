/*!
A small set of words with a fast lookup, for looking up every word of a text; and
the set of spelled-out numbers.
*/

use std::sync::LazyLock;

use crate::text::words::Words;

/// Bits of the table that rejects most words. With a hundred words in the set, it
/// passes one other word in a hundred and sixty.
const TABLE_BITS: usize = 1 << 14;

/// A set of words, by the hashes of their folded spelling.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    table: [u64; TABLE_BITS / 64],
    /// Sorted.
    words: Vec<u64>,
}

impl Lexicon {
    pub(crate) fn new(text: &str) -> Lexicon {
        let mut words = Words::of(text).hashes().to_vec();
        words.sort_unstable();
        words.dedup();
        let mut table = [0; TABLE_BITS / 64];
        for &word in &words {
            let (index, bit) = place(word);
            table[index] |= bit;
        }
        Lexicon { table, words }
    }

    #[inline]
    pub(crate) fn contains(&self, word: u64) -> bool {
        self.may_contain(word) && self.words.binary_search(&word).is_ok()
    }

    /// Returns `false` for most words that are not in the set, and `true` for all
    /// others. This is the first step of [`Lexicon::contains`].
    #[inline]
    pub(crate) fn may_contain(&self, word: u64) -> bool {
        let (index, bit) = place(word);
        self.table[index] & bit != 0
    }
}

/// Returns the number of the table that a word belongs to, and the bit in it.
#[inline]
fn place(word: u64) -> (usize, u64) {
    let [low, high, ..] = word.to_le_bytes();
    let bit = usize::from(u16::from_le_bytes([low, high])) % TABLE_BITS;
    (bit / 64, 1 << (bit % 64))
}

/// Digits and their names in several languages, one number a line. One outlet prints "four" and
/// another "4", which is the same fact. "One" is left out, because it is an article
/// in most languages.
const NUMBER_NAMES: &[&str] = &[
    "2 two zwei deux dos dois duas twee два две twee اثنان اثنين إثنين två",
    "3 three drei trois tres tre três drie три ثلاثة ثلاث",
    "4 four vier quatre cuatro quattro quatro четыре أربعة أربع fyra",
    "5 five fünf cinq cinco cinque vijf пять خمسة خمس fem",
    "6 six sechs seis zes шесть ستة ست seks",
    "7 seven sieben sept siete sette sete zeven семь سبعة سبع",
    "8 eight acht huit ocho otto oito восемь ثمانية ثماني ثمان åtte åtta",
    "9 nine neun neuf nueve nove negen девять تسعة تسع",
    "10 ten zehn dix diez dieci tien десять عشرة عشر tio",
    "11 eleven elf onze undici elva",
    "12 twelve zwölf douze doce dodici doze twaalf tolv",
];

struct NumeralTable {
    names: Lexicon,
    /// The hashes of names, sorted, each with the hash of its digits.
    digits: Vec<(u64, u64)>,
}

static NUMERALS: LazyLock<NumeralTable> = LazyLock::new(|| {
    let mut all = String::new();
    let mut digits = Vec::new();
    for line in NUMBER_NAMES {
        let (number, names) = line.split_once(' ').expect("digits and names");
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
});

pub(crate) fn number_names() -> &'static Lexicon {
    &NUMERALS.names
}

/// Returns the hash of the digits if `word` is the hash of a number's name, and
/// `word` otherwise.
pub(crate) fn in_digits(word: u64) -> u64 {
    let table = &*NUMERALS;
    if !table.names.contains(word) {
        return word;
    }
    let place = table.digits.partition_point(|&(name, _)| name < word);
    // Each name has its digits.
    table.digits[place].1
}
