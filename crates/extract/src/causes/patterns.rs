//! How a notice tells a cause in prose: what was done to what, with words between.
//!
//! In:   a sentence.
//! Out:  the causes that its patterns tell, with their places.
//! Data: lexicon classes `things` and `deeds`.
//!
//! A pattern joins classes of words, never phrases: 「別の方のものをお渡し」 and 「ほかの世帯の通知を封入」 are one.

use std::sync::LazyLock;

use jikenbo_lexicon::{Mention, Tag};
use jikenbo_model::Cause;

use crate::pattern::{Index, Pattern};

/// A pattern and the cause that it tells.
pub(super) struct Telling {
    pub(super) cause: Cause,
    pub(super) pattern: Pattern,
    pub(super) clarity: Clarity,
}

/// How plainly a pattern tells its cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clarity {
    /// As plainly as its word.
    Clear,
    /// Less than a word for another cause.
    Fair,
    /// A state that several causes leave behind.
    Faint,
}

const fn tells(cause: Cause, parts: &'static [&'static [Tag]], letters: usize) -> Telling {
    Telling { cause, pattern: Pattern::of(parts, letters), clarity: Clarity::Fair }
}

const fn tells_clearly(cause: Cause, parts: &'static [&'static [Tag]], letters: usize) -> Telling {
    Telling { cause, pattern: Pattern::of(parts, letters), clarity: Clarity::Clear }
}

const fn tells_faintly(cause: Cause, parts: &'static [&'static [Tag]], letters: usize) -> Telling {
    Telling { cause, pattern: Pattern::of(parts, letters), clarity: Clarity::Faint }
}

/// The patterns whose parts stand in a sentence, in their order.
pub(super) fn of_sentence(mentions: &[Mention]) -> impl Iterator<Item = &'static Telling> {
    static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(PATTERNS.iter().map(|telling| &telling.pattern)));
    INDEX.of_sentence(mentions).map(|number| &PATTERNS[number])
}

