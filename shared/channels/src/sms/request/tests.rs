use super::*;
use domain::Locale;
use domain::delivery::handle::AckHandle;
use domain::event::Event;
use proptest::prelude::*;
use serde_json::json;

fn count(text: &str) -> (Encoding, usize) {
    let text = SmsText::counted(text.to_owned());
    (text.encoding(), text.segments())
}

#[test]
fn segments_are_counted_as_the_telephone_writes_them() {
    use Encoding::{Gsm7, Ucs2};
    for (text, expected) in [
        (String::new(), (Gsm7, 1)),
        ("a".repeat(160), (Gsm7, 1)),
        ("a".repeat(161), (Gsm7, 2)),
        ("a".repeat(306), (Gsm7, 2)),
        ("a".repeat(307), (Gsm7, 3)),
        ("€".repeat(80), (Gsm7, 1)),
        ("€".repeat(81), (Gsm7, 2)),
        // 153 is odd, so the 77th character does not fit into the first segment.
        (format!("{}{}", "€".repeat(76 * 2), "a"), (Gsm7, 2)),
        (format!("{}{}", "€".repeat(76 * 2), "€"), (Gsm7, 3)),
        ("ж".repeat(70), (Ucs2, 1)),
        ("ж".repeat(71), (Ucs2, 2)),
        ("ж".repeat(134), (Ucs2, 2)),
        ("ж".repeat(135), (Ucs2, 3)),
        ("😀".repeat(35), (Ucs2, 1)),
        ("😀".repeat(36), (Ucs2, 2)),
        ("😀".repeat(66), (Ucs2, 2)),
        ("😀".repeat(67), (Ucs2, 3)),
        (format!("{}₿", "a".repeat(70)), (Ucs2, 2)),
    ] {
        assert_eq!(count(&text), expected, "{text}");
    }
}

#[test]
fn a_long_text_is_cut_behind_a_word() {
    let text = "Liquidated ".repeat(100);
    let cut = SmsText::fit(&text, None);
    assert_eq!((cut.encoding(), cut.segments()), (Encoding::Gsm7, 3));
    assert!(cut.expose().ends_with("Liquidated..."), "{}", cut.expose());
    assert!(cut.expose().len() > 153 * 3 - "Liquidated ".len());
    assert_eq!(SmsText::fit("Liquidated: long 0.5", None).expose(), "Liquidated: long 0.5");
}

#[test]
fn a_text_without_words_is_cut_where_the_room_ends() {
    assert_eq!(SmsText::fit(&"a".repeat(5_000), None).expose(), format!("{}...", "a".repeat(456)));
    let family = "👩‍👩‍👧".repeat(50);
    let cut = SmsText::fit(&family, None);
    let kept = cut.expose().strip_suffix("...").unwrap();
    assert!(kept.graphemes(true).all(|grapheme| grapheme == "👩‍👩‍👧"));
    // Each takes eight units: 198 of 201 units hold 24, since none is split between two
    // segments.
    assert!((22..=24).contains(&kept.graphemes(true).count()));
}

#[test]
fn hostile_text_is_literal_on_one_line() {
    for (text, sent) in [
        ("<b>sell</b> *_[`", "<b>sell</b> *_["),
        ("a\r\nb\rc\u{2028}d\u{0}e\u{1b}f", "a b c d e f"),
        ("שלום 100", "שלום 100"),
        ("  😀  ", "😀"),
    ] {
        let expected = if text.contains('`') { format!("{sent}`") } else { sent.to_owned() };
        assert_eq!(SmsText::fit(text, None).expose(), expected);
    }
}

#[test]
fn what_the_exchange_wrote_is_literal_or_cut() {
    let sent = |name: &str| {
        let body = json!({
            "id": "e", "event_type": "new_listing", "user_id": "u", "occurred_at": "2026-11-23T08:00:00Z",
            "data": { "symbol": "NEW-USDT", "score": 9, "name": name, "comment": "z".repeat(5_000) },
        });
        let event = Event::decode(&body.to_string(), "2026-11-23T08:00:00Z".parse().unwrap()).unwrap();
        SmsText::fit(&text::sms(&event.data, &Locale::default()), None)
    };
    for hostile in ["<b>New</b> *_[`", "👩‍👩‍👧 שלום"] {
        assert!(sent(hostile).expose().contains(hostile), "{}", sent(hostile).expose());
    }
    assert!(sent("a\r\nb").expose().contains("a b"));
    let long = sent(&"ж".repeat(280));
    assert_eq!((long.encoding(), long.segments()), (Encoding::Ucs2, 3));
    assert!(long.expose().ends_with("жжж...") && !long.expose().contains("zzz"));
}

