//! The words of the pages, in both languages: headings, columns, types, yes and no, positions.
//!
//! A newcomer who meets an unknown wording adds it here and nowhere else.

use apigen_ir::{Location, Type};

/// What a section of a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Debug,
    Description,
    RequestHeaders,
    RequestSyntax,
    Request,
    RequestBody,
    ResponseSyntax,
    Response,
    Examples,
    SdkSamples,
    Errors,
}

const SECTIONS: &[(Section, &[&str])] = &[
    (Section::Debug, &["调试", "debugging", "debug", "make the api call"]),
    (
        Section::Description,
        &[
            "接口说明",
            "描述",
            "description",
            "接口描述",
            "说明",
            "功能说明",
            "interface description",
            "使用说明",
            "usage notes",
        ],
    ),
    (Section::RequestHeaders, &["请求头", "request header", "request headers"]),
    (Section::RequestSyntax, &["请求语法", "request syntax", "request structure", "请求格式"]),
    (
        Section::Request,
        &[
            "请求参数",
            "request parameters",
            "输入参数",
            "request parameter types",
            "request parameter",
        ],
    ),
    (Section::RequestBody, &["requestbody", "request body"]),
    (Section::ResponseSyntax, &["响应体语法", "response syntax", "response structure"]),
    (
        Section::Response,
        &[
            "返回数据",
            "返回参数",
            "response parameters",
            "响应参数",
            "return parameters",
            "response parameter",
            "回参数",
        ],
    ),
    (Section::Examples, &["示例", "examples", "操作示例", "example", "请求示例", "返回示例"]),
    (Section::SdkSamples, &["sdk示例", "sdk examples"]),
    (
        Section::Errors,
        &[
            "错误码",
            "error codes",
            "接口错误码",
            "common errors",
            "error code",
            "errors",
            "错误信息",
            "特殊错误码",
            "特定错误码",
            "error messages",
            "错误编码",
        ],
    ),
];

/// The section that a heading opens, if the heading is known.
pub(crate) fn section(heading: &str) -> Option<Section> {
    let key = heading.trim().trim_end_matches(['：', ':', '.', ' ']).to_lowercase();
    SECTIONS.iter().find(|(_, texts)| texts.contains(&key.as_str())).map(|(section, _)| *section)
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Column {
    Name,
    Type,
    Required,
    Position,
    Example,
    Description,
    Http,
    Code,
    Message,
}

impl Column {
    /// What such a column is full of.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Name => "names",
            Self::Type => "types",
            Self::Required => "yes and no",
            Self::Position => "places of a request",
            Self::Example => "examples",
            Self::Description => "descriptions",
            Self::Http => "HTTP statuses",
            Self::Code => "error codes",
            Self::Message => "messages",
        }
    }
}

/// Header words of tables of fields. Compared in lower case, without blanks and `*`.
const FIELD_COLUMNS: &[(Column, &[&str])] = &[
    (
        Column::Name,
        &[
            "名称",
            "parameter",
            "参数",
            "name",
            "参数名称",
            "parameters",
            "field",
            "prameter",
            "参数名",
            "attribute",
        ],
    ),
    (Column::Type, &["类型", "type", "参数类型", "数据类型"]),
    (
        Column::Required,
        &[
            "是否必选",
            "required",
            "是否必需",
            "是否必须",
            "required?",
            "必要",
            "必须",
            "requiredornot",
            "必填",
            "是否必填",
            "必填项",
            "是否必要",
            "mustichoose?",
            "mandatoryornot",
        ],
    ),
    (Column::Position, &["位置", "position", "location"]),
    (
        Column::Example,
        &[
            "示例值",
            "example",
            "示例",
            "examplevalue",
            "examplevalue(s)",
            "sampleresponse",
            "instancevalue",
        ],
    ),
    (Column::Description, &["描述", "description", "说明"]),
];

