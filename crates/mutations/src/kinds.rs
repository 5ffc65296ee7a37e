//! The ways in which pages are damaged.

use apigen_markdown::{Cell, Row, RowWidth, Span, Table};
use fastrand::Rng;

use crate::mutation::{Edit, Mutation};
use crate::original::{Original, lines};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal, $edits:expr;)+) => {
        /// A way in which a page is damaged.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Kind {
            /// All kinds, in the order of this table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The kind's id, as reports print it.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            fn edits(self, page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
                match self { $(Self::$name => ($edits)(page, random),)+ }
            }
        }
    };
}

kinds! {
    /// A bar of a table is lost.
    PipeLost = "pipe-lost", lose_pipe;
    /// A line is gone.
    LineCut = "line-cut", cut_line;
    /// The end of a line is gone.
    LineTorn = "line-torn", tear_line;
    /// A line stands there twice.
    LineDoubled = "line-doubled", double_line;
    /// Two columns of a table are swapped, with their headers.
    ColumnsSwapped = "columns-swapped", swap_columns;
    /// Two headers of a table are swapped.
    HeadersSwapped = "headers-swapped", swap_headers;
    /// Two cells of a row are swapped.
    CellsSwapped = "cells-swapped", swap_cells;
    /// A table ends early.
    TableCut = "table-cut", cut_table;
    /// A heading has another text.
    HeadingRenamed = "heading-renamed", rename_heading;
    /// A punctuation mark is a full-width one.
    FullWidth = "full-width", widen_mark;
    /// Lines end in CRLF.
    Crlf = "crlf", end_in_crlf;
    /// A byte order mark stands at the start of the page or of a line.
    Bom = "bom", add_bom;
    /// A tab stands somewhere, or in the place of a blank.
    Tab = "tab", add_tab;
    /// A byte that is not UTF-8 stands somewhere.
    InvalidUtf8 = "invalid-utf-8", add_invalid_byte;
    /// A NUL stands somewhere.
    Nul = "nul", |page, random| Some(vec![Edit::insert(anywhere(page, random), "\0")]);
}

/// Damages a page; `None` where it has no place for damage of this kind.
pub fn mutate(page: &Original, kind: Kind, random: &mut Rng) -> Option<Mutation> {
    let edits = kind.edits(page, random)?;
    Mutation::new(kind, page, &edits)
}

fn lose_pipe(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let in_table = |table: &Table| {
        let bars = table.span.of(&page.text).match_indices('|');
        bars.map(|(at, _)| table.span.start + at).collect::<Vec<_>>()
    };
    let bars: Vec<usize> = page.tables.iter().flat_map(in_table).collect();
    let start = *pick(&bars, random)?;
    Some(vec![Edit::remove(Span { start, end: start + 1 })])
}

fn cut_line(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    Some(vec![Edit::remove(*pick(&page.lines, random)?)])
}

fn tear_line(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let line = pick(&page.lines, random)?;
    let start = boundary(&page.text, random.usize(line.start..line.end));
    let end = line.start + line.of(&page.text).trim_end_matches(['\r', '\n']).len();
    (start < end).then(|| vec![Edit::remove(Span { start, end })])
}

fn double_line(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let line = pick(&page.lines, random)?;
    let text = line.of(&page.text);
    let end = if text.ends_with('\n') { "" } else { "\n" };
    Some(vec![Edit::insert(line.start, format!("{text}{end}"))])
}

fn swap_columns(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let table = pick(&page.tables, random)?;
    let (one, other) = two_columns(table, random)?;
    let rows = std::iter::once(&table.header).chain(&table.rows);
    Some(rows.filter_map(|row| swap(page, row, one, other)).flatten().collect())
}

fn swap_headers(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let table = pick(&page.tables, random)?;
    let (one, other) = two_columns(table, random)?;
    swap(page, &table.header, one, other).map(Vec::from)
}

fn swap_cells(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let table = pick(&page.tables, random)?;
    let (one, other) = two_columns(table, random)?;
    swap(page, pick(&table.rows, random)?, one, other).map(Vec::from)
}

fn two_columns(table: &Table, random: &mut Rng) -> Option<(usize, usize)> {
    let columns = table.header.cells.len();
    let one = random.usize(0..columns.checked_sub(1)?.max(1));
    let other = random.usize(one + 1..columns.max(one + 2));
    (other < columns).then_some((one, other))
}