/// The patterns, by cause.
const PATTERNS: &[Telling] = &[
    // 「別の納税者の通知書を入れて投函」, 「無関係の会社に流して」
    tells(Cause::Misdelivery, &[&[Tag::ThingsOtherOne], &[Tag::DeedsHandOver]], 24),
    // 「3名に対し、別の受験生の受験票を郵送」
    tells_clearly(Cause::Misdelivery, &[&[Tag::WaysAnother], &[Tag::ActsHandOver]], 40),
    // 「2枚重ねて送ったため、別の利用者の氏名が伝わり」
    tells_clearly(Cause::Misdelivery, &[&[Tag::ActsHandOver], &[Tag::WaysAnother]], 14),
    // 「誤って、別の方に送付」, 「別の方に誤って送付」
    tells_clearly(Cause::Misdelivery, &[&[Tag::ActsByMistake], &[Tag::ActsWrongPerson], &[Tag::ActsHandOver]], 24),
    tells_clearly(Cause::Misdelivery, &[&[Tag::ActsWrongPerson], &[Tag::ActsByMistake], &[Tag::ActsHandOver]], 24),
    // 「本人の同意を得ないままメーカーに伝え」
    tells(Cause::Misdelivery, &[&[Tag::ThingsConsent], &[Tag::DeedsAgainst], &[Tag::DeedsSay, Tag::DeedsHandOver]], 20),
    // 「宛先を選び間違え」, 「番号を一つ打ち間違え」, 「封筒を取り違え」
    tells(Cause::Misdelivery, &[&[Tag::ThingsToWhom], &[Tag::DeedsMistake]], 8),
    // 「誤って取引先に名簿を付けて送信」
    tells(Cause::Misdelivery, &[&[Tag::ActsByMistake], &[Tag::DeedsHandOver]], 24),
    // 「別のお客様の契約内容を電話でお伝え」
    tells(Cause::Misdelivery, &[&[Tag::WaysAnother], &[Tag::DeedsSay]], 14),
    // 「お送りした請求書に別のお客様のものが混入」
    tells(Cause::Misdelivery, &[&[Tag::DeedsHandOver], &[Tag::ThingsOtherOne], &[Tag::DeedsUnmeant]], 20),
    // 「届いた通知が別の方のものでした」
    tells(Cause::Misdelivery, &[&[Tag::WaysAnother, Tag::ThingsOtherOne], &[Tag::DeedsBelong]], 6),
    // 「会員ページを開くと別の会員の氏名が出る」
    tells(Cause::SystemDefect, &[&[Tag::WaysScreen], &[Tag::ThingsOtherOne], &[Tag::DeedsAppear]], 24),
    tells(Cause::SystemDefect, &[&[Tag::ThingsProgram], &[Tag::ThingsOtherOne], &[Tag::DeedsAppear]], 34),
    // 「注文の履歴がほかの会員から見える」
    tells_faintly(Cause::SystemDefect, &[&[Tag::WaysAnother], &[Tag::DeedsReach]], 6),
    // 「プログラムの書き換えに誤りがあり」
    tells(Cause::SystemDefect, &[&[Tag::ThingsProgram], &[Tag::ThingsFlaw]], 6),
    // 「研究室の記憶装置が外部に公開」
    tells(Cause::Misconfiguration, &[&[Tag::ThingsMachine], &[Tag::DeedsLieOpen]], 20),
    // 「閲覧の制限を戻し忘れ」, 「結果の概要を見せる項目を入にしたまま」
    tells(Cause::Misconfiguration, &[&[Tag::ThingsSetting], &[Tag::DeedsSetWrong]], 9),
    // 「パスワードなしで外から開ける」, 「申し込んだ人が見られる」
    tells_faintly(Cause::Misconfiguration, &[&[Tag::ThingsAnybody], &[Tag::DeedsReach]], 14),
    // 「公式SNSに上げた写真に応募用紙が写り込み」
    tells(Cause::PublicationError, &[&[Tag::ThingsPublicPlace], &[Tag::DeedsPublish], &[Tag::DeedsUnfit]], 30),
    // 「名簿のシートが残ったまま学校だよりに掲載」
    tells(Cause::PublicationError, &[&[Tag::DeedsUnfit], &[Tag::ThingsPublicPlace], &[Tag::DeedsPublish]], 30),
    // 「公開用サーバーに置き、そのまま消し忘れ」, 「本来は載せない名簿が残ったまま掲載」
    tells(Cause::PublicationError, &[&[Tag::DeedsUnfit], &[Tag::DeedsPublish]], 16),
    // 「黒塗りの下の文字が読める」
    tells(Cause::PublicationError, &[&[Tag::ThingsBlackout], &[Tag::DeedsUnfit, Tag::DeedsMistake]], 20),
    // 「用紙の束を落とし」, 「かばんを電車に置いたまま」
    tells(Cause::Loss, &[&[Tag::ThingsCarried], &[Tag::DeedsLose]], 20),
    // 「車の窓を割られ、鞄を」
    tells(Cause::Theft, &[&[Tag::ThingsCarried], &[Tag::DeedsSteal]], 12),
    // 「書類を保存年限前と気付かずに溶解に」
    tells(Cause::DisposalError, &[&[Tag::ThingsPaper], &[Tag::DeedsUnmeant], &[Tag::DeedsDiscard]], 20),
    // 「ほかの文書に混ざって廃棄」
    tells(Cause::DisposalError, &[&[Tag::DeedsUnmeant], &[Tag::DeedsDiscard]], 10),
    // 「申請書の束が古紙の箱に紛れ」
    tells(Cause::DisposalError, &[&[Tag::ThingsPaper], &[Tag::DeedsDiscard], &[Tag::DeedsUnmeant]], 14),
    // 「返却したパソコンのデータが消されずに」
    tells(Cause::DisposalError, &[&[Tag::DeedsPassOn], &[Tag::ThingsMachine], &[Tag::DeedsLeftOn]], 24),
    tells(Cause::DisposalError, &[&[Tag::ThingsMachine], &[Tag::DeedsPassOn], &[Tag::DeedsLeftOn]], 24),
    tells(Cause::DisposalError, &[&[Tag::ThingsMachine], &[Tag::DeedsLeftOn], &[Tag::DeedsPassOn]], 24),
    // 「手順を誤り、記録を消し」
    tells(
        Cause::AccidentalDeletion,
        &[&[Tag::DeedsUnmeant], &[Tag::ThingsEncryptable, Tag::ThingsPaper], &[Tag::DeedsErase]],
        16,
    ),
    // 「履歴を消してしまい」
    tells(
        Cause::AccidentalDeletion,
        &[&[Tag::ThingsEncryptable, Tag::ThingsPaper], &[Tag::DeedsErase], &[Tag::DeedsUnmeant]],
        8,
    ),
    // 「業務上の用がないのに知人のカルテを開いて」
    tells(Cause::InsiderMisuse, &[&[Tag::ThingsNoNeed], &[Tag::DeedsLook, Tag::DeedsTake]], 24),
    // 「相談員が相談者の状況を知人に話し」
    tells(Cause::InsiderMisuse, &[&[Tag::ThingsStaff], &[Tag::ThingsAcquaintance], &[Tag::DeedsTellOn]], 30),
    // 「店員が映像を撮りSNSに投稿」
    tells_clearly(
        Cause::InsiderMisuse,
        &[&[Tag::ThingsStaff], &[Tag::DeedsTake], &[Tag::ThingsAcquaintance], &[Tag::DeedsTellOn]],
        30,
    ),
    // 「出向していた社員が代理店の顧客の一覧を送信」
    tells_clearly(Cause::InsiderMisuse, &[&[Tag::ThingsSeconded], &[Tag::DeedsTellOn, Tag::DeedsTake]], 40),
    // 「元職員が名簿を写し取り、業者に売って」
    tells(Cause::InsiderMisuse, &[&[Tag::ThingsStaff], &[Tag::DeedsTake], &[Tag::DeedsProfit, Tag::DeedsMisuse]], 40),
    // 「偽の画面に入力」, 「会長をかたるメールに返信」
    tells(Cause::Phishing, &[&[Tag::ThingsFake], &[Tag::ThingsBait], &[Tag::DeedsFallFor]], 18),
    // 「SMSにだまされ」
    tells_clearly(Cause::Phishing, &[&[Tag::ThingsBait], &[Tag::DeedsFooled]], 6),
    // 「応募を装うメールの添付を開き」
    tells(Cause::MalwareInfection, &[&[Tag::ThingsFake], &[Tag::ThingsAttachment], &[Tag::DeedsOpen]], 12),
    tells(Cause::MalwareInfection, &[&[Tag::ThingsMachine], &[Tag::DeedsInfect]], 10),
    // 「警告に書かれた番号へ電話し」
    tells(Cause::Phishing, &[&[Tag::ThingsBait], &[Tag::DeedsCallUp], &[Tag::DeedsObey]], 20),
    // 「お客様になりすました者が会員ページに入り」
    tells(
        Cause::AccountTakeover,
        &[&[Tag::ThingsIntruder, Tag::ThingsPosing], &[Tag::ThingsAccount], &[Tag::DeedsSignIn]],
        16,
    ),
    tells(
        Cause::AccountTakeover,
        &[&[Tag::ThingsAccount], &[Tag::ThingsIntruder, Tag::ThingsPosing], &[Tag::DeedsSignIn]],
        12,
    ),
    // 「アカウントのIDとパスワードが使われ」, 「メールアドレスが何者かに使われ」
    tells(Cause::AccountTakeover, &[&[Tag::ThingsAccount], &[Tag::DeedsMisuse]], 9),
    tells(Cause::AccountTakeover, &[&[Tag::WaysAddresses], &[Tag::ThingsIntruder], &[Tag::DeedsMisuse]], 8),
    // 「他のサービスで漏れたとみられるIDを使いログインを試み」
    tells(
        Cause::CredentialStuffing,
        &[&[Tag::ThingsElsewhere], &[Tag::ThingsAccount, Tag::ThingsPassword], &[Tag::DeedsTry]],
        40,
    ),
    // 「サーバーが攻撃を受け、データを暗号化された」
    tells(Cause::Ransomware, &[&[Tag::ThingsEncryptable], &[Tag::DeedsEncrypted]], 12),
    tells(Cause::Ransomware, &[&[Tag::ThingsRansom], &[Tag::DeedsDemand]], 10),
    // 「VPN装置の弱点を突かれ」
    tells(Cause::VulnerabilityExploit, &[&[Tag::ThingsWeakPoint], &[Tag::DeedsExploit]], 8),
    // 「第三者に入り込まれ」, 「不正なプログラムが置かれ」
    tells(Cause::UnauthorizedAccess, &[&[Tag::ThingsIntruder], &[Tag::DeedsIntrude]], 20),
    // 「公開してしまった鍵を第三者が使い」
    tells_clearly(
        Cause::UnauthorizedAccess,
        &[&[Tag::ThingsKey], &[Tag::ThingsIntruder], &[Tag::DeedsSignIn, Tag::DeedsIntrude, Tag::DeedsTake]],
        20,
    ),
    tells_clearly(
        Cause::UnauthorizedAccess,
        &[&[Tag::ThingsIntruder], &[Tag::ThingsKey], &[Tag::DeedsSignIn, Tag::DeedsIntrude, Tag::DeedsTake]],
        20,
    ),
    // 「パスワードが推測しやすいもの」
    tells(Cause::WeakPassword, &[&[Tag::ThingsPassword], &[Tag::DeedsWeak]], 9),
    // 「名前の列だけを並べ替え」, 「番号を入れ違え」
    tells(Cause::DataHandlingError, &[&[Tag::ThingsSheet], &[Tag::DeedsMixUp]], 12),
    // 「許可を受けずに資料を持ち帰り」
    tells(Cause::RuleViolation, &[&[Tag::ThingsRule], &[Tag::DeedsAgainst], &[Tag::DeedsCarryOut]], 20),
    tells(Cause::RuleViolation, &[&[Tag::DeedsCarryOut], &[Tag::ThingsRule], &[Tag::DeedsAgainst]], 24),
    // 「市に無断で記録媒体を持ち出し」
    tells(Cause::RuleViolation, &[&[Tag::ThingsUnasked], &[Tag::DeedsCarryOut]], 24),
    // 「内規で書類の携行を禁じており」
    tells(Cause::RuleViolation, &[&[Tag::DeedsCarryOut], &[Tag::DeedsForbid]], 14),
];
