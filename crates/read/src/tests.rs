//! Character sets, forms and refusals.

use jikenbo_model::{BlockKind, Origin, Page};

use crate::{Error, Hint, read_page};

fn text(bytes: &[u8]) -> Page {
    read_page(bytes, &Hint::of_name("notice.txt")).unwrap()
}

fn refused(bytes: &[u8]) -> Error {
    read_page(bytes, &Hint::of_name("notice.txt")).unwrap_err()
}

fn whys(page: &Page) -> Vec<&'static str> {
    page.doubts.iter().map(|doubt| doubt.why).collect()
}

const NOTICE: &str =
    "個人情報の漏えいについて\r\n\r\n　架空商事株式会社は、2,311件の情報が漏えいしたおそれがあると公表しました。\n";

#[test]
fn a_text_file_is_the_text_itself_and_its_lines_are_blocks() {
    let page = text(NOTICE.as_bytes());
    assert_eq!(page.text, NOTICE);
    assert!(page.has_lines && page.doubts.is_empty());
    assert_eq!(page.charset, "UTF-8");
    let lines: Vec<_> = page.blocks.iter().map(|block| (block.range.of(&page.text), block.origin.clone())).collect();
    assert_eq!(lines[0], ("個人情報の漏えいについて", Origin::Line(1)));
    assert_eq!(lines[1].1, Origin::Line(3));
    assert!(page.blocks.iter().all(|block| block.kind == BlockKind::Line));
}

#[test]
fn a_byte_order_mark_stays_in_the_text_but_not_in_its_first_block() {
    let page = text("\u{feff}お詫び\n".as_bytes());
    assert!(page.text.starts_with('\u{feff}'));
    assert_eq!(page.blocks[0].range.of(&page.text), "お詫び");
}

#[test]
fn reads_the_character_sets_of_japanese_pages() {
    for label in ["shift_jis", "euc-jp", "iso-2022-jp"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, unmappable) = encoding.encode(NOTICE);
        assert!(!unmappable);
        let page = text(&bytes);
        assert_eq!(page.text, NOTICE, "{label}");
        assert_eq!(page.charset.to_ascii_lowercase(), label);
        assert!(page.doubts.is_empty());
    }
    let little: Vec<u8> = NOTICE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = NOTICE.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (mark, bytes, name) in
        [(&b"\xff\xfe"[..], &little, "UTF-16LE"), (b"\xfe\xff", &big, "UTF-16BE"), (b"", &little, "UTF-16LE")]
    {
        let page = text(&[mark, bytes].concat());
        assert_eq!((page.text.as_str(), page.charset), (NOTICE, name));
    }
}

#[test]
fn keeps_the_letters_that_only_windows_knows() {
    let page = text(b"\x87\x8a\x89\xcb\x8b\xf3 \x87\x40 \xfb\xfc\x96\xd8\x82\xb3\x82\xf1\x82\xcc\x8f\xee\x95\xf1\n");
    assert_eq!(page.text, "㈱架空 ① 髙木さんの情報\n");
}

#[test]
fn survives_a_character_torn_at_the_end() {
    let bytes = NOTICE.trim_end().as_bytes();
    let page = text(&bytes[..bytes.len() - 1]);
    assert_eq!(whys(&page), ["text_cut_off"]);
    assert!(NOTICE.starts_with(&page.text));
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(NOTICE.trim_end());
    let page = text(&sjis[..sjis.len() - 1]);
    assert_eq!((whys(&page), page.charset), (vec!["text_cut_off"], "Shift_JIS"));
    assert!(NOTICE.starts_with(&page.text));
}

#[test]
fn survives_a_wrong_declaration() {
    let (euc, _, _) = encoding_rs::EUC_JP.encode(NOTICE);
    for declared in ["shift_jis", "utf-8", "iso-8859-1"] {
        let page = read_page(&euc[..], &Hint { charset: Some(declared), ..Hint::default() }).unwrap();
        assert_eq!((page.text.as_str(), whys(&page)), (NOTICE, vec!["charset_declared_wrong"]), "{declared}");
    }
    let hint = Hint { content_type: Some("text/plain; charset=Shift_JIS"), ..Hint::default() };
    assert_eq!(read_page(NOTICE.as_bytes(), &hint).unwrap().text, NOTICE);
}

#[test]
fn a_few_bad_bytes_are_shown_as_such() {
    let mut bytes = NOTICE.repeat(9).into_bytes();
    bytes[3] = 0xff;
    let page = text(&bytes);
    assert_eq!(whys(&page), ["bytes_unreadable"]);
    assert!(page.text.contains('\u{fffd}'));
}

#[test]
fn refuses_what_is_no_text_and_says_where() {
    assert_eq!(refused(b""), Error::Empty);
    assert_eq!(refused(" \n\u{3000}\n".as_bytes()), Error::Empty);
    assert_eq!(refused(b"\xef\xbb\xbf"), Error::Empty);
    assert_eq!(refused("お詫び\0のお知らせ".as_bytes()).byte(), Some(9));
    assert!(matches!(refused(b"%PDF-1.7 \xe2\xe3"), Error::NotText { what: "a PDF file", byte: 0, .. }));
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    let error = refused(&noise);
    assert!(matches!(error, Error::Unreadable { .. } | Error::NotText { .. }), "{error}");
    assert!(!error.hint().is_empty() && !error.why().is_empty());
    let asked = Hint { charset: Some("klingon"), ..Hint::default() };
    assert_eq!(read_page(&b"x"[..], &asked).unwrap_err(), Error::UnknownCharset { label: "klingon".to_owned() });
}

#[test]
fn refuses_over_the_limits_and_names_the_setting() {
    let mut hint = Hint::of_name("notice.txt");
    hint.limits.max_bytes = 8;
    let error = read_page(NOTICE.as_bytes(), &hint).unwrap_err();
    assert!(error.hint().contains("max-bytes"), "{}", error.hint());
    let mut hint = Hint::of_name("notice.txt");
    hint.limits.max_blocks = 3;
    let error = read_page(&b"a\nb\nc\nd\n"[..], &hint).unwrap_err();
    assert_eq!(error, Error::TooManyParts { limit: 3, setting: "max-blocks", byte: Some(6) });
}
