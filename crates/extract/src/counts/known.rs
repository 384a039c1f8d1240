//! What the text so far says of figures whose noun does not stand beside them.
//!
//! In:   a notice, then its lines one after another.
//! Out:  `Known`, which the readers of subjects ask.

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_start};
use jikenbo_model::Subject;

use super::noun::piece;
use crate::notice::{Notice, Place, Sentence};
use crate::section::opens_with_day;

/// What bare counters (件, 通) count where no noun stands beside them, as far as the text has been read.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Subject of the last figure with a noun.
    pub(super) carried: Option<Subject>,
    /// The last figure: its subject and where it ended.
    pub(super) last: Option<(Subject, usize)>,
    /// Noun of the line above, if that line is no sentence of its own (「…に届いたメール」, then 「全国で1,847件」).
    pub(super) above: Option<Subject>,
    /// What the notice says leaked, if that is mails (「メールの流出」).
    pub(super) leaked: Option<Subject>,
    /// Whether the line above names those who wrongly got something.
    pub(super) above_recipients: bool,
    /// Whether addresses were shown to one another.
    shows_addresses: bool,
    /// Whether something held the data of others than those who got it: 「別の講座の申込者28人の名簿を誤って添付」.
    pub(super) holds_others: bool,
}

impl Known {
    /// Looks for what the notice says leaked.
    pub(super) fn of(notice: &Notice<'_>) -> Self {
        let leaks = |mention: &Mention| {
            if mention.tag != Tag::CountedEmails {
                return false;
            }
            let rest =
                notice.text[mention.end as usize..].trim_start_matches(['情', '報', 'デ', 'ー', 'タ', '本', '文']);
            let rest = rest.strip_prefix(['の', 'が']).unwrap_or(rest);
            longest_at_start(Tag::WordsFigureLeaked, rest) > 0
        };
        let mut naming = notice.sentences.iter().filter(|sentence| sentence.tags.has(Tag::CountedEmails));
        let mails = naming.any(|sentence| notice.mentions(sentence).iter().any(leaks));
        // Addresses shown to one another are those of the recipients themselves.
        let holds_others = notice.sentences.iter().any(|sentence| {
            sentence.tags.has(Tag::ActsWrongPerson)
                && sentence.tags.has(Tag::ActsHandOver)
                && ["分の", "名の", "人の", "名分", "人分"].iter().any(|of| notice.text_of(sentence).contains(of))
        });
        let shows_addresses = notice.tags.has(Tag::WaysAddresses);
        let holds_others = holds_others && !shows_addresses;
        Self { leaked: mails.then_some(Subject::Emails), holds_others, shows_addresses, ..Self::default() }
    }

    /// Takes note of a line that has been read.
    pub(super) fn pass(&mut self, notice: &Notice<'_>, sentence: &Sentence) {
        const LABEL: usize = 30;
        if notice.text.as_bytes()[..sentence.range.end].ends_with("。".as_bytes()) {
            (self.above_recipients, self.above) = (false, None);
            return;
        }
        let text = notice.text_of(sentence);
        self.above_recipients =
            !self.shows_addresses && text.len() <= LABEL && sentence.tags.has(Tag::CountedRecipients);
        let noun = notice.of_class(sentence, Class::Counted).filter_map(|noun| piece(noun.tag, "件")).next_back();
        if noun.is_none() && self.above.is_none() {
            return;
        }
        // A step of a list (「2月5日 警視庁に相談」) is no label of the next one.
        if sentence.place != Place::Body || opens_with_day(text) {
            self.above = None;
        } else if let Some(noun) = noun {
            let listed = noun == Subject::EmailAddresses
                && notice.of_class(sentence, Class::DataTypes).any(|other| other.tag != Tag::DataTypesEmail);
            self.above = Some(if listed { Subject::Records } else { noun });
        }
    }
}
