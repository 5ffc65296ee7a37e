//! Error tables → error codes.

use std::collections::BTreeMap;

use apigen_ir::ErrorCode;
use apigen_markdown::{Cell, Row, RowWidth, Table};

use crate::diagnostic::{Findings, Rule};
use crate::error_columns::ErrorColumns;
use crate::reading::Origin;
use crate::row_fates::{self, Fate};
use crate::vocabulary::Column;

/// The error codes of a page.
#[derive(Debug, Default)]
pub(crate) struct Errors {
    /// In the order of the page.
    pub(crate) codes: Vec<ErrorCode>,
    /// The first row of each code, by the code with `errors.` before it.
    pub(crate) origins: BTreeMap<String, Origin>,
}

/// Reads the error codes of all error tables of a page, in their order.
///
/// Every row becomes an error code or is named in `findings`.
pub(crate) fn build(tables: &[&Table], findings: &mut Findings<'_>) -> Errors {
    let mut errors = Errors::default();
    for table in tables {
        let columns = ErrorColumns::of(table, findings);
        if !columns.has(Column::Code) {
            let why = "this table has no column of error codes, so its rows are no errors";
            row_fates::name_all(Rule::TableNotOfFields, table, why, findings);
            continue;
        }
        columns.report_unknown(table, findings);
        let first = errors.codes.len();
        let mut without_status = Vec::new();
        for row in &table.rows {
            let code = read_row(row, &columns, findings);
            let is_blank = columns.has(Column::Http) && columns.text(row, Column::Http).is_empty();
            let lacks_status = code.is_some() && row.width == RowWidth::Exact && is_blank;
            without_status.extend(lacks_status.then_some(row.span));
            if code.as_ref().is_some_and(|code| errors.codes.contains(code)) {
                let message = "the row says again what an earlier row says";
                findings.add(Rule::FieldRepeated, row.span, message, "remove one of the two rows");
                findings.settle(row.span, Fate::Repeated);
                continue;
            }
            let unread = Fate::Named(Rule::ErrorRowInvalid);
            findings.settle(row.span, code.as_ref().map_or(unread, |_| Fate::ErrorCode));
            if let Some(code) = code {
                report_torn(&code, row, findings);
                let origin = Origin { span: row.span, clues: Vec::new() };
                errors.origins.entry(format!("errors.{}", code.code)).or_insert(origin);
                errors.codes.push(code);
            }
        }
        if errors.codes.iter().skip(first).any(|code| code.http.is_some()) {
            for span in without_status {
                let message = "the row has no status, and other rows of the table have one";
                findings.add(Rule::ErrorRowInvalid, span, message, "write three digits");
            }
        }
    }
    errors
}

fn read_row(row: &Row, columns: &ErrorColumns, findings: &mut Findings<'_>) -> Option<ErrorCode> {
    let row = &fit(row, columns, findings);
    let code = columns.text(row, Column::Code);
    if !is_code(code) {
        let message = if code.is_empty() {
            "the row has no error code".to_owned()
        } else {
            format!("`{code}` is no error code")
        };
        let help = "write the code as it stands on the wire";
        findings.add(Rule::ErrorRowInvalid, row.span, message, help);
        return None;
    }
    let http = columns.text(row, Column::Http);
    let status = status(http);
    if status.is_none() && !http.is_empty() {
        let span = columns.cell(row, Column::Http).map_or(row.span, |it| it.span);
        let message = format!("`{http}` is no HTTP status; read as unknown");
        findings.add(Rule::ErrorRowInvalid, span, message, "write three digits");
    }
    Some(ErrorCode {
        http: status,
        code: code.to_owned(),
        message: columns.text(row, Column::Message).to_owned(),
        doc: columns.cell(row, Column::Description).map_or("", Cell::doc).to_owned(),
    })
}

/// Reports a code whose last word goes on in what the row says of it: `Forbidden.AliyunVoDEncryp`
/// beside "only the `AliyunVoDEncryption` stream exists" (vod/GetPlayInfo, torn).
fn report_torn(code: &ErrorCode, row: &Row, findings: &mut Findings<'_>) {
    let last = code.code.rsplit('.').next().unwrap_or_default();
    if last.is_empty() {
        let message = format!("`{}` ends where one more word is announced", code.code);
        findings.add(Rule::ErrorCodeTorn, row.span, message, "write the code as a whole");
    }
    // A word of prose begins with a capital at most.
    if last.chars().filter(char::is_ascii_uppercase).count() < 2 {
        return;
    }
    // Prose in Chinese has no blanks around a word of Latin letters.
    let words = |text| str::split(text, |c: char| !c.is_ascii_alphanumeric());
    let mut words = words(&code.message).chain(words(&code.doc));
    if let Some(whole) = words.find(|word| word.strip_prefix(last).is_some_and(is_rest_of_word)) {
        let message = format!("the code ends with `{last}`, and its row says `{whole}`");
        findings.add(Rule::ErrorCodeTorn, row.span, message, "write the code as a whole");
    }
}

