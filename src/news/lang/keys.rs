/*!
The keys of the language files: which lists of words a language has.

Words are in lower case and compared with lower-cased text, unless the key says
otherwise.
*/

/// Defines [`WordKey`] and the names of the keys in the files.
macro_rules! word_keys {
    ($($(#[$doc:meta])* $key:ident = $name:literal,)+) => {
        /// A list of words that a language file may have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum WordKey {
            $($(#[$doc])* $key,)+
        }

        impl WordKey {
            /// All keys, in the order of their numbers.
            pub(crate) const ALL: &'static [WordKey] = &[$(WordKey::$key,)+];

            /// Returns the name of the key in the files.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(WordKey::$key => $name,)+
                }
            }
        }
    };
}

word_keys! {
    // Language.

    /// Common short words that distinguish the languages of the Latin script.
    StopWords = "stop_words",

    // Dates.

    /// Names and abbreviations of the month in printed dates, without a stop.
    January = "january",
    /// See [`WordKey::January`].
    February = "february",
    /// See [`WordKey::January`].
    March = "march",
    /// See [`WordKey::January`].
    April = "april",
    /// See [`WordKey::January`].
    May = "may",
    /// See [`WordKey::January`].
    June = "june",
    /// See [`WordKey::January`].
    July = "july",
    /// See [`WordKey::January`].
    August = "august",
    /// See [`WordKey::January`].
    September = "september",
    /// See [`WordKey::January`].
    October = "october",
    /// See [`WordKey::January`].
    November = "november",
    /// See [`WordKey::January`].
    December = "december",
    /// Days of the week in printed dates, and their abbreviations.
    Weekdays = "weekdays",
    /// Other words of printed dates that do not change the date: "of", "de",
    /// endings of ordinals.
    DateFillers = "date_fillers",
    /// First words of the months of the Islamic calendar.
    IslamicMonths = "islamic_months",
    /// Second words of the months of the Islamic calendar.
    IslamicMonthParts = "islamic_month_parts",
    /// Words between the dates of two calendars: "corresponding to".
    CalendarLinks = "calendar_links",
    /// The twelve months in order, in full. Times of publication in records,
    /// addresses, and the dates glued to headlines are read with these; any
    /// beginning of at least three letters may stand for the name. ASCII only.
    RecordMonths = "record_months",
    /// The seven days of the week from Monday on, in full, for times of
    /// publication in records. ASCII only; abbreviated as the months are.
    RecordWeekdays = "record_weekdays",

    // Headlines.

    /// Words before the number of an age, in order: "il y a" of "il y a 3
    /// heures".
    AgeBefore = "age.before",
    /// Units of an age: "hours" of "4 hours ago".
    AgeUnits = "age.units",
    /// Words after the unit of an age, in order: "ago" of "4 hours ago".
    AgeAfter = "age.after",
    /// Words that form another word with the last word before the number, so
    /// that there is no age: "zu" of "zuvor 3 Stunden".
    AgeJoined = "age.joined",
    /// Labels glued between a headline and its age, in the case of print.
    AgeLabels = "age.labels",
    /// Markers of a later version of a story. Markers stand before a colon or a
    /// dash, or in brackets.
    MarkerUpdate = "marker.update",
    /// Markers of a story that is sent again unchanged.
    MarkerRepeat = "marker.repeat",
    /// Markers of a story that is sent again with a minor change.
    MarkerRefile = "marker.refile",
    /// Markers of a corrected error of fact.
    MarkerCorrected = "marker.corrected",
    /// Markers of several stories joined into one.
    MarkerWrapup = "marker.wrapup",
    /// Markers of a new lead.
    MarkerLead = "marker.lead",
    /// Markers of news that is just happening.
    MarkerUrgent = "marker.urgent",
    /// Markers of the genre, or of the topic.
    MarkerGenre = "marker.genre",
    /// Markers of pictures, video and sound.
    MarkerMedia = "marker.media",
    /// Signs for the desk: `HED:`.
    MarkerDesk = "marker.desk",
    /// Markers so short that they count only in brackets or with a number.
    MarkerShortForms = "marker.short_forms",
    /// Words before the markers in brackets, with the blank behind them: "with
    /// " of "(with video)".
    MarkerWith = "marker.with",
    /// Words between several markers in brackets: "and" of "(photos and video)".
    MarkerAnd = "marker.and",
    /// Words that are a marker of the topic when a dash joins them to the
    /// headline: "Soccer-".
    MarkerTopics = "marker.topics",
    /// Markers and topics that are also the first half of compounds in this
    /// language: "NBA-Saison".
    MarkerCompounds = "marker.compounds",
    /// Second halves of compounds after an abbreviation: "based" of
    /// "Mass.-based".
    MarkerCompoundHalves = "marker.compound_halves",
    /// Words of headlines that no German headline has.
    MarkerNotGerman = "marker.not_german",
    /// Words that name rubrics, sections and services.
    Rubrics = "rubrics",
    /// Numbers in letters, and months and weekdays, as headlines spell them.
    /// Everyday words that may also be a number are left out.
    HeadlineNumbers = "headline_numbers",
    /// Names of months that are also everyday words.
    MonthsOrWords = "months_or_words",
    /// Words after which [`WordKey::MonthsOrWords`] are months. ASCII only.
    BeforeMonths = "before_months",

    // Addresses of pages.

    /// Parts of addresses before the name of a list, a program or a person.
    AddressLists = "address.lists",
    /// The same, but sections of stories have these names too.
    AddressListsOrSections = "address.lists_or_sections",
    /// Parts of addresses after which a number belongs to a story.
    AddressArchives = "address.archives",
    /// Parts of addresses before stories: a headline of three words is as likely
    /// there as the name of a section.
    AddressStories = "address.stories",
    /// Parts of addresses of services, if no headline follows.
    AddressServices = "address.services",
}

impl WordKey {
    /// The keys of the months, from January on.
    pub(crate) const MONTHS: [WordKey; 12] = [
        WordKey::January,
        WordKey::February,
        WordKey::March,
        WordKey::April,
        WordKey::May,
        WordKey::June,
        WordKey::July,
        WordKey::August,
        WordKey::September,
        WordKey::October,
        WordKey::November,
        WordKey::December,
    ];
}
