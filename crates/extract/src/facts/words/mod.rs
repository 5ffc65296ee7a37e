//! The words with which descriptions state facts, in both languages.
//!
//! English words are compared in lower case. Where one word begins with another one, the longer
//! one stands first.

mod advice;
mod numbers;
mod operations;
mod values;

pub(super) use self::advice::*;
pub(super) use self::numbers::*;
pub(super) use self::operations::*;
pub(super) use self::values::*;

/// What stands before a remark and says nothing itself.
pub(crate) const LABELS: &[&str] =
    &["说明：", "说明:", "注意：", "注意:", "Note:", "Notice:", "Note：", "Important:"];
/// What begins a sentence even where no mark ends the one before.
pub(crate) const GLUED_STARTS: &[&str] = &["默认值：", "默认值:"];
/// What, beside a number, such a sentence may stand right behind.
pub(crate) const GLUED_ENDS: &[&str] = &["]", "整数"];
/// What a clause of a condition begins with.
pub(crate) const CONDITION_STARTS: &[&str] = &[
    "当", "若", "如", "if ", "when ", "for ", "in ", "unless ", "once ", "after ", "on ", "only ",
];
/// What a clause of a condition ends with.
pub(crate) const CONDITION_ENDS: &[&str] =
    &["时", "时候", "情况下", "场景下", "模式下", "后", "的话"];
/// What only a condition contains, or a statement about a part of the value.
pub(crate) const CONDITION_WORDS: &[&str] = &[
    "如果",
    "倘若",
    "对于",
    "仅当",
    "除非",
    " if ",
    " when ",
    " unless ",
    "otherwise",
    "否则",
    "反之",
    "单个",
    "单条",
    "每个",
    "其中",
    "以外",
    "不含",
    "不包括",
    "excluding",
    "except",
    "each ",
    "every ",
];
/// How a sentence refers to the parameter that it describes.
pub(crate) const SUBJECTS: &[&str] = &[
    "该参数的",
    "该参数",
    "此参数",
    "本参数",
    "该字段",
    "此字段",
    "该项",
    "参数的",
    "参数",
    "其",
    "this parameter",
    "the parameter",
    "it ",
];
/// What stands between a fact's name and its value.
pub(crate) const LINKS: &[&str] =
    &["为：", "为:", "是：", "包括：", "：", ":", "为", "是", "在", " is ", " are ", " :", " ："];