/// Whether a name or a code that is followed by this is torn in the midst of a word.
///
/// One can be about one thing and another about many: `InstanceId`, `InstanceIds`; `User`,
/// `UsersQuota`.
pub(crate) fn is_rest_of_word(rest: &str) -> bool {
    let is_lower = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    let is_plural = rest.strip_prefix('s').is_some_and(|behind| !is_lower(behind));
    is_lower(rest) && !is_plural
}

/// Folds surplus cells where they belong, and reports a row of the wrong width.
fn fit(row: &Row, columns: &ErrorColumns, findings: &mut Findings<'_>) -> Row {
    match row.width {
        RowWidth::Exact => row.clone(),
        RowWidth::Short { found } => {
            let message = format!(
                "the row has {found} cells for {} columns; the missing ones are read as blank",
                row.cells.len()
            );
            let help = "write a cell for every column, blank where there is nothing to say: `| |`";
            findings.add(Rule::ErrorRowInvalid, row.span, message, help);
            row.clone()
        }
        RowWidth::Surplus { found } => {
            let (column, folded) = fold(row, columns);
            let message = format!(
                "the row has {found} cells for {} columns; the surplus is read as text of {column}",
                row.cells.len()
            );
            let help = "escape bars that are text: `\\|`";
            findings.add(Rule::TableRowSurplus, row.span, message, help);
            folded
        }
    }
}

/// Finds the column that the surplus cells belong to: the first that leaves three digits in the
/// cell of the HTTP status and a code in the cell of the code. The text of one column holds bars
/// (`… one of 1|2|3.` in a message of ecs/ModifyInstanceAutoRenewAttribute).
fn fold(row: &Row, columns: &ErrorColumns) -> (String, Row) {
    let is_right = |folded: &Row| {
        let code = columns.text(folded, Column::Code);
        let has_status =
            !columns.has(Column::Http) || status(columns.text(folded, Column::Http)).is_some();
        has_status && is_code(code)
    };
    let last = row.cells.len().saturating_sub(1);
    let texts = [Column::Description, Column::Message].into_iter().filter_map(|it| columns.at(it));
    let found = texts.map(|column| (column, row.refold(column))).find(|(_, it)| is_right(it));
    let (column, folded) = found.unwrap_or_else(|| (last, row.clone()));
    (columns.heading(column), folded)
}

/// Whether a text can be a code, or a pattern of codes (`Invalid%s.Malformed`): it has no blanks, and
/// is no number.
pub(crate) fn is_code(text: &str) -> bool {
    let words = text.replace("%s", "");
    text.chars().all(|c| c.is_ascii_graphic()) && words.contains(|c: char| c.is_ascii_alphabetic())
}

/// The HTTP status that a text says, if it is one.
pub(crate) fn status(text: &str) -> Option<u16> {
    text.parse().ok().filter(|status| text.len() == 3 && (100..600).contains(status))
}

#[cfg(test)]
mod tests {
    use apigen_markdown::Block;

    use super::*;

