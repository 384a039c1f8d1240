//! `kill -9` of a running `add`, at many points: nothing that it told of is lost, and the next run goes on.

mod common;

use std::io::Read;
use std::time::{Duration, Instant};

use common::{Desk, digest};

/// Pages; each takes a debug build longer than the writer waits before it commits what it has.
const PAGES: usize = 12;
const NOTICES: usize = 40;
/// Points at which a run is cut off.
const POINTS: u32 = 12;

fn write_pages(desk: &Desk) {
    for page in 0..PAGES {
        desk.write(&format!("pages/{page:03}.txt"), digest(page, NOTICES));
    }
}

/// Paths without the folder of this desk, so that two desks can be compared.
fn comparable(desk: &Desk, text: &str) -> String {
    text.replace(&desk.path().canonicalize().unwrap().display().to_string(), "")
}

/// Starts `add`, ends it after `wait` with SIGKILL, and gives what it told.
fn cut_off(desk: &Desk, wait: Duration) -> String {
    let mut command = desk.command(&["add", "pages"]);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    let told = std::thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text).map(|_| text).unwrap()
    });
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    told.join().unwrap()
}

#[test]
fn a_run_that_is_killed_loses_nothing_it_told_of_and_the_next_goes_on() {
    let reference = Desk::new();
    write_pages(&reference);
    let started = Instant::now();
    reference.done(&["add", "pages"]);
    let whole = started.elapsed();
    let expected = comparable(&reference, &reference.export());
    assert_eq!(expected.lines().count(), PAGES * NOTICES, "each notice is a case");

    let (mut cut, mut in_the_middle) = (0, 0);
    for point in 0..POINTS {
        let desk = Desk::new();
        write_pages(&desk);
        // From before the first page to about the end.
        let told = cut_off(&desk, whole * point / POINTS + Duration::from_millis(1));
        let kept = desk.run(&["export"]);
        if !told.is_empty() {
            assert_eq!(kept.code, 0, "{}", kept.err);
        }
        for line in told.lines() {
            let [what, source, ids] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("torn line {line:?}") };
            assert_eq!(what, "added");
            let first = ids.split(' ').next().unwrap();
            let case = kept.out.lines().find(|line| line.contains(&format!("\"id\":\"{first}\"")));
            assert!(case.is_some_and(|case| case.contains(source)), "{source} was told of as {first} and is not there");
        }
        let lines = told.lines().count();
        cut += usize::from(lines < PAGES);
        in_the_middle += usize::from(lines > 0 && lines < PAGES);

        let next = desk.run(&["add", "pages"]);
        assert_eq!(next.code, 0, "{}", next.err);
        assert_eq!(comparable(&desk, &desk.export()), expected, "cut off at point {point}");
        if point % 4 == 1 {
            let before = desk.done(&["export"]);
            desk.done(&["rebuild"]);
            assert_eq!(desk.done(&["export"]), before, "a rebuild gives an equal casebook, moments too");
        }
    }
    assert!(cut >= POINTS as usize / 3, "many runs were cut off, {cut}");
    assert!(in_the_middle >= 2, "some runs were cut off between pages, {in_the_middle}");
}
