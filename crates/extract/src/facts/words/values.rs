//! Listed values.

/// What says of a listed value that it is the default.
pub(crate) const IS_DEFAULT: &[&str] =
    &["默认", "默认值", "缺省", "缺省值", "default", "default value", "the default value"];
/// The same as a sentence.
pub(crate) const IS_DEFAULT_SENTENCES: &[&str] =
    &["this is the default value.", "this is the default value", "this is the default."];
/// What the line above a list says of it.
pub(crate) const OPEN_LISTS: &[&str] =
    &["例如", "比如", "示例", "如：", "such as", "for example", "e.g.", "等：", "包括但不限于"];
/// What says that a text holds several values, so that no single one is the whole.
pub(crate) const SEVERAL_VALUES: &[&str] = &["组合", "multiple", "one or more", "批量"];
/// The same where it names what stands between the values, be it beside one of them.
pub(crate) const SEPARATED_VALUES: &[&str] =
    &["多个", "隔开", "分隔", "间隔", "separate", "separated", "comma", "commas"];
/// What separates values on one line.
pub(crate) const VALUE_MARKS: &[&str] = &[
    "、", "|", "｜", "或者", "以及", "或", "和", "及", "，", ", and ", ", or ", ", ", "; ", "；",
    " and ", " or ", "/",
];
/// What stands between the first and the last of values, which are more than these two.
pub(crate) const SPAN_MARKS: &[&str] = &["至", "到", "~", "～"];
