//! What survives: rebuilds, cut-off writes, damage, several processes at once.

mod common;

use std::fs::{self, OpenOptions};
use std::io::Write;

use common::{Desk, TOY};
use jikenbo_casebook::{AddPlan, Casebook, Error, Filter, LARGEST_FILE, Progress, Writer, find_files};

/// A casebook with a history: added, changed, copied, gone and come back.
fn with_history() -> Desk {
    let desk = Desk::new();
    for i in 0..20 {
        desk.write(&format!("{i:02}.txt"), &format!("# 事案{i}\n第{i}商店\n\n# 別件{i}\n第{i}病院\n"));
    }
    desk.add();
    for i in (0..20).step_by(3) {
        desk.write(&format!("{i:02}.txt"), &format!("# 新しい件{i}\n第{i}学園\n\n# 事案{i}\n第{i}商店\n- 続報\n"));
    }
    desk.write("copy.txt", "# 事案1\n第1商店\n\n# 別件1\n第1病院\n");
    desk.add();
    desk.write("00.txt", "# 事案0\n第0商店\n\n# 別件0\n第0病院\n");
    desk.write("01.txt", "# 新しい件0\n第0学園\n\n# 事案0\n第0商店\n- 続報\n");
    desk.add();
    desk
}

#[test]
fn a_rebuild_gives_an_equal_casebook() {
    let desk = with_history();
    let (before, register) = (desk.seen(), fs::read(desk.casebook().join("register.jsonl")).unwrap());
    desk.rebuild(&TOY);
    assert_eq!(desk.seen(), before);
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(desk.casebook().join(format!("casebook.sqlite{end}")));
    }
    assert!(matches!(Casebook::open(&desk.casebook()), Err(Error::NoTables { .. })));
    desk.rebuild(&TOY);
    assert_eq!(desk.seen(), before);
    assert_eq!(fs::read(desk.casebook().join("register.jsonl")).unwrap(), register, "a rebuild gives no new ids");
}

#[test]
fn the_next_writer_catches_up_with_logs_that_were_written_before_a_cut() {
    let desk = with_history();
    let before = desk.seen();
    // As if the process had been killed after the logs and before the tables, at every line of the log.
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(desk.casebook().join(format!("casebook.sqlite{end}")));
    }
    drop(Writer::open(&desk.casebook(), &TOY).unwrap());
    assert_eq!(desk.seen(), before);
    // As if it had been killed before the register too: the ids are given again, the same ones.
    for name in ["casebook.sqlite", "casebook.sqlite-wal", "casebook.sqlite-shm", "register.jsonl"] {
        let _ = fs::remove_file(desk.casebook().join(name));
    }
    drop(Writer::open(&desk.casebook(), &TOY).unwrap());
    assert_eq!(desk.seen(), before);
}

#[test]
fn torn_last_lines_are_cut_and_the_page_is_added_again() {
    let desk = with_history();
    let before = desk.seen();
    for log in ["archive/captures.jsonl", "register.jsonl"] {
        let path = desk.casebook().join(log);
        OpenOptions::new().append(true).open(path).unwrap().write_all(b"{\"n\":99,\"sour").unwrap();
    }
    desk.write("new.txt", "# 新規\n新商店\n");
    assert_eq!(desk.add().added, 1);
    assert_eq!(desk.seen().len(), before.len() + 1);
}

#[test]
fn a_damaged_line_is_named_and_nothing_is_written() {
    let desk = with_history();
    let path = desk.casebook().join("archive/captures.jsonl");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let Err(error) = Writer::open(&desk.casebook(), &TOY) else { panic!("damage was not noticed") };
    assert_eq!(error.to_string(), "a line of a log is damaged");
    assert!(error.place().unwrap().ends_with("archive/captures.jsonl, line 1"), "{:?}", error.place());
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert!(!desk.seen().is_empty(), "reading goes on");
}

