//! Remarks on operations, and names with a role.

use apigen_ir::Period;

/// How a page refers to the operation that it describes.
pub(crate) const OPERATION_SUBJECTS: &[&str] = &[
    "该api",
    "该接口",
    "此接口",
    "本接口",
    "此api",
    "本api",
    "该操作",
    "this api operation",
    "this operation",
    "this api",
    "the operation",
];
/// Times in which calls are counted.
pub(crate) const PERIODS: &[(Period, &[&str])] = &[
    (Period::Second, &["秒", "second"]),
    (Period::Minute, &["分钟", "分", "minute"]),
    (Period::Hour, &["小时", "hour"]),
    (Period::Day, &["天", "日", "day"]),
];
/// What announces how often an operation may be called.
pub(crate) const CALL_LIMITS: &[&str] = &[
    "单用户QPS",
    "单用户调用频率",
    "单用户请求频率",
    "QPS限制",
    "调用频率限制",
    "最大调用频率",
    "you can call this operation up to",
    "you can call this api operation up to",
    "this operation can be called up to",
];
/// The same with the time before the number.
pub(crate) const LIMITED_PER: &[(&str, Period)] = &[
    ("每秒最多调用", Period::Second),
    ("每分钟最多调用", Period::Minute),
    ("每小时最多调用", Period::Hour),
    ("每天最多调用", Period::Day),
];
/// What the number of a limit counts.
pub(crate) const CALLS: &[&str] = &["次", "times", "calls", "requests"];
/// Names of parameters for the number of a page, without regard to case and `_`.
pub(crate) const PAGE_NUMBERS: &[&str] =
    &["pagenumber", "pageno", "pagenum", "currentpage", "page", "pageindex"];
/// Names of parameters for the number of items on a page.
pub(crate) const PAGE_SIZES: &[&str] = &["pagesize", "size", "perpage"];
/// Names of fields that count all items.
pub(crate) const TOTALS: &[&str] =
    &["totalcount", "total", "totalnum", "totalsize", "totalrecordcount", "xtotalcount"];
/// Names of the parameter that takes a token and of the field that gives it, and of the
/// parameters for the number of items beside them.
pub(crate) const TOKENS: &[(&str, &str, &[&str])] = &[
    (
        "nexttoken",
        "nexttoken",
        &["maxresults", "maxresult", "maxitems", "length", "limit", "pagesize"],
    ),
    ("marker", "marker", &["maxitems", "maxresults", "limit", "pagesize"]),
    ("cursor", "cursor", &["length", "limit", "maxresults", "pagesize"]),
    ("cursor", "nextcursor", &["length", "limit", "maxresults", "pagesize"]),
    ("marker", "nextmarker", &["maxitems", "maxresults", "limit", "pagesize"]),
    ("scrolltoken", "scrolltoken", &["pagesize", "limit"]),
];
/// Names of the parameter whose value makes a repeated request count once.
pub(crate) const IDEMPOTENCY_TOKENS: &[&str] = &["clienttoken"];
