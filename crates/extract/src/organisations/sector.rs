//! Line of work of a body: from its name, from the words that introduce it, from the words of the notice.
//!
//! In:   a notice, one part and its victim.
//! Out:  the sector with the words that show it.
//! Data: `sectors/<code>` (words in names), `trades/<code>` (words of texts).

use jikenbo_lexicon::{Class, Mention, Tag, each_within, longest_at_end};
use jikenbo_model::{ByteRange, Found, Sector};

use super::{Cast, Party, forms};
use crate::{
    cues::{Cues, last_letters},
    notice::{Notice, Place, Sentence},
    part::Part,
};

/// Clauses of a sentence that are looked at, at most.
const MOST_CLAUSES: usize = 6;

/// Reads the sector of one part's victim; `other` where nothing shows it.
pub(super) fn read(notice: &Notice<'_>, cast: &Cast, part: &Part, victim: Option<&Party>) -> Option<Found<Sector>> {
    let Some(victim) = victim else {
        return by_speaker(notice, part)
            .or_else(|| by_ministry(notice))
            .or_else(|| by_government(notice, part))
            .or_else(|| by_trade(notice, part, false))
            .or_else(|| fallback(notice, part, Sector::Other));
    };
    if let Some(found) = introduced(notice, victim) {
        return Some(found);
    }
    by_name(victim)
        .or_else(|| by_speaker(notice, part).filter(|_| cast.speaks_for_itself))
        .or_else(|| by_trade(notice, part, is_firm(victim)))
        .or_else(|| fallback(notice, part, Sector::Other))
}

fn fallback(notice: &Notice<'_>, part: &Part, sector: Sector) -> Option<Found<Sector>> {
    let first = part.all(notice).next()?;
    Some(Found::new(sector, notice.evidence(first.range), "organisations.sector_open"))
}

/// What the name says of the victim.
fn by_name(victim: &Party) -> Option<Found<Sector>> {
    let (sector, rule) = of_name(&victim.name)?;
    Some(Found::new(sector, victim.evidence, rule))
}

/// What the words say by which the notice speaks of its body: 当院, 本市, 当信用金庫. 当社 says nothing.
fn by_speaker(notice: &Notice<'_>, part: &Part) -> Option<Found<Sector>> {
    part.told(notice).filter(|sentence| sentence.tags.has(Tag::RolesSelfReference)).find_map(|sentence| {
        let own = notice.of_class(sentence, Class::Roles).find_map(|mention| {
            if mention.tag != Tag::RolesSelfReference {
                return None;
            }
            let (sector, _) = of_name(notice.words(mention))?;
            Some((sector, mention))
        });
        let (sector, mention) = own?;
        Some(Found::new(sector, notice.evidence_of(mention), "organisations.sector_speaker"))
    })
}

/// The ministry with whose name the heading opens: 「経産局の出先機関 名簿を誤送信」.
fn by_ministry(notice: &Notice<'_>) -> Option<Found<Sector>> {
    let title = notice.title()?;
    let heading = notice.sentences.iter().find(|sentence| sentence.range.contains(title))?;
    let mention = notice.of_class(heading, Class::Authorities).find(|mention| mention.start as usize == title.start)?;
    (mention.tag == Tag::AuthoritiesMinistry)
        .then(|| Found::new(Sector::NationalGovernment, notice.evidence_of(mention), "organisations.sector_ministry"))
}

/// The government that a notice calls by its kind alone: 「市主催の講座」, 「県が委託する」, 「市立小学校の担任が」.
fn by_government(notice: &Notice<'_>, part: &Part) -> Option<Found<Sector>> {
    const DOES: Cues = Cues::of(&["が", "は", "の", "主催", "立", "職員", "では", "から", "より", "有", "営"]);
    let text: &str = &notice.text;
    part.told(notice).find_map(|sentence| {
        let words = sentence.range.of(text);
        let clauses = words.match_indices('、').map(|(at, comma)| at + comma.len());
        let at = std::iter::once(0).chain(clauses.take(MOST_CLAUSES)).find(|&at| {
            let sign = words[at..].chars().next().filter(|c| "市町村区県府都".contains(*c));
            sign.is_some_and(|c| DOES.start(&words[at + c.len_utf8()..]))
        })?;
        let sector =
            if words[at..].starts_with(['県', '府', '都']) { Sector::Prefecture } else { Sector::Municipality };
        let start = sentence.range.start + at;
        let range = ByteRange::new(start, start + '市'.len_utf8());
        Some(Found::new(sector, notice.evidence(range), "organisations.sector_government"))
    })
}

