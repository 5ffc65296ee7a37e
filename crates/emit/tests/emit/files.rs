//! Which files there are, and what those of the whole crate say.

use crate::{emitted, service, text};

#[test]
fn a_crate_has_these_files() {
    let files = emitted(&service("ccc"));
    let paths: Vec<(&str, Option<&str>)> =
        files.iter().map(|it| (it.path.as_str(), it.action.as_deref())).collect();
    let action = Some("ListOutboundNumbersOfUser");
    assert_eq!(
        paths,
        [
            ("Cargo.toml", None),
            ("README.md", None),
            ("examples/list_outbound_numbers_of_user.rs", action),
            ("ir/ListOutboundNumbersOfUser.yaml", action),
            ("service.yaml", None),
            ("src/client.rs", None),
            ("src/lib.rs", None),
            ("src/operation.rs", None),
            ("src/operation/list_outbound_numbers_of_user.rs", action),
        ]
    );
    assert!(text(&files, "src/lib.rs").ends_with('\n'));
}
