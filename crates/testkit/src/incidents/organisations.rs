//! Organisations of a made-up world, and the ways in which notices write them.
//!
//! In:   a seed and a number.
//! Out:  an organisation; on demand its name in one of its forms.
//! Data: `data/incidents.tsv`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::Random;

/// A part of names or titles, and the same in Latin letters.
pub(super) type Part = (&'static str, &'static str);

/// The parts of a kind.
pub(super) fn parts(kind: &str) -> &'static [Part] {
    static PARTS: OnceLock<BTreeMap<&str, Vec<Part>>> = OnceLock::new();
    let parts = PARTS.get_or_init(|| {
        let mut parts = BTreeMap::<&str, Vec<Part>>::new();
        for line in include_str!("../../data/incidents.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            if let (Some(kind), Some(part)) = (cells.next(), cells.next()) {
                parts.entry(kind).or_default().push((part, cells.next().unwrap_or_default()));
            }
        }
        parts
    });
    &parts[kind]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Company,
    Kana,
    Town,
    Hospital,
    School,
}

/// An organisation.
#[derive(Debug, Clone)]
pub(super) struct Organisation {
    kind: Kind,
    name: String,
    latin: String,
    /// The legal form stands in front.
    front: bool,
    /// Day from which on it has another name, and that name.
    renamed: Option<(i64, String)>,
    /// Words that all its notices share.
    pub(super) phrases: Vec<u32>,
}

impl Organisation {
    /// Organisation number `number` of a world.
    pub(super) fn of(seed: u64, number: u64) -> Self {
        let mut random = Random::of(seed ^ 0x6f72_6761, number);
        let kind = match random.within(1, 100) {
            ..=38 => Kind::Company,
            39..=55 => Kind::Kana,
            56..=80 => Kind::Town,
            81..=90 => Kind::Hospital,
            _ => Kind::School,
        };
        let (name, latin) = name(kind, &mut random);
        let renamed = (kind == Kind::Company && random.percent(4))
            .then(|| (random.within(13_500, 20_000) as i64, self::name(kind, &mut random).0));
        let phrases = (0..12).map(|_| random.next() as u32).collect();
        Self { kind, name, latin, front: random.percent(60), renamed, phrases }
    }

    /// Whether it may be a contractor.
    pub(super) fn serves(&self) -> bool {
        matches!(self.kind, Kind::Company | Kind::Kana)
    }

    /// The name without any form, as of a day.
    pub(super) fn plain(&self, day: i64) -> &str {
        match &self.renamed {
            Some((from, name)) if *from <= day => name,
            _ => &self.name,
        }
    }

    /// How one report names it; several names where the report itself says that they are one's.
    pub(super) fn written(&self, day: i64, own: bool, random: &mut Random) -> Vec<String> {
        let name = self.plain(day);
        if let Some((from, new)) = &self.renamed
            && (0..700).contains(&(day - from))
        {
            return match random.within(1, 10) {
                ..=7 => vec![self.legal(new), self.legal(&self.name)],
                8..=9 => vec![self.legal(new)],
                _ => vec![self.legal(&self.name)],
            };
        }
        let latin = format!("{}, Ltd.", self.latin);
        let dice = random.within(1, 100);
        match self.kind {
            Kind::Company | Kind::Kana => vec![match dice {
                ..=40 => self.legal(name),
                41..=60 => name.to_owned(),
                61..=72 => format!("(株){name}"),
                73..=80 => format!("{name}㈱"),
                81..=85 => format!("株式会社 {name}"),
                86..=89 if !name.ends_with('社') => format!("{name}社"),
                90..=94 => format!("{name}株式会社{}", random.one(parts("branch")).0),
                95..=97 => return vec![self.legal(name), latin],
                _ if own => self.legal(name),
                _ => latin,
            }],
            Kind::Town if dice <= 12 => vec![format!("{name}{}", random.one(parts("office")).0)],
            Kind::School if dice <= 20 && name.ends_with("大学") => {
                vec![name.strip_suffix('学').unwrap_or(name).to_owned()]
            }
            Kind::School if dice <= 30 => vec![format!("学校法人{name}")],
            Kind::Hospital if dice <= 10 => vec![format!("医療法人{name}")],
            _ => vec![name.to_owned()],
        }
    }

    fn legal(&self, name: &str) -> String {
        match self.kind {
            Kind::Company | Kind::Kana if self.front => format!("株式会社{name}"),
            Kind::Company | Kind::Kana => format!("{name}株式会社"),
            _ => name.to_owned(),
        }
    }
}

fn name(kind: Kind, random: &mut Random) -> Part2 {
    let stems = |n: u64, random: &mut Random| {
        let mut joined = Part2::default();
        for _ in 0..n {
            let (part, latin) = *random.one(parts("stem"));
            joined = (joined.0 + part, joined.1 + latin);
        }
        joined
    };
    let (stem, end) = match kind {
        Kind::Company => (stems(random.within(2, 3), random), "company"),
        Kind::Town => (stems(random.within(2, 3), random), "town"),
        Kind::Hospital => (stems(random.within(2, 3), random), "hospital"),
        Kind::School => (stems(random.within(2, 3), random), "school"),
        Kind::Kana => {
            let mut joined = Part2::default();
            for _ in 0..random.within(3, 4) {
                let (part, latin) = *random.one(parts("mora"));
                joined = (joined.0 + part, joined.1 + latin);
            }
            (joined, "kana")
        }
    };
    let (end, end_latin) = *random.one(parts(end));
    let capital = stem.1.chars().take(1).flat_map(char::to_uppercase).chain(stem.1.chars().skip(1)).collect::<String>();
    (stem.0 + end, format!("{capital} {end_latin}"))
}

type Part2 = (String, String);