/// What the last telling word of a name says: 「架空印刷株式会社」 prints. Nested words go to the longer, later ones win.
fn of_name(name: &str) -> Option<(Sector, &'static str)> {
    let core = forms::without_form(name);
    // What the law says of a body outranks its trade, unless the name says hospital or school.
    // 「架空町立みほん中」
    if core.find('立').is_some_and(|at| at > 0 && core[at + '立'.len_utf8()..].chars().count() > 1)
        && core.ends_with(['中', '小', '高'])
    {
        return Some((Sector::Education, "organisations.sector_name"));
    }
    let mut hits: Vec<(usize, usize, Sector)> = Vec::new();
    for (sector, tag) in Sector::ALL.iter().filter_map(|&sector| Some((sector, name_tag(sector)?))) {
        each_within(tag, core, |at, length| hits.push((at, at + length, sector)));
    }
    hits.sort_by_key(|hit| (hit.0, hit.2 as u8));
    // A word inside a longer one says nothing.
    let inside = |hit: &(usize, usize, Sector), hits: &[(usize, usize, Sector)]| {
        hits.iter().any(|other| other.0 <= hit.0 && hit.1 <= other.1 && (other.1 - other.0) > (hit.1 - hit.0))
    };
    let strong: Vec<(usize, usize, Sector)> =
        hits.iter().copied().filter(|hit| !inside(hit, &hits)).filter(|hit| fits(core, hit)).collect();
    if strong.iter().any(|hit| hit.2 == Sector::Healthcare && hit.1 == core.len()) {
        return Some((Sector::Healthcare, "organisations.sector_name"));
    }
    if let Some(&(_, _, sector)) = strong.iter().max_by_key(|hit| (hit.1, hit.1 - hit.0)) {
        let sector = refine(name, core, sector, &strong);
        // 「架空県立見本文書館」: a government's facility, unless it heals or teaches.
        let stands_alone = matches!(sector, Sector::Healthcare | Sector::Education);
        let sector = if stands_alone {
            sector
        } else if core.contains("県立") || core.contains("府立") || core.contains("都立") || core.contains("道立")
        {
            Sector::Prefecture
        } else if core.contains("市立") || core.contains("町立") || core.contains("村立") || core.contains("区立")
        {
            Sector::Municipality
        } else {
            sector
        };
        return Some((sector, "organisations.sector_name"));
    }
    // The legal form alone.
    for &sector in &[Sector::Healthcare, Sector::Education, Sector::PublicBody, Sector::Association, Sector::Other] {
        let tag = name_tag(sector)?;
        let front = name.strip_suffix(core).unwrap_or(name);
        if jikenbo_lexicon::stands_in(tag, front) {
            return Some((sector, "organisations.sector_form"));
        }
    }
    None
}

/// One-letter words count only at the end of a name.
fn fits(core: &str, hit: &(usize, usize, Sector)) -> bool {
    let word = &core[hit.0..hit.1];
    let single = word.chars().count() == 1;
    let latin = word.chars().all(|c| c.is_ascii_alphanumeric()) && word.len() <= 3;
    if single {
        return hit.1 == core.len() && hit.0 > 0;
    }
    if latin {
        return hit.1 == core.len() || hit.0 == 0;
    }
    hit.0 > 0 || hit.1 == core.len() || word.chars().count() > 1
}

/// Where two words of a name meet: a foundation's museum, a city's school.
fn refine(name: &str, core: &str, sector: Sector, hits: &[(usize, usize, Sector)]) -> Sector {
    let has = |wanted: Sector| hits.iter().any(|hit| hit.2 == wanted);
    let ends = |words: &[&str]| words.iter().any(|word| core.ends_with(word));
    match sector {
        // 独立行政法人○○センター, 公益財団法人○○機構
        Sector::Association | Sector::Other | Sector::PublicBody
            if name.contains("独立行政法人") || name.contains("研究開発法人") =>
        {
            Sector::PublicBody
        }
        Sector::PublicBody
            if ends(&["美術館", "博物館", "図書館", "文化会館", "水族館", "動物園"]) && core.contains("県立") =>
        {
            Sector::Prefecture
        }
        Sector::PublicBody
            if ends(&["美術館", "博物館", "文化会館", "水族館", "動物園"])
                && (core.contains("市立") || core.contains("町立")) =>
        {
            Sector::Municipality
        }
        // 「一般社団法人架空連盟」: a federation of no sport.
        Sector::SportsLeisure
            if core.ends_with("連盟")
                && name.contains("社団法人")
                && hits.iter().filter(|hit| hit.2 == Sector::SportsLeisure).count() == 1 =>
        {
            Sector::Association
        }
        Sector::SportsLeisure if has(Sector::Municipality) && ends(&["市", "町", "村", "区"]) => {
            Sector::Municipality
        }
        _ => sector,
    }
}

