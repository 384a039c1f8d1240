//! The codes of the field. Their labels stand in `crates/lexicon/data/labels.tsv`.

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* #[doc = concat!("`", $code, "`")] $variant,)+ }

        impl $name {
            /// Every code, in the order of the schema.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The code as records write it.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The value with this code; `None` if there is none.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

codes! {
    /// How sure the text is of what it says.
    Realis {
        Confirmed = "confirmed",
        /// おそれ, 可能性, 否定できない
        Possible = "possible",
        /// 確認されていない, 含まれない; never counted
        Denied = "denied",
        /// An attacker's or a third party's word.
        Claimed = "claimed",
    }
}

codes! {
    /// What another name is to an organisation.
    NameKind {
        /// 旧社名, 「…から社名変更」
        Former = "former",
        /// 英文名
        English = "english",
        /// カナ, よみ
        Kana = "kana",
        /// The body whose 子会社 it is.
        Parent = "parent",
    }
}

codes! {
    /// Line of work of the first victim.
    Sector {
        NationalGovernment = "national_government",
        Prefecture = "prefecture",
        Municipality = "municipality",
        PublicBody = "public_body",
        Healthcare = "healthcare",
        Education = "education",
        Finance = "finance",
        Media = "media",
        Retail = "retail",
        ItService = "it_service",
        Telecom = "telecom",
        Transport = "transport",
        Manufacturing = "manufacturing",
        Energy = "energy",
        SportsLeisure = "sports_leisure",
        Staffing = "staffing",
        AcademicSociety = "academic_society",
        Association = "association",
        Publishing = "publishing",
        Other = "other",
    }
}

codes! {
    /// What brought the incident about.
    Cause {
        MalwareInfection = "malware_infection",
        Ransomware = "ransomware",
        VulnerabilityExploit = "vulnerability_exploit",
        /// List attack, re-used passwords; only where said.
        CredentialStuffing = "credential_stuffing",
        WeakPassword = "weak_password",
        /// Entry with credentials into accounts, how is not said.
        AccountTakeover = "account_takeover",
        /// Intrusion, how is not said.
        UnauthorizedAccess = "unauthorized_access",
        Phishing = "phishing",
        /// Wrong recipient or wrong enclosure.
        Misdelivery = "misdelivery",
        Misconfiguration = "misconfiguration",
        PublicationError = "publication_error",
        SystemDefect = "system_defect",
        DataHandlingError = "data_handling_error",
        Loss = "loss",
        Theft = "theft",
        DisposalError = "disposal_error",
        AccidentalDeletion = "accidental_deletion",
        InsiderMisuse = "insider_misuse",
        /// Taken out or kept privately against the rules.
        RuleViolation = "rule_violation",
        StateActor = "state_actor",
    }
}

codes! {
    /// What came of it.
    ConsequenceKind {
        DataLeak = "data_leak",
        PossibleDataLeak = "possible_data_leak",
        ImpersonationMail = "impersonation_mail",
        SpamRelay = "spam_relay",
        WebDefacement = "web_defacement",
        DataTampering = "data_tampering",
        ServiceStop = "service_stop",
        FraudulentUse = "fraudulent_use",
        UnauthorizedViewing = "unauthorized_viewing",
        DataDeletion = "data_deletion",
    }
}

codes! {
    /// Kinds of information.
    DataType {
        Name = "name",
        Address = "address",
        Phone = "phone",
        Fax = "fax",
        Email = "email",
        BirthDate = "birth_date",
        Age = "age",
        Gender = "gender",
        Occupation = "occupation",
        /// Company, school, department.
        Affiliation = "affiliation",
        MyNumber = "my_number",
        /// Driving licence, My Number card image.
        IdDocument = "id_document",
        FacePhoto = "face_photo",
        CreditCard = "credit_card",
        BankAccount = "bank_account",
        Password = "password",
        SecurityQuestion = "security_question",
        LoginId = "login_id",
        Nickname = "nickname",
        /// Any issued id number.
        MemberNumber = "member_number",
        Medical = "medical",
        PurchaseHistory = "purchase_history",
        BrowsingHistory = "browsing_history",
        MessageBody = "message_body",
        MailSubject = "mail_subject",
        Attachment = "attachment",
        Transaction = "transaction",
        LandRegistry = "land_registry",
        SurveyAnswer = "survey_answer",
        Salary = "salary",
        Family = "family",
        Qualification = "qualification",
        BusinessProfile = "business_profile",
        UploadedContent = "uploaded_content",
        ShippingLabel = "shipping_label",
        UsageDate = "usage_date",
        Amount = "amount",
        Other = "other",
    }
}

codes! {
    /// What a figure counts; never converted into one another.
    Subject {
        /// Whose information it is.
        Persons = "persons",
        /// Who wrongly received or saw it.
        Recipients = "recipients",
        Accounts = "accounts",
        EmailAddresses = "email_addresses",
        Emails = "emails",
        Records = "records",
        Files = "files",
        Organizations = "organizations",
        SuspiciousEmails = "suspicious_emails",
        Logins = "logins",
        Accesses = "accesses",
        Devices = "devices",
        Cases = "cases",
    }
}

codes! {
    /// Of what a figure is the size.
    Scope {
        /// This victim's share.
        Own = "own",
        /// The whole incident over all victims.
        Total = "total",
        /// A named part of the own figure.
        Part = "part",
    }
}

codes! {
    /// How exact a figure is.
    Bound {
        Exact = "exact",
        /// 約
        Approx = "approx",
        /// 最大
        Max = "max",
        /// 以上; the figure itself included
        AtLeast = "at_least",
        /// 超; the figure itself not included (published as `at_least`)
        MoreThan = "more_than",
        /// のべ
        Cumulative = "cumulative",
    }
}

codes! {
    /// Steps of the timeline.
    EventType {
        Occurred = "occurred",
        Exposure = "exposure",
        DataPeriod = "data_period",
        Detected = "detected",
        Contained = "contained",
        Identified = "identified",
        Reported = "reported",
        Notified = "notified",
        Published = "published",
        Restored = "restored",
        Planned = "planned",
        Background = "background",
    }
}

codes! {
    /// Who it was reported to or consulted.
    Authority {
        /// 個人情報保護委員会
        Ppc = "ppc",
        Police = "police",
        Ministry = "ministry",
        Jipdec = "jipdec",
        Ipa = "ipa",
        Jpcert = "jpcert",
        PrefectureGov = "prefecture_gov",
        ClientOrg = "client_org",
        ForensicFirm = "forensic_firm",
        Other = "other",
    }
}

codes! {
    /// How lost or stolen media, or passwords, were protected.
    Protection {
        Encrypted = "encrypted",
        Password = "password",
        Hashed = "hashed",
        None = "none",
    }
}

codes! {
    /// Whether the leaked information was misused.
    SecondaryDamage {
        NoneConfirmed = "none_confirmed",
        Confirmed = "confirmed",
        NotStated = "not_stated",
    }
}

codes! {
    /// What was done after the event.
    Response {
        AccountFrozen = "account_frozen",
        PasswordReset = "password_reset",
        ServiceStopped = "service_stopped",
        Isolated = "isolated",
        MalwareRemoved = "malware_removed",
        SettingsFixed = "settings_fixed",
        DataDeletedAtRecipient = "data_deleted_at_recipient",
        PersonsNotified = "persons_notified",
        PublicWarning = "public_warning",
        HelpdeskOpened = "helpdesk_opened",
        Investigation = "investigation",
        SystemFixed = "system_fixed",
        ContractorInstructed = "contractor_instructed",
        Migrated = "migrated",
        SearchCacheRemoved = "search_cache_removed",
    }
}

codes! {
    /// What is promised against recurrence.
    Prevention {
        Training = "training",
        ProcessReview = "process_review",
        DoubleCheck = "double_check",
        AccessControl = "access_control",
        Encryption = "encryption",
        Monitoring = "monitoring",
        MultiFactor = "multi_factor",
        PasswordPolicy = "password_policy",
        Patching = "patching",
        ContractorManagement = "contractor_management",
        SystemChange = "system_change",
        RuleEnforcement = "rule_enforcement",
        SecurityHardening = "security_hardening",
    }
}