/// Swaps two cells of a row that has as many cells as its table has columns.
fn swap(page: &Original, row: &Row, one: usize, other: usize) -> Option<[Edit; 2]> {
    let (one, other): (&Cell, &Cell) = (row.cells.get(one)?, row.cells.get(other)?);
    let text = |cell: &Cell| cell.span.of(&page.text).to_owned();
    let is_whole = row.width == RowWidth::Exact && one.span.end < other.span.start;
    is_whole.then(|| [Edit::replace(one.span, text(other)), Edit::replace(other.span, text(one))])
}

fn cut_table(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let table = pick(&page.tables, random)?;
    let rows = Span { start: table.rows.first()?.span.start, end: table.span.end };
    let starts: Vec<usize> = lines(rows.of(&page.text)).map(|line| line.start).collect();
    let start = rows.start + pick(&starts, random)?;
    Some(vec![Edit::remove(Span { start, end: rows.end })])
}

fn rename_heading(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let heading = pick(&page.headings, random)?;
    let written = heading.of(&page.text);
    let marks = written.len() - written.trim_start_matches(['#', ' ']).len();
    let title = Span { start: heading.start + marks, end: heading.end };
    let at = boundary(&page.text, random.usize(title.start..title.end.max(title.start + 1)));
    let letter = page.text.get(at..)?.chars().next()?;
    let letter = Span { start: at, end: at + letter.len_utf8() };
    let edit = match random.usize(0..4) {
        0 => Edit::remove(letter),
        1 => Edit::insert(at, *pick(&["x", "的", " ", "s"], random)?),
        2 => {
            let other = pick(&page.headings, random)?.of(&page.text);
            Edit::replace(title, other.trim_start_matches(['#', ' ']))
        }
        _ => Edit::replace(title, *pick(&["更多信息", "Overview", "附录", "Notes"], random)?),
    };
    Some(vec![edit])
}

/// Marks and the full-width ones that stand for them.
const FULL_WIDTH: &[(char, char)] = &[
    ('|', '｜'),
    (':', '：'),
    (',', '，'),
    ('.', '。'),
    ('(', '（'),
    (')', '）'),
    ('[', '［'),
    (']', '］'),
    ('{', '｛'),
    ('}', '｝'),
    ('<', '＜'),
    ('>', '＞'),
    ('"', '“'),
    ('#', '＃'),
    ('-', '－'),
    ('=', '＝'),
    ('&', '＆'),
    ('/', '／'),
    ('_', '＿'),
    ('`', '｀'),
    ('~', '～'),
    ('*', '＊'),
    (';', '；'),
    ('?', '？'),
];

fn widen_mark(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let wide = |mark: char| FULL_WIDTH.iter().find(|(narrow, _)| *narrow == mark).map(|it| it.1);
    let marks = page.text.char_indices().filter_map(|(at, mark)| Some((at, wide(mark)?)));
    let marks: Vec<(usize, char)> = marks.collect();
    let (start, wide) = *pick(&marks, random)?;
    Some(vec![Edit::replace(Span { start, end: start + 1 }, wide.to_string())])
}

fn end_in_crlf(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let ends: Vec<usize> = page.text.match_indices('\n').map(|(at, _)| at).collect();
    let (from, to) = if random.bool() {
        (0, ends.len())
    } else {
        let from = random.usize(0..ends.len().max(1));
        (from, random.usize(from..ends.len().max(from + 1)) + 1)
    };
    Some(ends.get(from..to)?.iter().map(|at| Edit::insert(*at, "\r")).collect())
}

fn add_bom(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let at = if random.bool() { 0 } else { pick(&page.lines, random)?.start };
    Some(vec![Edit::insert(at, "\u{feff}")])
}

fn add_tab(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let edit = match random.usize(0..3) {
        0 => {
            let blanks: Vec<usize> = page.text.match_indices(' ').map(|(at, _)| at).collect();
            let start = *pick(&blanks, random)?;
            Edit::replace(Span { start, end: start + 1 }, "\t")
        }
        1 => Edit::insert(pick(&page.lines, random)?.start, "\t"),
        _ => Edit::insert(anywhere(page, random), "\t"),
    };
    Some(vec![edit])
}

fn add_invalid_byte(page: &Original, random: &mut Rng) -> Option<Vec<Edit>> {
    let byte = *pick(&[0x80, 0xc0, 0xe4, 0xff], random)?;
    Some(vec![Edit::insert(anywhere(page, random), vec![byte])])
}

fn pick<'a, T>(choices: &'a [T], random: &mut Rng) -> Option<&'a T> {
    choices.get(random.usize(0..choices.len().max(1)))
}

/// A place between two letters of the page.
fn anywhere(page: &Original, random: &mut Rng) -> usize {
    boundary(&page.text, random.usize(0..=page.text.len()))
}

/// The start of the letter at `at`.
fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}