    /// The codes of a page's tables as `status code: message / doc`, and the findings.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let page = apigen_markdown::parse(text);
        let tables: Vec<&Table> = page
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            })
            .collect();
        let mut findings = Findings::new("x/GetThing.md");
        let codes = build(&tables, &mut findings).codes.into_iter().map(|code| {
            let http = code.http.map_or("-".to_owned(), |it| it.to_string());
            format!("{http} {}: {} / {}", code.code, code.message, code.doc)
        });
        let codes = codes.collect();
        let found = findings.into_vec().into_iter();
        (codes, found.map(|it| format!("{}: {}", it.rule.id(), it.message)).collect())
    }

    #[test]
    fn every_layout_of_columns_is_read() {
        let wanted = ["404 NotFound.Thing: The thing %s was not found. / No such thing."];
        for (header, row) in [
            (
                "HttpCode|错误码|错误信息|描述",
                "404|NotFound.Thing|The thing %s was not found.|No such thing.",
            ),
            (
                "错误代码|描述|HTTP 状态码|语义",
                "NotFound.Thing|The thing %s was not found.|404|No such thing.",
            ),
            (
                "HTTP stauts code|Error code|Error messages|Note",
                "404|NotFound.Thing|The thing %s was not found.|No such thing.",
            ),
            (
                "Error code|Error information|HTTP|Meaning",
                "NotFound.Thing|The thing %s was not found.|404|No such thing.",
            ),
        ] {
            let (codes, findings) = read(&format!("|{header}|\n|--|--|--|--|\n|{row}|\n"));
            assert_eq!(
                (&codes[..], findings),
                (&wanted.map(str::to_owned)[..], vec![]),
                "{header}"
            );
        }
    }

    #[test]
    fn placeholders_and_patterns_stay_as_they_are() {
        let (codes, findings) = read(
            "|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n\
             |400|Invalid%s.Malformed|\\[x\\] {name} %\\(size\\)s \\<y\\> \"a\\_b\" \\*|Wrong.|\n",
        );
        assert_eq!(codes, ["400 Invalid%s.Malformed: [x] {name} %(size)s <y> \"a_b\" * / Wrong."]);
        assert_eq!(findings, [""; 0]);
    }

    #[test]
    fn one_code_may_have_several_messages_and_a_message_several_lines() {
        let (codes, findings) = read(
            "|HttpCode\n\n|Error code\n\n|Error message\n\n|Description |\n|--|--|--|--|\n\
             |400\n\n|Missing\n\n|A is\nmissing.\n\n|Add A. |\n|403\n\n|Missing\n\n|B is missing.\n\n|Add B. |\n",
        );
        assert_eq!(
            codes,
            ["400 Missing: A is missing. / Add A.", "403 Missing: B is missing. / Add B."]
        );
        assert_eq!(findings, [""; 0]);
    }

    #[test]
    fn bars_in_a_text_are_found_by_the_status_beside_it() {
        let (codes, findings) = read(
            "|Error code|Error message|HTTP status code|Description|\n|--|--|--|--|\n\
             |InvalidSize|The size must be one of 1|2|3.|403|Mend the size.|\n\
             |InvalidKind|The kind is wrong.|400|Write a|b.|\n",
        );
        assert_eq!(
            codes,
            [
                "403 InvalidSize: The size must be one of 1|2|3. / Mend the size.",
                "400 InvalidKind: The kind is wrong. / Write a|b.",
            ]
        );
        assert_eq!(
            findings,
            [
                "table-row-surplus: the row has 6 cells for 4 columns; the surplus is read as text \
                 of `Error message`",
                "table-row-surplus: the row has 5 cells for 4 columns; the surplus is read as text \
                 of `Description`",
            ]
        );
    }

    #[test]
    fn a_row_that_is_not_read_in_full_is_named() {
        let (codes, findings) = read(
            "|HttpCode|Error code|Error message|Hint|\n|--|--|--|--|\n\
             |4003|Odd|Message.|x|\n|400| |Message.|x|\n|400|See below|Message.|x|\n|400|Short|\n",
        );
        assert_eq!(codes, ["- Odd: Message. / ", "400 Short:  / "]);
        assert_eq!(
            findings,
            [
                "column-unknown: `Hint` heads no column that is known",
                "error-row-invalid: `4003` is no HTTP status; read as unknown",
                "error-row-invalid: the row has no error code",
                "error-row-invalid: `See below` is no error code",
                "error-row-invalid: the row has 2 cells for 4 columns; the missing ones are read \
                 as blank",
            ]
        );
    }

    #[test]
    fn a_code_that_goes_on_in_its_own_message_is_named() {
        let read_code = |code: &str, message: &str| {
            read(&format!(
                "|HttpCode|Error code|Error message|\n|--|--|--|\n|403|{code}|{message}|\n"
            ))
            .1
        };
        let named = "error-code-torn: the code ends with `ThingSto`, and its row says `ThingStore`";
        assert_eq!(read_code("Gone.ThingSto", "No ThingStore exists."), [named]);
        assert_eq!(read_code("Gone.ThingSto", "没有ThingStore。"), [named]);
        for (code, message) in [
            ("Gone.ThingStore", "No ThingStore exists."),
            ("Gone.ThingStore", "ThingStores are gone."),
            ("Gone.Thing", "Thingies are gone."),
            ("Gone.ThingId", "ThingIdList is empty."),
        ] {
            assert_eq!(read_code(code, message), [""; 0], "{code}");
        }
    }

    #[test]
    fn a_code_that_announces_one_more_word_is_named() {
        let (codes, findings) = read("|错误代码|错误信息|\n|--|--|\n|Gone.|No.|\n");
        assert_eq!(codes, ["- Gone.: No. / "]);
        assert_eq!(findings, ["error-code-torn: `Gone.` ends where one more word is announced"]);
    }

    #[test]
    fn a_row_that_alone_has_no_status_is_named() {
        let head = "|HttpCode|Error code|Error message|\n|--|--|--|\n";
        let (codes, findings) = read(&format!("{head}|403|Gone|No.|\n||Busy|Wait.|\n"));
        assert_eq!(codes, ["403 Gone: No. / ", "- Busy: Wait. / "]);
        let named =
            "error-row-invalid: the row has no status, and other rows of the table have one";
        assert_eq!(findings, [named]);
        let (_, findings) = read(&format!("{head}||Gone|No.|\n||Busy|Wait.|\n"));
        assert_eq!(findings, [""; 0]);
    }

    #[test]
    fn a_table_without_codes_is_named() {
        let (codes, findings) = read("|Parameter|Description|\n|--|--|\n|Size|How big.|\n");
        assert_eq!(codes, [""; 0]);
        assert_eq!(
            findings,
            ["table-not-of-fields: this table has no column of error codes, so its rows are no \
                 errors: 1 row, `Size`"]
        );
    }
}