/// What header cells of tables of errors contain, in lower case, without blanks and `*`. The first
/// entry that fits counts: `HTTP状态码` is no `码`, and `Message错误信息` no `错误`.
const ERROR_COLUMNS: &[(Column, &[&str])] = &[
    (Column::Http, &["http"]),
    (Column::Message, &["错误信息", "错误消息", "message", "errorinformation"]),
    (Column::Code, &["错误码", "错误代码", "errorcode"]),
    (Column::Description, &["描述", "description", "说明", "语义", "meaning", "note", "解决方案"]),
];

/// The column of a table of fields that a header cell names.
pub(crate) fn field_column(header: &str) -> Option<Column> {
    let key = header_key(header);
    let found = FIELD_COLUMNS.iter().find(|(_, texts)| texts.contains(&key.as_str()));
    found.map(|(column, _)| *column)
}

/// The column of a table of errors that a header cell names.
pub(crate) fn error_column(header: &str) -> Option<Column> {
    let key = header_key(header);
    let contains = |(_, words): &&(Column, &[&str])| words.iter().any(|word| key.contains(word));
    ERROR_COLUMNS.iter().find(contains).map(|(column, _)| *column)
}

fn header_key(header: &str) -> String {
    let letters = header.chars().filter(|c| !c.is_whitespace() && *c != '*');
    letters.collect::<String>().to_lowercase()
}

const YES: &[&str] = &["是", "yes", "必选", "required", "mandatory", "true", "必填"];
const NO: &[&str] = &["否", "no", "可选", "optional", "false", "选填", ""];

