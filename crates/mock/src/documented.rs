//! Refusals in the words of the page, where it documents them.

use apigen_ir::{ErrorCode, Operation};

use crate::refusal::Refusal;

/// What stands in a documented message for something of the request.
const PLACEHOLDER: &str = "%s";
const DEFAULT_STATUS: u16 = 400;

/// A required parameter is missing: in the words of the page, else in those of the gateway.
pub(crate) fn missing(operation: &Operation, name: &str) -> Refusal {
    let codes = ["MissingParameter.{}", "Missing.{}", "Missing{}", "MissingParameter"];
    documented(operation, name, &codes, Refusal::missing(name))
}

/// A value does not fit the type of its parameter.
pub(crate) fn invalid(operation: &Operation, name: &str) -> Refusal {
    let codes = ["InvalidParameter.{}", "Invalid.{}", "Invalid{}", "InvalidParameter"];
    documented(operation, name, &codes, Refusal::invalid(name))
}

fn documented(operation: &Operation, name: &str, codes: &[&str], otherwise: Refusal) -> Refusal {
    let find = |code: &&str| {
        let is_for_all = !code.contains("{}");
        let code = code.replace("{}", name);
        operation
            .errors
            .iter()
            .find(|error| error.code == code && (!is_for_all || speaks_of(&error.message, name)))
    };
    match codes.iter().find_map(find) {
        Some(error) => in_words_of(error, name, otherwise),
        None => otherwise,
    }
}

/// Whether a message is about this parameter, or about any.
fn speaks_of(message: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
    message.contains(PLACEHOLDER) || message.split(|c| !is_part(c)).any(|word| word == name)
}

fn in_words_of(error: &ErrorCode, name: &str, otherwise: Refusal) -> Refusal {
    let message = match error.message.trim() {
        "" | PLACEHOLDER => otherwise.message,
        message => message.replace(PLACEHOLDER, name),
    };
    Refusal::new(error.http.unwrap_or(DEFAULT_STATUS), error.code.clone(), message)
}

#[cfg(test)]
mod tests {
    use apigen_ir::yaml;

    use super::*;

    fn operation(errors: &str) -> Operation {
        let text = format!("{{action: A, style: rpc, source: A.md, errors: [{errors}]}}");
        yaml::read_operation(&text).unwrap()
    }

    #[track_caller]
    fn check(errors: &str, expected: (u16, &str, &str)) {
        let refusal = missing(&operation(errors), "Id");
        let (status, code, message) = expected;
        assert_eq!(refusal, Refusal::new(status, code, message), "{errors}");
    }

    #[test]
    fn the_page_has_the_first_word() {
        check("", (400, "MissingId", "Id is mandatory for this action."));
        check(
            "{http: 404, code: MissingParameter.Id, message: Id should not be null.}",
            (404, "MissingParameter.Id", "Id should not be null."),
        );
        check(
            "{http: 403, code: MissingParameter, message: '%s'}",
            (403, "MissingParameter", "Id is mandatory for this action."),
        );
        check(
            "{code: MissingParameter, message: The parameter %s is not supplied.}",
            (400, "MissingParameter", "The parameter Id is not supplied."),
        );
    }

    #[test]
    fn an_error_of_another_parameter_is_not_taken() {
        let gateway = (400, "MissingId", "Id is mandatory for this action.");
        check("{code: MissingParameter, message: The parameter IdList is not supplied.}", gateway);
        check("{code: MissingParameter.IdList, message: It is not supplied.}", gateway);
        check("{code: InvalidParameter, message: '%s'}", gateway);
    }
}
