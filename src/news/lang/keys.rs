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

    /// The commonest short words, which distinguish the languages of the Latin script.
    StopWords = "stop_words",

    // Dates.

    /// Names and abbreviations of the month in printed dates, without a stop.
    January = "january",
    February = "february",
    March = "march",
    April = "april",
    May = "may",
    June = "june",
    July = "july",
    August = "august",
    September = "september",
    October = "october",
    November = "november",
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
    /// Words between a date and a time of day in records: "at", "um", "às".
    BeforeClock = "before_clock",
    /// The twelve months in order, in full. Times of publication in records,
    /// addresses, and the dates joined to headlines are read with these; any
    /// beginning of at least three letters abbreviates the name. ASCII only.
    RecordMonths = "record_months",
    /// The seven days of the week from Monday on, in full, for times of
    /// publication in records. ASCII only; abbreviated as the months are.
    RecordWeekdays = "record_weekdays",

    // Pages without an article. Phrases in any place of the page, lower-cased.

    /// Of requests to accept cookies or the processing of data.
    NoticeConsent = "notice.consent",
    /// Of checks for robots, and notes about old browsers.
    NoticeRobot = "notice.robot",
    /// Of offers of a subscription.
    NoticePaywall = "notice.paywall",
    /// Of notes that a page does not exist.
    NoticeNotFound = "notice.not_found",

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
    /// Labels joined between a headline and its age, in the case of print.
    AgeLabels = "age.labels",
    /// Markers of a later version of a story. Markers come before a colon or a
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
    /// Words before the markers in brackets, with the blank after them: "with
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

    // Captions.

    /// Credits of pictures that no sentence has: "(photo by". Matched anywhere
    /// near the ends of a block, without ASCII case.
    CaptionSure = "caption.sure",
    /// Labels of pictures' credits, which come before a name: "photo:". Matched
    /// as whole words, without ASCII case.
    CaptionLabels = "caption.labels",
    /// Words for a picture in languages without blanks between words, which come
    /// before a colon, a slash or a bracket in a credit.
    CaptionUnspaced = "caption.unspaced",
    /// Words of the credits above. Every block with one of the credits must have
    /// one of these words; other blocks are not searched.
    CaptionWords = "caption.words",
    /// Parts of the credits of pictures beside a story, in the case of print.
    CaptionMarks = "caption.marks",
    /// Words that open a caption, in the case of print.
    CaptionOpenings = "caption.openings",
    /// Words after the name of an agency in a picture's credit: "for" of "Getty
    /// Images for Skarholm".
    CaptionAfterAgency = "caption.after_agency",
    /// Determiners before a noun that is printed like a credit's label: "ein Foto:".
    Determiners = "determiners",
    /// Words for pictures and videos, and for their sources.
    PictureWords = "picture.words",
    /// Endings of compounds that name a picture: "bild" of "Symbolbild".
    PictureEndings = "picture.endings",
    /// Words for pictures in languages without blanks between words.
    PictureParts = "picture.parts",

    // Quotations.

    /// Verbs and nouns that announce speech or writing before a colon.
    Speech = "speech",
    /// Verbs of a report about speech, in the case of print: "said". A paragraph with
    /// one of them is no post.
    ReportedSpeech = "reported_speech",
    /// Words in the first person, in the case of print.
    FirstPerson = "first_person",
    /// Verbs that announce a post in a social network.
    PostVerbs = "post.verbs",
    /// Nouns that announce a post after one of [`WordKey::PostBeforeNoun`].
    PostNouns = "post.nouns",
    /// Words directly before such a noun: "a" of "a tweet".
    PostBeforeNoun = "post.before_noun",
    /// Names of networks, which announce a post after one of
    /// [`WordKey::PostBeforeNetwork`].
    PostNetworks = "post.networks",
    /// Prepositions before the name of a network.
    PostBeforeNetwork = "post.before_network",
    /// Words after "posted" if the verb means a post, and not a time or a speed
    /// limit.
    PostBehindPosted = "post.behind_posted",
    /// Parts of words, with case. Every announcement of a post contains one of them;
    /// paragraphs without one are not searched.
    PostParts = "post.parts",
    /// Words of invitations to readers, which name the same networks.
    PostInvitations = "post.invitations",
    /// Words before the name below a post of Instagram, with the blank after
    /// them, in the case of print.
    PostSharedBy = "post.shared_by",

    // Bylines and credits.

    /// Words that open a byline, with the blank after them, in the case of print.
    BylineOpenings = "byline.openings",
    /// Words for the role of a writer, at the end of a byline: "correspondent".
    BylineRoles = "byline.roles",
    /// First words of a text after a byline: "updated", days of the week.
    BylineEnds = "byline.ends",
    /// Words between the names of reporters, and particles of names, in the case
    /// of print.
    BylineParticles = "byline.particles",
    /// Words that open a line of a time with a byline after it, in the case of
    /// print: "Posted 5:57 am, by Vera Dahl".
    BylineStamps = "byline.stamps",
    /// Words before a date of publication or change, in the case of print.
    DateStamps = "date_stamps",
    /// Parts of a byline that credit a picture.
    BylinePictureMarks = "byline.picture_marks",
    /// Words for agencies without their names.
    UnnamedAgencies = "agencies.unnamed",
    /// Words for material of agencies, anywhere in a line.
    AgencyMaterial = "agencies.material",
    /// Words of lines in which agencies only helped.
    AgencyHelped = "agencies.helped",
    /// Phrases before the name of the first publisher: "published by".
    PhraseFirst = "phrase.first",
    /// Phrases before the name of an author, after which "via" names the first
    /// publisher.
    PhraseVia = "phrase.via",
    /// Phrases before the name of a distributor.
    PhraseDistributed = "phrase.distributed",
    /// Phrases before the name of a provider.
    PhraseProvided = "phrase.provided",
    /// Labels of a source.
    PhraseSource = "phrase.source",
    /// Phrases for the feed of an agency.
    PhraseFeed = "phrase.feed",
    /// Phrases before the names of the reporters at the end of a story.
    PhraseDesk = "phrase.desk",
    /// Phrases of which one must follow [`WordKey::PhraseDesk`].
    PhraseDeskContinued = "phrase.desk_continued",
    /// Phrases about a contribution to a story.
    PhraseContribution = "phrase.contribution",
    /// Words before the names of parties whose material an article uses, in small
    /// letters: "with", "mit material von".
    UsesMaterial = "credit.uses",
    /// Pronouns of persons, in small letters.
    Pronouns = "pronouns",
    /// Articles before the names of parties: "the ", "die ".
    NameArticles = "credit.articles",
    /// Phrases between a writer and the agency: " is an " of "is an Associated
    /// Press writer".
    PhraseWriter = "phrase.writer",
    /// Words after the agency of a writer.
    PhraseWriterRoles = "phrase.writer_roles",
    /// What nonprofits that share their stories call themselves behind
    /// [`WordKey::PhraseWriter`]: "nonprofit newsroom".
    PhraseNewsroomRoles = "phrase.newsroom_roles",
    /// Words behind a name that make it a newsletter, which the outlet itself sends.
    PhraseNewsletters = "phrase.newsletters",
    /// Words between the first publisher and the network it belongs to: "part of ".
    PhrasePartOf = "phrase.part_of",
    /// Words for the article itself in a note about it.
    PhraseSubjects = "phrase.subjects",
    /// Parts of the phrases of [`WordKey::PhraseFirst`] that say by themselves that
    /// another published the story first. The others need a word before them.
    PhraseFirstParts = "phrase.first_parts",
    /// Words before a phrase of [`WordKey::PhraseFirst`]: "originally".
    PhraseBeforeFirst = "phrase.before_first",
    /// Words for a picture or video before a phrase, which then is not about the
    /// article.
    PhrasePictures = "phrase.pictures",
    /// Words between a phrase and the name, with the blank after them, in the
    /// case of print. Tried in this order.
    PhraseArticles = "phrase.articles",
    /// Words in small letters within the names of publishers.
    PublisherParticles = "publisher.particles",
    /// Words that only organizations have in their names, in the case of print.
    Organizations = "organizations",
    /// Words that open a line with the name of an agency's service.
    ServiceLines = "service_lines",
    /// Signs of copyright, in the case of print. "opyright" is the word
    /// with and without a capital.
    CopyrightSigns = "copyright.signs",
    /// Words between the sign of copyright and the holder, without ASCII case.
    CopyrightSkipped = "copyright.skipped",
    // Releases.

    /// Names of releases, which a story says that it is from: "press release".
    ReleaseWords = "release.words",
    /// Words between such a name and that of the issuer: "issued by".
    ReleaseBy = "release.by",

    /// Words of the phrase that all rights are reserved.
    CopyrightRights = "copyright.rights",

    // Datelines and places.

    /// Labels of the buttons of a gallery.
    GalleryButtons = "gallery_buttons",
    /// Particles within the names of places, and between places.
    PlaceParticles = "place.particles",
    /// Beginnings of words in small letters within the names of places.
    PlacePrefixes = "place.prefixes",
    /// Words in capitals that open lines and are no places.
    NotPlaces = "not_places",
    /// Verbs that open a sentence in a script without capitals.
    SentenceVerbs = "sentence_verbs",
    /// Words after which a party is only cited: "according to".
    Citing = "citing",
    /// Last words of the outlet's own people in the frame of a dateline.
    FrameStaff = "frame.staff",
    /// Words in a frame that name no party: agencies without a name, kinds of
    /// stories.
    FrameNoParty = "frame.no_party",
    /// Last words of longer names that name no party: "agencies" of "news agencies".
    FrameAgencies = "frame.agencies",
    /// Words between the names in a frame, with blanks at both ends.
    FrameAnd = "frame.and",
    /// Words that open a byline after an agency and a dash, which are no dateline.
    DatelineBy = "dateline.by",
    /// Words in capitals whose first letters are not part of initials.
    InitialsSkipped = "initials.skipped",
    /// First words of the names of towns.
    TownStarts = "town.starts",
    /// Other words of the names of towns.
    TownParts = "town.parts",
    /// Particles within the names of towns, and between towns.
    TownParticles = "town.particles",
    /// Particles in capitals between towns and within their names.
    TownCapitalParticles = "town.capital_particles",
    /// Last words of the names of companies, teams and institutions.
    TownNotEndings = "town.not_endings",
    /// Companies whose name is one word that could be a town.
    Companies = "companies",
    /// First names and other parts of persons' names, in a script without capitals.
    FirstNames = "first_names",
    /// Beginnings of words in persons' names, in a script without capitals.
    NamePrefixes = "name_prefixes",
    /// First words of the names of places, in a script without capitals.
    PlaceStarts = "place_starts",
    /// Words for agencies without their names in the byline of an Arabic newspaper.
    ArabicAgencies = "arabic.agencies",
    /// Words for desks, sections and kinds of stories in the byline of an Arabic
    /// newspaper.
    ArabicDesks = "arabic.desks",
    /// Names of newspapers for themselves before the place of their wire.
    WireOwn = "wire.own",
    /// Words before the names of reporters, tried in this order.
    WireReporters = "wire.reporters",
    /// Words between the date and the sign for "wired": "by special wire", the time
    /// of day.
    WireManners = "wire.manners",
    /// Words for the week before the number of its day.
    WireWeeks = "wire.weeks",
    /// Words for "reported", in place of "wired" before a closing bracket.
    WireReported = "wire.reported",
    /// Words of a sentence, which are in no dateline.
    WireSentence = "wire.sentence",
    /// Labels in the position of a place: kinds of articles, "provided by".
    ArticleLabels = "article_labels",
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
