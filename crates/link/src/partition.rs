//! From reports to cases: candidates, decisions, components, roots.
//!
//! In:   what all reports tell, in any order.
//! Out:  cases in a fixed order.

use std::collections::BTreeMap;

use crate::block;
use crate::compare::{Aliases, compare_known};
use crate::differ::{self, Change, Contradiction};
use crate::roles::{self, Role};
use crate::roots;
use crate::told::{Fnv, Known, Told};

/// One event at one responsible party.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// Reports as indexes into the input, in the order in which they were published, with their roles.
    pub reports: Vec<(usize, Role)>,
    /// Index of the root case.
    pub root: Option<usize>,
    /// For a root case: its own reports, then those of its clients.
    pub reports_all: Vec<usize>,
    /// Whether it is a root case.
    pub is_root: bool,
    /// Reports that cannot both be right, as indexes into the input.
    pub contradictions: Vec<Contradiction>,
    /// What later reports corrected or widened, as indexes into the input.
    pub changes: Vec<Change>,
}

/// Everything joined.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linked {
    /// Cases; a root without reports of its own stands after all others.
    pub cases: Vec<Case>,
    /// The case of each report of the input.
    pub case_of: Vec<usize>,
}

/// Joins reports into cases.
pub fn link(told: Vec<Told>) -> Linked {
    let n = told.len();
    let mut known: Vec<(usize, Known)> = told.into_iter().map(Known::of).enumerate().collect();
    known.sort_by(|a, b| a.1.order().cmp(&b.1.order()));
    let (input, known): (Vec<usize>, Vec<Known>) = known.into_iter().unzip();
    let aliases = aliases(&known);
    let of = cases_of(&known, &aliases);

    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (report, case) in of.iter().enumerate() {
        groups.entry(*case).or_default().push(report as u32);
    }
    let groups: Vec<Vec<u32>> = groups.into_values().collect();
    let roots = roots::find(&known, &groups, &aliases);
    let mut cases: Vec<Case> =
        groups.iter().map(|group| Case { reports: roles::of(&known, group), ..Case::default() }).collect();
    cases.resize_with(cases.len() + roots.made, Case::default);
    for (case, root) in cases.iter_mut().zip(&roots.of) {
        case.root = *root;
    }
    for case in 0..cases.len() {
        let clients = &roots.clients[case];
        cases[case].is_root = roots.is_root[case];
        cases[case].changes = differ::changes(&known, &cases[case].reports, roots.is_root[case]);
        cases[case].contradictions = differ::contradictions(&known, &cases[case].reports);
        if roots.is_root[case] {
            let of_clients = clients.iter().map(|client| &cases[*client].reports[..]).collect::<Vec<_>>();
            let shared = differ::between_clients(&known, &cases[case].reports, &of_clients);
            let all =
                cases[case].reports.iter().chain(of_clients.into_iter().flatten()).map(|(report, _)| *report).collect();
            cases[case].contradictions.extend(shared);
            cases[case].reports_all = all;
        }
    }
    // Back to the numbers of the input.
    let mut case_of = vec![usize::MAX; n];
    for (number, case) in cases.iter_mut().enumerate() {
        for (report, _) in &mut case.reports {
            *report = input[*report];
            case_of[*report] = number;
        }
        for report in &mut case.reports_all {
            *report = input[*report];
        }
        for contradiction in &mut case.contradictions {
            for report in &mut contradiction.reports {
                *report = input[*report];
            }
        }
        for change in &mut case.changes {
            (change.from, change.to) = (input[change.from], input[change.to]);
        }
    }
    Linked { cases, case_of }
}

fn cases_of(known: &[Known], aliases: &Aliases) -> Vec<u32> {
    let mut keys = Vec::with_capacity(known.len() * 2);
    for (report, known) in known.iter().enumerate() {
        let report = report as u32;
        for name in known.victims.iter().flat_map(|id| [&id.exact, &id.base]).chain(&known.services) {
            let mut hash = Fnv::new();
            hash.eat(name.as_bytes());
            keys.push((hash.0, report));
        }
    }
    let mut joins = Vec::new();
    let mut apart = Vec::new();
    for (a, b) in block::pairs(keys) {
        let (x, y) = (&known[a as usize], &known[b as usize]);
        if x.published.zip(y.published).is_some_and(|(x, y)| (x - y).abs() > 800) {
            continue;
        }
        let decision = compare_known(x, y, aliases);
        if decision.apart {
            apart.push((a, b));
        } else if decision.joined() {
            joins.push((decision.score, a, b));
        }
    }
    // The surest first; equal ones in the fixed order of the reports.
    joins.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let joins: Vec<(u32, u32)> = joins.into_iter().map(|(_, a, b)| (a, b)).collect();
    block::components(known.len(), &joins, apart)
}

/// Services by their companies: a title names the service in 「…」 where the report names one company as the contractor, or is the
/// company's own.
fn aliases(known: &[Known]) -> Aliases {
    let used: std::collections::BTreeSet<&str> =
        known.iter().flat_map(|known| &known.contractors).map(|id| id.base.as_str()).collect();
    let mut votes: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for known in known {
        let company = match (&known.contractors[..], &known.victims[..]) {
            ([one], _) => one,
            ([], [one, ..]) => one,
            _ => continue,
        };
        for service in &known.services {
            if used.contains(service.as_str()) && *service != company.base {
                *votes.entry(service).or_default().entry(&company.base).or_default() += 1;
            }
        }
    }
    votes
        .into_iter()
        .filter_map(|(service, companies)| {
            let best = companies.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
            Some((service.to_owned(), best.0.to_owned()))
        })
        .collect()
}
