//! Conditions, and advice against use.

/// What says that a parameter must be there.
pub(crate) const REQUIRED: &[&str] = &[
    "必填参数",
    "必选参数",
    "必需参数",
    "必填项",
    "必选项",
    "必填值",
    "必选值",
    "必填",
    "必选",
    "必需",
    "必传",
    "必须传入",
    "必须设置",
    "必须指定",
    "必须填写",
    "必须传",
];
/// The same with the parameter itself behind it.
pub(crate) const MUST_SET: &[&str] = &[
    "必须传入",
    "必须设置",
    "必须指定",
    "必须填写",
    "必须同时指定",
    "必须同时设置",
    "需要设置",
    "需要指定",
    "需要填写",
];
/// What may stand before the word that says so.
pub(crate) const REQUIRED_FILLERS: &[&str] = &[
    "则",
    "，",
    ",",
    " ",
    "方可生效并且",
    "方可生效并",
    "方可生效且",
    "才可用且",
    "才生效且",
    "才有效且",
    "为",
    "是",
    "且",
    "您",
    "就",
    "也",
];
/// What stands in conditions that refer to something said before.
pub(crate) const VAGUE_CONDITIONS: &[&str] =
    &["其他", "其它", "此时", "以上", "上述", "以下", "preceding", "above", "following"];
/// What conditions begin with of which the first part is missing.
pub(crate) const PARTIAL_CONDITIONS: &[&str] = &["或", "且", "并", "和", "则"];
/// English sentences that begin like this go on with the condition.
pub(crate) const REQUIRED_WHEN: &[&str] = &[
    "is required only when",
    "is required only if",
    "is required when",
    "is required if",
    "is valid and required only when",
    "is valid and required only if",
    "takes effect and is required only when",
    "must be specified when",
    "must be specified if",
];
/// English sentences without a subject that go on with the condition.
pub(crate) const SPECIFY_WHEN: &[&str] = &[
    "you must specify this parameter only when",
    "you must specify this parameter only if",
    "you must specify this parameter when",
    "you must specify this parameter if",
    "you must set this parameter when",
    "you must set this parameter if",
    "required when",
    "required if",
    "required only when",
    "required only if",
];
/// What ends an English sentence that begins with the condition.
pub(crate) const THEN_REQUIRED: &[&str] = &[
    "this parameter is required",
    "you must specify this parameter",
    "you must set this parameter",
    "this parameter must be specified",
];
/// What advises against something, behind its subject.
pub(crate) const DEPRECATED: &[&str] = &[
    "废弃",
    "弃用",
    "停用",
    "作废",
    "下线",
    "不再使用",
    "不再支持",
    "不再维护",
    "不推荐使用",
    "不建议使用",
];
/// What may stand between the subject and the advice.
pub(crate) const DEPRECATED_FILLERS: &[&str] =
    &["即将", "已经", "已", "将会", "将", "现", "被", "会"];
/// What may stand behind the advice and is not part of it.
pub(crate) const DEPRECATED_NOUNS: &[&str] = &["字段", "参数", "接口", "属性", "了"];
/// The same in English.
pub(crate) const IS_DEPRECATED: &[&str] = &[
    "will be removed",
    "will be deprecated",
    "will be discontinued",
    "will no longer be supported",
    "is deprecated",
    "has been deprecated",
    "is about to be deprecated",
    "is to be deprecated",
    "is to be discontinued",
    "is discontinued",
    "has been discontinued",
    "is no longer used",
    "is no longer supported",
    "is no longer recommended",
    "is no longer maintained",
    "is not recommended",
    "is obsolete",
];
/// What goes on to say that the advice holds under a condition only.
pub(crate) const ADVICE_LIMITS: &[&str] = &["if ", "when ", "for ", "unless ", "only ", "by "];