#[test]
fn a_log_that_lost_lines_is_noticed() {
    let desk = with_history();
    let path = desk.casebook().join("register.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let shorter: String = text.split_inclusive('\n').take(5).collect();
    fs::write(&path, shorter).unwrap();
    assert!(matches!(Writer::open(&desk.casebook(), &TOY), Err(Error::Ahead { log: 5, .. })));
}

#[test]
fn there_is_one_writer_at_a_time() {
    let desk = Desk::new();
    desk.write("a.txt", "# 誤送信\n甲市\n");
    let first = Writer::open(&desk.casebook(), &TOY).unwrap();
    assert!(matches!(Writer::open(&desk.casebook(), &TOY), Err(Error::Locked { .. })));
    assert!(matches!(
        jikenbo_casebook::rebuild(&desk.casebook(), &TOY, desk.now, 1, &mut |_| {}),
        Err(Error::Locked { .. })
    ));
    drop(first);
    assert_eq!(desk.add().added, 1);
}

#[test]
fn readers_see_whole_pages_while_the_writer_writes() {
    let desk = Desk::new();
    for i in 0..400 {
        // Some weight, so that there are many batches.
        let filling = format!("- {}\n", "x".repeat(40_000));
        desk.write(&format!("{i:03}.txt"), &format!("# 事案{i}\n第{i}商店\n第{i}病院\n{filling}"));
    }
    drop(Writer::open(&desk.casebook(), &TOY).unwrap());
    let reader = Casebook::open(&desk.casebook()).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let inputs = find_files(&[desk.pages()], None);
            let plan = AddPlan { now: desk.now, largest: LARGEST_FILE, threads: 2 };
            let mut told = 0;
            Writer::open(&desk.casebook(), &TOY)
                .unwrap()
                .add(&inputs.files, plan, &mut |progress| {
                    if let Progress::Stored { .. } = progress {
                        told += 1;
                        let stored = reader_count(&desk);
                        assert!(stored >= told * 2, "{told} pages told, {stored} cases there");
                    }
                })
                .unwrap();
            done.store(true, std::sync::atomic::Ordering::SeqCst);
        });
        let mut last = 0;
        while !done.load(std::sync::atomic::Ordering::SeqCst) {
            let now = reader.count(&Filter::default()).unwrap();
            assert!(now >= last && now.is_multiple_of(2), "{now} after {last}");
            last = now;
        }
    });
    assert_eq!(reader.count(&Filter::default()).unwrap(), 800);
}

fn reader_count(desk: &Desk) -> u64 {
    Casebook::open(&desk.casebook()).unwrap().count(&Filter::default()).unwrap()
}

#[test]
fn the_change_log_only_grows() {
    let desk = with_history();
    let last = || -> i64 {
        let tables = rusqlite::Connection::open(desk.casebook().join("casebook.sqlite")).unwrap();
        tables.query_row("SELECT max(seq) FROM change_log", [], |row| row.get(0)).unwrap()
    };
    let before = last();
    desk.rebuild(&TOY);
    assert!(last() > before);
}

#[test]
fn a_folder_without_a_casebook_is_said_to_be_one() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Casebook::open(folder.path()), Err(Error::Missing { .. })));
    assert!(matches!(
        jikenbo_casebook::rebuild(folder.path(), &TOY, jikenbo_casebook::Moment(0), 1, &mut |_| {}),
        Err(Error::Missing { .. })
    ));
}

#[test]
fn tables_that_are_no_database_are_built_anew() {
    let desk = with_history();
    let before = desk.seen();
    for end in ["-wal", "-shm"] {
        let _ = fs::remove_file(desk.casebook().join(format!("casebook.sqlite{end}")));
    }
    fs::write(desk.casebook().join("casebook.sqlite"), vec![b'x'; 10_000]).unwrap();
    assert!(matches!(Casebook::open(&desk.casebook()), Err(Error::Tables { .. })));
    desk.rebuild(&TOY);
    assert_eq!(desk.seen(), before);
}
