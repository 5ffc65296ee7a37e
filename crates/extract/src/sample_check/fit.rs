//! Whether a value is what a type says, as leniently as answers are read: `1`, `"1"`, `true`.

use apigen_ir::Type;

use crate::sample::Sample;

/// Whether a value says nothing: answers leave out by `null` and by empty texts. A word for nothing,
/// as samples have it, is a text, which no answer has where something else is meant.
pub(super) fn is_blank(value: &Sample) -> bool {
    match value {
        Sample::Null => true,
        Sample::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// What is wrong with a value of this type, in words that follow its name.
pub(super) fn mismatch(ty: &Type, value: &Sample) -> Option<String> {
    if is_blank(value) {
        return None;
    }
    let fits = match (ty, value) {
        (Type::Any | Type::Binary | Type::Json(_), _)
        | (Type::String, Sample::Text(_) | Sample::Number(_) | Sample::Bool)
        | (Type::Bool, Sample::Bool) => true,
        (Type::Bool, Sample::Text(text) | Sample::Number(text)) => is_bool(text),
        (Type::Int32, Sample::Text(text) | Sample::Number(text)) => is_whole(text, I32),
        (Type::Int64, Sample::Text(text) | Sample::Number(text)) => is_whole(text, I64),
        (Type::Float | Type::Double, Sample::Text(text) | Sample::Number(text)) => {
            text.trim().parse::<f64>().is_ok()
        }
        (Type::Array(_) | Type::Map(_) | Type::Struct(_), Sample::Array(inner)) => inner.is_empty(),
        // Samples show the one element of a list without the list around it.
        (Type::Array(inner), _) => mismatch(inner, value).is_none(),
        _ => false,
    };
    (!fits).then(|| format!("is {}, where the row says `{ty}`", show(value)))
}

const I32: (i128, i128) = (i32::MIN as i128, i32::MAX as i128);
const I64: (i128, i128) = (i64::MIN as i128, i64::MAX as i128);

/// Whether a text is a whole number in a range; `1.0` is one too.
fn is_whole(text: &str, (least, greatest): (i128, i128)) -> bool {
    let text = text.trim();
    let (digits, fraction) = text.split_once('.').unwrap_or((text, ""));
    fraction.chars().all(|c| c == '0')
        && digits.parse::<i128>().is_ok_and(|number| (least..=greatest).contains(&number))
}

fn is_bool(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "true" | "false" | "1" | "0")
}

/// How much of a value is shown.
const SHOWN: usize = 40;

/// A value in words.
pub(super) fn show(value: &Sample) -> String {
    match value {
        Sample::Null => "`null`".to_owned(),
        Sample::Bool => "a boolean".to_owned(),
        Sample::Number(text) => format!("`{text}`"),
        Sample::Text(text) => match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("`\"{}…\"`", text.get(..end).unwrap_or(text)),
            None => format!("`\"{text}\"`"),
        },
        Sample::Array(_) => "a list".to_owned(),
        Sample::Object(_) => "an object".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(text: &str) -> Sample {
        let whole = crate::sample::read(&format!("[{text}]"));
        match whole {
            Some(Sample::Array(mut elements)) if elements.len() == 1 => elements.remove(0),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn check(ty: &str, fits: &[&str], does_not_fit: &[&str]) {
        let ty: Type = ty.parse().unwrap();
        for text in fits {
            assert_eq!(mismatch(&ty, &sample(text)), None, "{ty} {text}");
        }
        for text in does_not_fit {
            assert!(mismatch(&ty, &sample(text)).is_some(), "{ty} {text}");
        }
    }

    #[test]
    fn scalars_fit_as_they_are_read_from_the_wire() {
        check("string", &[r#""a""#, "1", "true", r#""a****""#], &["{}", "[1]"]);
        check(
            "int32",
            &["1", "-1", "1.0", r#""1""#, r#"" 2147483647 ""#],
            &["2147483648", r#""abc""#, r#""1****""#, "1.5", "true", r#"["1"]"#, "1e3"],
        );
        check("int64", &["2147483648", "9223372036854775807"], &["9223372036854775808"]);
        check("double", &["1", "1.5e3", r#""0.5""#], &[r#""50%""#, "true"]);
        check("bool", &["true", r#""False""#, "1", r#""0""#], &["2", r#""yes""#]);
    }

    #[test]
    fn what_says_nothing_fits_everything() {
        for ty in ["string", "int32", "bool", "double", "struct", "array<struct>", "map<any>"] {
            check(ty, &["null", r#""""#], &[]);
        }
        check("string", &[r#""无""#], &[]);
        check("map<any>", &[], &[r#""无""#]);
        check("int32", &[], &[r#""无""#]);
    }

    #[test]
    fn containers_fit_containers() {
        check("any", &["1", "[1]", r#"{"A": 1}"#], &[]);
        check("json<array<string>>", &[r#""[]""#, "[1]"], &[]);
        check("array<string>", &["[]", r#""a""#, "1"], &[r#"{"A": 1}"#]);
        check("array<int32>", &["1"], &[r#""a""#]);
        check("struct", &["[]"], &[r#""a""#, "1"]);
        check("map<string>", &["[]"], &[r#""a""#, "1", "[1]"]);
    }

    #[test]
    fn a_long_value_is_cut() {
        let text = format!("\"{}\"", "长".repeat(50));
        let message = mismatch(&Type::Int32, &sample(&text)).unwrap();
        assert_eq!(message, format!("is `\"{}…\"`, where the row says `int32`", "长".repeat(40)));
    }
}
