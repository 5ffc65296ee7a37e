//! A page as a few lines that a person can compare.

use std::fmt::Write as _;

use apigen_markdown::{Block, Cell, Page, Row, RowWidth, parse};

/// Compares the outline of the page `text` with `expected`, ignoring indentation.
#[track_caller]
pub(crate) fn check(text: &str, expected: &str) {
    let outline = outline(&parse(text));
    let trimmed = |it: &str| it.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&outline), trimmed(expected.trim()), "\n{outline}");
}

/// The one cell below `|A|` whose content is `raw`.
pub(crate) fn cell(raw: &str) -> Cell {
    let page = parse(&format!("|Kind|Note|\n|--|--|\n|a|{raw}|\n"));
    let [Block::Table(table)] = &page.blocks[..] else { panic!("one table: {page:#?}") };
    let [row] = &table.rows[..] else { panic!("one row: {table:#?}") };
    row.cells.last().unwrap().clone()
}

fn outline(page: &Page) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Heading(heading) => {
                writeln!(out, "h{}: {}", heading.level, heading.text).unwrap();
            }
            Block::Paragraph(paragraph) => {
                writeln!(out, "text: {}", paragraph.text).unwrap();
                for link in &paragraph.links {
                    writeln!(out, "link: {} -> {}", link.text, link.target).unwrap();
                }
            }
            Block::Code(code) => {
                let text = code.text.replace('\n', "⏎");
                writeln!(
                    out,
                    "code: {}{}{text}",
                    code.info,
                    if code.info.is_empty() { "" } else { " " }
                )
                .unwrap();
            }
            Block::Table(table) => {
                let kind = if table.has_delimiter { "table" } else { "table without delimiter" };
                writeln!(out, "{kind}: {}", row(&table.header)).unwrap();
                for it in &table.rows {
                    writeln!(out, "row: {}", row(it)).unwrap();
                }
            }
        }
    }
    out.trim_end().to_owned()
}

pub(crate) fn row(row: &Row) -> String {
    let cells: Vec<&str> = row.cells.iter().map(Cell::text).collect();
    let width = match row.width {
        RowWidth::Exact => String::new(),
        RowWidth::Short { found } => format!(" (short: {found})"),
        RowWidth::Surplus { found } => format!(" (surplus: {found})"),
    };
    format!("{}{width}", cells.join(" ; "))
}
