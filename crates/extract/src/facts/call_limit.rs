//! How often an account may call an operation: `单用户QPS限制：100次/秒`.

use apigen_ir::{CallLimit, Period};

use super::cursor::Cursor;
use super::prose::{Line, sentences};
use super::words::{CALL_LIMITS, CALLS, LIMITED_PER, PERIODS};

/// Reads the one limit that the remarks of a page state.
pub(super) fn read(lines: &[Line]) -> Option<CallLimit> {
    let mut found: Vec<CallLimit> = lines
        .iter()
        .filter(|line| line.depth == 0)
        .flat_map(|line| sentences(&line.plain).filter_map(limit))
        .collect();
    found.dedup();
    match found[..] {
        [limit] => Some(limit),
        _ => None,
    }
}

fn limit(sentence: &str) -> Option<CallLimit> {
    (0..sentence.len()).filter_map(|at| sentence.get(at..)).find_map(|text| {
        let mut cursor = Cursor::new(text);
        if let Some(per) =
            LIMITED_PER.iter().find(|(word, _)| cursor.eat(word)).map(|(_, per)| *per)
        {
            let calls = number(&mut cursor)?;
            return cursor.eat_any(CALLS).then_some(CallLimit { calls, per });
        }
        if !cursor.eat_any(CALL_LIMITS) {
            return None;
        }
        cursor.skip_blanks();
        cursor.eat_any(&["限制", "上限"]);
        cursor.eat_any(&["为", "是", "：", ":"]);
        let calls = number(&mut cursor)?;
        if !cursor.eat_any(CALLS) {
            return None;
        }
        cursor.eat_any(&["/", "每", " per "]);
        let period = |(_, words): &&(Period, &[&str])| {
            words.iter().any(|word| {
                let mut after = cursor;
                after.eat(word)
            })
        };
        let (per, _) = PERIODS.iter().find(period)?;
        Some(CallLimit { calls, per: *per })
    })
}

fn number(cursor: &mut Cursor<'_>) -> Option<u64> {
    cursor.skip_blanks();
    let number = cursor.number()?.as_str().parse().ok();
    cursor.skip_blanks();
    number
}