/// The trade with which the text introduces the name: 「家電量販店を展開する架空商事」, 「医薬品卸の架空薬品」.
fn introduced(notice: &Notice<'_>, victim: &Party) -> Option<Found<Sector>> {
    /// Places of the name that are looked at.
    const PLACES: usize = 6;
    /// Letters before the link within which the trade stands.
    const WITHIN: usize = 24;
    let text: &str = &notice.text;
    let core = victim.core();
    let told = |sentence: &&Sentence| sentence.place == Place::Body && sentence.has_class(Class::Trades);
    let places = notice.sentences.iter().filter(told).flat_map(|sentence| {
        sentence.range.of(text).match_indices(core).map(move |(at, _)| (sentence, sentence.range.start + at))
    });
    places.take(PLACES).find_map(|(sentence, at)| {
        let before = text[sentence.range.start..at].trim_end_matches('「');
        let form = longest_at_end(Tag::OrganisationsLegalForm, before);
        // 「(展開する)「株式会社架空」」: the form stands before the core.
        let lead = if form > 0 { &text[sentence.range.start..at - form] } else { &text[sentence.range.start..at] };
        let runs = longest_at_end(Tag::WordsOperator, lead);
        let subject = match runs {
            0 => ["の", "を請け負う", "を担う"].iter().find_map(|link| lead.strip_suffix(link))?,
            _ => lead[..lead.len() - runs].strip_suffix('を')?,
        };
        let window = ByteRange::new(
            sentence.range.start + subject.len() - last_letters(subject, WITHIN + 1).len(),
            sentence.range.start + subject.len(),
        );
        let trade = notice
            .of_class(sentence, Class::Trades)
            .filter(|mention| window.contains(ByteRange::new(mention.start as usize, mention.end as usize)))
            .filter(|mention| mention.end as usize + 30 >= window.end)
            .max_by_key(|mention| (mention.end, mention.end - mention.start))?;
        let range = ByteRange::new(trade.start as usize, trade.end as usize);
        Some(Found::new(sector_of(trade)?, notice.evidence(range), "organisations.sector_introduced"))
    })
}

/// What the words of the notice show most.
fn by_trade(notice: &Notice<'_>, part: &Part, firm: bool) -> Option<Found<Sector>> {
    let mut best: Vec<(Sector, u32, ByteRange)> = Vec::new();
    for sentence in part.told(notice) {
        for mention in notice.of_class(sentence, Class::Trades) {
            let Some(sector) = sector_of(mention) else { continue };
            // A firm's clients may be towns; it is none.
            if firm && matches!(sector, Sector::NationalGovernment | Sector::Prefecture | Sector::Municipality) {
                continue;
            }
            let weight = if sentence.place == Place::Title { 2 } else { 1 };
            let range = ByteRange::new(mention.start as usize, mention.end as usize);
            match best.iter_mut().find(|known| known.0 == sector) {
                Some(known) => known.1 += weight,
                None => best.push((sector, weight, range)),
            }
        }
    }
    let most = best.iter().map(|known| known.1).max()?;
    let (sector, _, at) = best.iter().find(|known| known.1 == most)?;
    Some(Found::new(*sector, notice.evidence(*at), "organisations.sector_words"))
}

/// Whether a name has the legal form of a firm.
fn is_firm(victim: &Party) -> bool {
    victim.name.contains("会社") || victim.name.contains("(株)") || victim.name.contains("(有)")
}

fn sector_of(mention: &Mention) -> Option<Sector> {
    Sector::from_code(mention.tag.code())
}

fn name_tag(sector: Sector) -> Option<Tag> {
    Some(match sector {
        Sector::NationalGovernment => Tag::SectorsNationalGovernment,
        Sector::Prefecture => Tag::SectorsPrefecture,
        Sector::Municipality => Tag::SectorsMunicipality,
        Sector::PublicBody => Tag::SectorsPublicBody,
        Sector::Healthcare => Tag::SectorsHealthcare,
        Sector::Education => Tag::SectorsEducation,
        Sector::Finance => Tag::SectorsFinance,
        Sector::Media => Tag::SectorsMedia,
        Sector::Retail => Tag::SectorsRetail,
        Sector::ItService => Tag::SectorsItService,
        Sector::Telecom => Tag::SectorsTelecom,
        Sector::Transport => Tag::SectorsTransport,
        Sector::Manufacturing => Tag::SectorsManufacturing,
        Sector::Energy => Tag::SectorsEnergy,
        Sector::SportsLeisure => Tag::SectorsSportsLeisure,
        Sector::Staffing => Tag::SectorsStaffing,
        Sector::AcademicSociety => Tag::SectorsAcademicSociety,
        Sector::Association => Tag::SectorsAssociation,
        Sector::Publishing => Tag::SectorsPublishing,
        Sector::Other => Tag::SectorsOther,
    })
}