/// Whether a required cell says yes or no.
pub(crate) fn required(cell: &str) -> Option<bool> {
    let key = cell.trim().trim_end_matches(['.', '。']).to_lowercase();
    if YES.contains(&key.as_str()) {
        Some(true)
    } else if NO.contains(&key.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// Whether a cell holds a value of a boolean, which in a column of its own says yes and no too.
pub(crate) fn says_true_or_false(cell: &str) -> bool {
    matches!(cell.trim().to_lowercase().as_str(), "true" | "false")
}

const POSITIONS: &[(Location, &[&str])] = &[
    (Location::Query, &["query"]),
    (Location::Path, &["path", "uri"]),
    (Location::Body, &["body"]),
    (Location::Form, &["formdata", "form"]),
    (Location::Header, &["header", "headers"]),
    (Location::Host, &["host"]),
];

/// The place that a position cell names.
pub(crate) fn position(cell: &str) -> Option<Location> {
    let key = cell.trim().to_lowercase();
    POSITIONS.iter().find(|(_, texts)| texts.contains(&key.as_str())).map(|(place, _)| *place)
}

/// Spellings of scalar types, in lower case.
const SCALARS: &[(Type, &[&str])] = &[
    (Type::String, &["string", "str", "text", "datetime", "timestamp", "date", "time", "enum"]),
    (Type::Int32, &["integer", "int", "int32", "number", "short"]),
    (Type::Int64, &["long", "int64", "bigint"]),
    (Type::Bool, &["boolean", "bool"]),
    (Type::Float, &["float"]),
    (Type::Double, &["double", "decimal", "bigdecimal"]),
];

/// The scalar type that a type cell spells.
pub(crate) fn scalar(text: &str) -> Option<Type> {
    let key = text.trim().to_lowercase();
    SCALARS.iter().find(|(_, texts)| texts.contains(&key.as_str())).map(|(ty, _)| ty.clone())
}

/// Spellings of a struct whose name the type cell does not give, in lower case.
pub(crate) const STRUCTS: &[&str] = &["struct", "struts", "object", "structure", "dict"];
/// Spellings of a list that practically never holds rows, in lower case.
pub(crate) const LISTS: &[&str] = &["list", "repeatlist"];
/// Spellings of an array that may hold rows, in lower case.
pub(crate) const ARRAYS: &[&str] = &["array", "jsonarray"];
/// Spellings of a map, in lower case.
pub(crate) const MAPS: &[&str] = &["map", "hashmap"];
/// Spellings of a JSON value, in lower case.
pub(crate) const JSONS: &[&str] = &["json", "jsonobject", "any"];
/// What stands in a cell that says nothing, in lower case.
const BLANKS: &[&str] = &["", "-", "n/a", "无"];

/// Whether the text of a cell, without blanks around it, says nothing.
pub(crate) fn says_nothing(text: &str) -> bool {
    BLANKS.contains(&text.to_lowercase().as_str())
}

/// How the host of the vendor's catalogue of error codes begins.
pub(crate) const ERROR_CATALOGUE: &str = "error-center.";

/// What the lead-in of a sample announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleOf {
    Request,
    /// An answer of success.
    Answer,
    /// An answer of failure, which says nothing of the fields of success.
    Failure,
}

/// What lead-ins of samples contain, in lower case. The first entry that fits counts, since
/// `异常返回示例` is no `返回示例`.
const LEAD_INS: &[(SampleOf, &[&str])] = &[
    (SampleOf::Failure, &["异常", "错误", "失败", "exception", "error", "fail"]),
    (SampleOf::Answer, &["返回示例", "响应示例", "返回结果", "response", "return example"]),
    (SampleOf::Request, &["请求示例", "request"]),
];

/// What a paragraph between samples announces, if it does.
pub(crate) fn lead_in(text: &str) -> Option<SampleOf> {
    let text = text.to_lowercase();
    LEAD_INS
        .iter()
        .find(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map(|(what, _)| *what)
}

/// What names the parameters that all operations have, in lower case.
const COMMON_PARAMETERS: &[&str] = &[
    "公共返回参数",
    "公共请求参数",
    "公共参数",
    "public param",
    "common response param",
    "common request param",
    "common param",
];

/// Whether a text names the parameters that all operations have.
pub(crate) fn says_common_parameters(text: &str) -> bool {
    let text = text.to_lowercase();
    COMMON_PARAMETERS.iter().any(|words| text.contains(words))
}

/// The wire name of the one field that all answers have.
pub(crate) const COMMON_FIELD: &str = "RequestId";

/// Parameters of the protocol, which samples show and tables leave out, in lower case.
const PROTOCOL_PARAMETERS: &[&str] = &[
    "action",
    "format",
    "version",
    "signature",
    "signaturemethod",
    "signaturenonce",
    "signatureversion",
    "signaturetype",
    "accesskeyid",
    "timestamp",
    "securitytoken",
    "ownerid",
    "owneraccount",
    "resourceownerid",
    "resourceowneraccount",
];

/// Whether a parameter is one of the protocol, or of all operations.
pub(crate) fn is_common_parameter(name: &str) -> bool {
    PROTOCOL_PARAMETERS.contains(&name.to_lowercase().as_str())
}

/// What starts an item of a list that describes a parameter, in lower case.
const LIST_ITEMS: &[&str] = &["类型：", "类型:", "type:", "type："];

/// Whether a list describes a parameter, as the oldest pages do instead of a table.
pub(crate) fn describes_parameter(list: &str) -> bool {
    let list = list.trim_start().to_lowercase();
    LIST_ITEMS.iter().any(|item| list.starts_with(item))
}

/// What a request section contains, in lower case, that says in words that there are no parameters.
const NO_PARAMETERS: &[&str] = &[
    "无请求参数",
    "无参数",
    "没有请求参数",
    "无需请求参数",
    "no request parameter",
    "no parameter",
];

/// Whether a paragraph says that an operation has no parameters.
pub(crate) fn says_no_parameters(text: &str) -> bool {
    let text = text.to_lowercase();
    text.trim() == "无" || NO_PARAMETERS.iter().any(|words| text.contains(words))
}

/// What a cell of examples holds where there is none, in lower case. `none` is the name of a value,
/// more often than not (ram/CreatePolicyVersion, ecs/DescribeSnapshots).
const NO_EXAMPLE: [&str; 5] = ["", "无", "n/a", "null", "\"\""];

/// Whether a cell of examples shows no value.
pub(crate) fn says_no_example(cell: &str) -> bool {
    NO_EXAMPLE.contains(&cell.trim().to_lowercase().as_str())
}
