//! The first line of the request syntax of a ROA operation: method and path.

use apigen_ir::Style;

const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// Reads `GET /v2/things/[ThingId]/parts HTTP/1.1`; `None` where there is no such line.
///
/// Placeholders are written `[ThingId]` or `{ThingId}`, and in descriptions of clusters as a bare
/// segment, which counts as one only where a row of the request table has that name.
pub(crate) fn read(text: &str, row_names: &[&str]) -> Option<Style> {
    let mut words = first_line(text)?.split_whitespace();
    // Where several methods are allowed (`PATCH|POST`), the first one serves.
    let method = words.next()?.split('|').next()?.to_uppercase();
    let is_path = |path: &&str| path.starts_with('/') && path.chars().all(|c| c.is_ascii_graphic());
    let path = words.next().filter(is_path)?;
    let path = path.split('?').next().unwrap_or(path);
    let segments: Vec<String> = path
        .split('/')
        .map(|segment| {
            let is_row = row_names.contains(&segment);
            if is_row {
                format!("{{{segment}}}")
            } else {
                segment.replace('[', "{").replace(']', "}")
            }
        })
        .collect();
    METHODS.contains(&method.as_str()).then(|| Style::Roa { method, path: segments.join("/") })
}

/// Whether the line ends with the protocol, as hardly one does not: `HTTP/1.1`, `https|http`. Then its
/// path is whole.
pub(crate) fn is_whole(text: &str) -> bool {
    let last = first_line(text).and_then(|line| line.split_whitespace().nth(2));
    last.is_some_and(|last| last.to_uppercase().starts_with("HTTP"))
}

/// The first line that is not blank.
fn first_line(text: &str) -> Option<&str> {
    text.lines().map(str::trim).find(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_placeholder_is_read() {
        let cases = [
            ("GET /v2/things/[ThingId]/parts HTTP/1.1", "roa GET /v2/things/{ThingId}/parts"),
            ("\n  post /things/{ThingId}?a=b https|http", "roa POST /things/{ThingId}"),
            ("PATCH|POST /clusters/ClusterId/nodes", "roa PATCH /clusters/{ClusterId}/nodes"),
        ];
        for (line, style) in cases {
            let read = read(line, &["ClusterId"]).map(|it| it.to_string());
            assert_eq!(read.as_deref(), Some(style), "{line}");
        }
    }

    #[test]
    fn a_line_is_whole_with_its_protocol() {
        for line in ["GET /things HTTP/1.1", "\n  get /things https|http", "PUT /x HTTPS|HTTP"] {
            assert!(is_whole(line), "{line}");
        }
        for line in ["GET /things", "GET /thi", "GET /http", ""] {
            assert!(!is_whole(line), "{line}");
        }
    }

    #[test]
    fn a_line_without_method_or_path_is_none() {
        for line in ["", "GET", "things GET /x", "GET things", "https://[Endpoint]/?Action=X"] {
            assert_eq!(read(line, &[]), None, "{line}");
        }
    }
}
