//! Defaults, ranges and lengths.

use apigen_ir::LengthUnit;

/// What announces a default.
pub(crate) const DEFAULTS: &[&str] =
    &["默认取值", "默认值", "缺省值", "the default value", "default value", "default"];
/// What announces a default only with a link behind it.
pub(crate) const LINKED_DEFAULTS: &[&str] = &["默认", "缺省"];
/// Defaults that say that there is none.
pub(crate) const NO_DEFAULTS: &[&str] =
    &["null", "nil", "n/a", "empty", "blank", "undefined", "the", "a", "an", "not"];
/// What may follow a value after a blank, and leaves it as it is.
pub(crate) const AFTER_VALUES: &[&str] = &["and indicates", "which", "and specifies", "and means"];
/// What announces a range, or listed values on the same line.
pub(crate) const RANGES: &[&str] = &[
    "参数取值范围",
    "有效取值范围",
    "有效值范围",
    "取值范围",
    "取值区间",
    "有效范围",
    "数值范围",
    "可选范围",
    "合法取值",
    "可能取值",
    "可选取值",
    "有效值",
    "合法值",
    "可选值",
    "可能值",
    "可取值",
    "取值",
    "范围",
    "the valid values",
    "valid values range from",
    "valid value range",
    "valid values",
    "valid value",
    "valid range",
    "value range",
    "possible values",
    "allowed values",
    "the value ranges from",
    "the value must range from",
    "the value must be an integer from",
    "the value must be",
];
/// What announces the greatest number.
pub(crate) const MAXIMA: &[&str] =
    &["最大取值", "最大数量", "最大值", "最大", "the maximum value", "maximum value", "maximum"];
/// What announces the least number.
pub(crate) const MINIMA: &[&str] = &[
    "最小取值",
    "最小值",
    "最小",
    "起始值",
    "起始页",
    "the minimum value",
    "minimum value",
    "minimum",
    "starting value",
    "start value",
    "pages start from page",
    "pages start from",
    "this value starts from",
];
/// What stands between the two numbers of a range.
pub(crate) const RANGE_MARKS: &[&str] =
    &["~", "～", "-", "–", "—", "至", "到", "to ", "and ", "∼", "˜"];
/// What may stand behind a range and leaves it as it is.
pub(crate) const AFTER_RANGES: &[&str] =
    &["之间的任意整数", "之间的整数", "的正整数", "的整数", "之间", "(inclusive)", "inclusive"];
/// Units of numbers. They are left out; a range of two of them is no range of numbers.
pub(crate) const UNITS: &[&str] = &[
    "毫秒",
    "秒钟",
    "秒",
    "分钟",
    "小时",
    "天",
    "个月",
    "月",
    "周",
    "年",
    "个",
    "条",
    "次",
    "页",
    "台",
    "元",
    "毫核",
    "核",
    "GiB",
    "MiB",
    "KiB",
    "TiB",
    "GB",
    "MB",
    "KB",
    "TB",
    "Mbit/s",
    "Kbit/s",
    "Gbit/s",
    "Mbps",
    "Kbps",
    "bps",
    "ms",
    "px",
    "%",
    "像素",
    "milliseconds",
    "seconds",
    "second",
    "minutes",
    "minute",
    "hours",
    "hour",
    "days",
    "day",
    "months",
    "month",
    "weeks",
    "week",
    "years",
    "year",
    "entries",
    "pixels",
];
/// What a limit of length is of, where a sentence names it.
pub(crate) const LENGTH_SUBJECTS: &[&str] = &[
    "长度",
    "名称",
    "描述",
    "密码",
    "标签键",
    "标签值",
    "内容",
    "备注",
    "标题",
    "字符",
    "文本",
    "取值",
    "值",
    "总",
    "字符串",
    "显示",
    "信息",
    "用户",
    "角色",
    "策略",
    "组",
    "的",
    "参数",
    "该",
    "可",
    "支持",
    "限制",
    "范围",
    "需",
    "要",
    "应",
    "必须",
    "在",
    "为",
    "是",
    "：",
    ":",
    "大小",
    "其",
];
/// What a clause begins with that says more of the same subject:
/// `ClientToken只支持ASCII字符，且不能超过64个字符`.
pub(crate) const LENGTH_JOINTS: &[&str] = &["并且", "而且", "且", "并"];
/// What announces the greatest length.
pub(crate) const LENGTH_MAXIMA: &[&str] = &[
    "最多可以包含",
    "最多可包含",
    "最多支持",
    "最多包含",
    "最多允许",
    "最多输入",
    "最多可输入",
    "最多为",
    "最多",
    "最大支持",
    "最大不超过",
    "最大长度为",
    "最大长度",
    "最大为",
    "最大",
    "最长不超过",
    "最长为",
    "最长",
    "不可以超过",
    "不能超过",
    "不可超过",
    "不得超过",
    "不允许超过",
    "不超过",
    "不大于",
    "小于等于",
];
/// How an English sentence begins that limits a length.
pub(crate) const LENGTH_VERBS: &[&str] = &[
    "must be",
    "can be",
    "is",
    "cannot exceed",
    "must not exceed",
    "can contain",
    "must contain",
    "contains",
    "consists of",
];
/// What announces the greatest length in English, behind the verb.
pub(crate) const LENGTH_LIMITS: &[&str] =
    &["up to", "a maximum of", "no more than", "at most", "no longer than", "not exceed"];
/// What the length of a text is counted in.
pub(crate) const LENGTH_UNITS: &[(LengthUnit, &[&str])] = &[
    (
        LengthUnit::Chars,
        &[
            "英文或中文字符",
            "中文或英文字符",
            "中英文字符",
            "英文字符",
            "ASCII字符",
            "ASCII 字符",
            "字符",
            "位字符",
            "characters",
            "character",
            "ascii characters",
            "english or chinese characters",
        ],
    ),
    (LengthUnit::Bytes, &["字节", "bytes", "byte"]),
];
