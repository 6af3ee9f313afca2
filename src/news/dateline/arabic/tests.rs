//! Bylines of Arabic newspapers. The forms are real, the names are invented.

use crate::news::dateline::arabic::byline::read;
use crate::news::dateline::arabic::line::at_start;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::UnnamedAgencies;

#[test]
fn parts_in_any_order_are_read() {
    let directory = Directory::builtin();
    for (byline, place, agency) in [
        ("واس - الرياض", Some("الرياض"), Some("واس")),
        (
            "المدينة المنورة - واس:",
            Some("المدينة المنورة"),
            Some("واس"),
        ),
        ("جنيف : (أ ف ب)", Some("جنيف"), Some("أ ف ب")),
        ("رويترز - لندن", Some("لندن"), Some("رويترز")),
        ("اليوم ـ الرياض", Some("الرياض"), None),
        ("«الاقتصادية» من الرياض", Some("الرياض"), None),
        ("سعيد المطيري - سبق - جازان:", Some("جازان"), None),
        ("دبي - الوئام - حسين المطيري :", Some("دبي"), None),
        ("ماجد المطيري (حائل)", Some("حائل"), None),
        ("واس (الدوحة)", Some("الدوحة"), Some("واس")),
        ("القاهرة: سعاد المطيري وماجد عبده", Some("القاهرة"), None),
        ("سكارهولم - ماجد المطيري", Some("سكارهولم"), None),
        ("الجزيرة - واس:", None, Some("واس")),
        (
            "ماجد المطيري- (تصوير: عمر عبده)- سبق- جدة:",
            Some("جدة"),
            None,
        ),
        ("ماجد المطيري - حائل تصوير عمر عبده", Some("حائل"), None),
        ("لندن ــ رويترز:", Some("لندن"), Some("رويترز")),
        ("الوئام - skw", None, None),
        ("عكاظ (المكاتب الداخلية)", None, None),
        ("عكاظ (بغداد، عمان)", Some("بغداد"), None),
        ("ماجد المطيري (جدة)، سعاد عبده (الرياض)", Some("جدة"), None),
        ("أ ف ب (واس - الرياض)", Some("الرياض"), Some("أ ف ب")),
        (
            "سكارهولم، كاليفورنيا - (أ ف ب):",
            Some("سكارهولم، كاليفورنيا"),
            Some("أ ف ب"),
        ),
        ("عدن، صنعاء - واس", Some("عدن"), Some("واس")),
        ("\u{200E}جدة: ماجد المطيري \u{200E}", Some("جدة"), None),
        ("ماجد المطيري – عين اليوم", None, None),
        ("متابعة - الرياض الإلكتروني", None, None),
        (
            "فيلادلفيا (الولايات المتحدة): «الشرق الأوسط»",
            Some("فيلادلفيا (الولايات المتحدة)"),
            None,
        ),
        ("ماجد المطيري", None, None),
        ("(سكارهولم - ماجد المطيري)", Some("سكارهولم"), None),
        ("ماجد (زائر)", None, None),
        ("إضاءة - ماجد المطيري", None, None),
        ("سكارهولم - لندن: «الشرق الأوسط»", Some("سكارهولم"), None),
        ("سعاد المطيري، عمر عبده – عين اليوم", None, None),
        (
            "أ ف ب - سكارهولم (تركيا)",
            Some("سكارهولم (تركيا)"),
            Some("أ ف ب"),
        ),
        (
            "الحمد لله على ما أعطى وعلى ما أخذ منا في هذه السنة، وبعد:",
            None,
            None,
        ),
    ] {
        let read = read(byline, directory).unwrap();
        assert_eq!(read.place.as_deref(), place, "{byline}");
        assert_eq!(
            read.names.first().map(|name| name.printed.as_str()),
            agency,
            "{byline}"
        );
    }
}

#[test]
fn agencies_without_a_name_are_unnamed() {
    let byline = read("سبق – وكالات:", Directory::builtin()).unwrap();
    assert_eq!(byline.unnamed, UnnamedAgencies::Yes);
    assert_eq!(byline.place, None);
}

#[test]
fn the_subject_of_a_picture_is_no_byline() {
    let directory = Directory::builtin();
    for line in [
        "سعاد المطيري خلال مؤتمر صحافي في سكارهولم (أ.ف.ب)",
        "عمال الميناء في موقع الحادث (رويترز)",
        "صورة - رويترز",
        "مدير هيئة الموانئ - رويترز",
    ] {
        assert_eq!(at_start(line, directory), None, "{line}");
    }
    for line in [
        "سكارهولم - واس",
        "بور سكارهولم - رويترز",
        "عين اليوم – واس",
        "الرياض 01- واس",
        "واس (الدوحة)",
    ] {
        let reading = at_start(line, directory);
        assert!(
            reading.is_some_and(|reading| !reading.names.is_empty()),
            "{line}"
        );
    }
}

#[test]
fn a_verb_of_speech_begins_no_place() {
    let directory = Directory::builtin();
    for byline in ["قال مسؤول (رويترز):", "صورة - رويترز"] {
        let read = read(byline, directory).unwrap();
        assert_eq!(read.place, None, "{byline}");
    }
}

#[test]
fn a_byline_may_be_joined_to_the_story() {
    let directory = Directory::builtin();
    let line = "ماجد المطيري-الباحة أقامت البلدية في الميناء الجديد معرضا للصور القديمة شارك فيه ثلاثون مصورا من أبناء المدينة";
    let reading = at_start(line, directory).unwrap();
    assert_eq!(reading.place.as_deref(), Some("الباحة"));
}