#[test]
fn a_text_is_not_printed() {
    let shown = format!("{:?}", SmsText::fit("Liquidated", None));
    assert_eq!(shown, "SmsText { encoding: Gsm7, segments: 1, .. }");
}

/// Returns the longest link that an SMS may have.
fn longest_link() -> String {
    let base = format!("https://{}", "x".repeat(MAX_LINK_BASE - "https://".len()));
    let links = AckLinks::new(PublicUrl::new(&base).unwrap()).unwrap();
    links.0.ack_link(&AckHandle::parse("AAAAAAAAAAAAAAAAAAAA-_").unwrap())
}

/// The base of an HTTP API without a domain of its own, in a region with a long name.
const USUAL_LINK: &str =
    "https://abcdefghij.execute-api.ap-southeast-1.amazonaws.com/a#AAAAAAAAAAAAAAAAAAAA-_";

#[test]
fn a_link_costs_one_segment_more_and_cuts_no_usual_text() {
    assert_eq!(count(USUAL_LINK).0, Encoding::Gsm7);
    let text = "a".repeat(160);
    let sent = SmsText::fit(&text, Some(USUAL_LINK));
    assert_eq!(sent.expose(), format!("{text} {USUAL_LINK}"));
    assert_eq!((sent.encoding(), sent.segments()), (Encoding::Gsm7, 2));
    // A text of two segments without a link would need a third.
    let cut = SmsText::fit(&"Liquidated ".repeat(27), Some(USUAL_LINK));
    assert_eq!((cut.encoding(), cut.segments()), (Encoding::Gsm7, 2));
    assert!(cut.expose().ends_with(&format!("Liquidated... {USUAL_LINK}")), "{}", cut.expose());
}

#[test]
fn a_link_in_ucs_2_leaves_room_for_a_text() {
    let whole = SmsText::fit(&"ж".repeat(110), Some(USUAL_LINK));
    assert_eq!((whole.encoding(), whole.segments()), (Encoding::Ucs2, 3));
    assert!(!whole.expose().contains(ELLIPSIS));
    let link = longest_link();
    let cut = SmsText::fit(&"ж".repeat(500), Some(&link));
    assert_eq!((cut.encoding(), cut.segments()), (Encoding::Ucs2, 3));
    assert_eq!(cut.expose(), format!("{}... {link}", "ж".repeat(72)));
}

#[test]
fn a_base_of_links_is_short() {
    let of = |length: usize| {
        let base = format!("https://{}", "x".repeat(length - "https://".len()));
        AckLinks::new(PublicUrl::new(&base).unwrap())
    };
    assert!(of(MAX_LINK_BASE).is_ok());
    assert_eq!(of(MAX_LINK_BASE + 1), Err(LongBaseError));
    assert_eq!(LongBaseError.to_string(), "must have at most 100 characters to be in an SMS");
}

proptest! {
    #[test]
    fn a_link_is_never_cut_whatever_is_before_it(text in "(?s).{0,700}|[a€ж😀 ]{0,300}") {
        for link in [USUAL_LINK.to_owned(), longest_link()] {
            let sent = SmsText::fit(&text, Some(&link));
            let limit = match sent.encoding() {
                Encoding::Gsm7 => MAX_SEGMENTS_WITH_LINK,
                Encoding::Ucs2 => MAX_SEGMENTS,
            };
            prop_assert!(sent.segments() <= limit);
            let before = sent.expose().strip_suffix(&format!(" {link}")).unwrap();
            let line = one_line(&text);
            if before != line {
                prop_assert!(line.starts_with(before.strip_suffix(ELLIPSIS).unwrap()));
            }
        }
    }

    #[test]
    fn whatever_is_written_fits_and_is_a_beginning(text in "(?s).{0,700}") {
        let line = one_line(&text);
        let sent = SmsText::fit(&text, None);
        prop_assert!(sent.segments() <= MAX_SEGMENTS);
        prop_assert!(!sent.expose().chars().any(char::is_control));
        if sent.expose() != line {
            let kept = sent.expose().strip_suffix(ELLIPSIS).unwrap();
            prop_assert!(line.starts_with(kept));
            prop_assert!(kept.chars().count() >= 30, "{}", kept);
        }
    }

    #[test]
    fn more_text_never_takes_fewer_segments(text in "[a€ж😀 ]{0,300}", more in "[a€ж😀 ]{1,5}") {
        let longer = format!("{text}{more}");
        prop_assert!(count(&longer).1 >= count(&text).1);
    }
}
