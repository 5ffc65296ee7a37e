//! Conditions, advice against use, and remarks on operations.

use apigen_ir::{CallLimit, Field, Operation, Period, Style, Type};

use super::super::{add_to_field, add_to_operation, add_to_parameter};
use super::{check, field, parameter};

#[test]
fn conditions_of_required_parameters_are_read() {
    for (doc, condition) in [
        ("区域，当`Scope`为`Zone`时必填。更多", "当Scope为Zone时"),
        ("区域。当A为b时，该参数必填。", "当A为b时"),
        ("**说明：** 当A为b时，必须设置此参数；否则忽略。", "当A为b时"),
        ("当A为b时，`Size`为必选参数。", "当A为b时"),
        ("当A为b时，必须同时指定Size参数。", "当A为b时"),
        ("当参数A取值为b时才生效且为必选值。", "当参数A取值为b时"),
        ("因为不支持，所以当A为b时，此字段必填。", "当A为b时"),
        ("This parameter is required when A is set to b.", "when A is set to b"),
        ("The `Size` parameter takes effect and is required only when A is b.", "when A is b"),
        ("**Note:** You must specify this parameter if A is b.", "if A is b"),
        ("If A is set to b, you must specify the `Size` parameter.", "If A is set to b"),
        ("When A is b, this parameter is required. Otherwise not.", "When A is b"),
    ] {
        check(doc, parameter(doc, Type::String, "").required_if, condition);
        let mut required = Field { required: true, ..field(doc, Type::String) };
        add_to_parameter(&mut required);
        assert_eq!(required.required_if, None);
        let mut answer = field(doc, Type::String);
        add_to_field(&mut answer);
        assert_eq!(answer.required_if, None);
    }
}

#[test]
fn a_condition_that_is_not_certain_is_none() {
    for doc in [
        "必须指定A或B。",
        "当A为b时，必须指定C参数。",
        "其他策略时，该字段必填。",
        "当您创建以上实例时，需要设置该参数。",
        "加入一个集合，或调整集合时，该参数为必填参数。",
        "检查是否填写了必需参数。",
        "当A为b时，该参数必填。当C为d时，该参数必填。",
        "If A is b, you must specify B.",
        "This parameter is required.",
        "- 当A为b时，该参数必填。",
    ] {
        check(doc, parameter(doc, Type::String, "").required_if, "");
    }
}

#[test]
fn advice_against_a_field_is_read_and_nothing_else() {
    for (doc, reason) in [
        ("大小。\n\n**说明：** 该参数即将被弃用，请使用`B`。", "该参数即将被弃用，请使用B。"),
        ("废弃。", "废弃。"),
        ("已废弃字段", "已废弃字段"),
        ("废弃参数，无特殊含义。", "废弃参数，无特殊含义。"),
        ("大小（已废弃）。", "大小（已废弃）。"),
        (
            "Size. This parameter will be removed in the future. Use B.",
            "This parameter will be removed in the future. Use B.",
        ),
        ("**Note:** This parameter is deprecated.", "This parameter is deprecated."),
        ("Deprecated. Use B.", "Deprecated. Use B."),
    ] {
        check(doc, parameter(doc, Type::String, "").deprecated, reason);
    }
    for doc in [
        "状态。\n\n- Deprecated：已弃用的镜像。\n- a：甲",
        "包括非下线状态的坐席。",
        "最后下线时间。",
        "参数B即将被弃用。",
        "The MFA device to be removed.",
        "This parameter is deprecated for A.",
        "Deprecated images are listed.",
        "当A为b时，该参数已废弃。",
    ] {
        check(doc, parameter(doc, Type::String, "").deprecated, "");
    }
}

/// What the remarks of a page say against its operation, and how often it may be called.
fn remarks(text: &str) -> (Option<String>, Option<CallLimit>) {
    let mut operation = Operation::new("GetThing", Style::Rpc, "GetThing.md");
    add_to_operation(&mut operation, text);
    (operation.deprecated, operation.call_limit)
}

#[test]
fn limits_of_calls_are_read_in_every_regular_form() {
    let limit = |calls, per| Some(CallLimit { calls, per });
    for (text, expected) in [
        ("单用户QPS限制：100次/秒。超过则限流。", limit(100, Period::Second)),
        ("**说明：** 单用户调用频率：100次/秒", limit(100, Period::Second)),
        ("单用户QPS限制为1000次/分钟。", limit(1000, Period::Minute)),
        ("接口调用次数限制：每分钟最多调用6000次。", limit(6000, Period::Minute)),
        (
            "You can call this operation up to 100 times per second per account.",
            limit(100, Period::Second),
        ),
        ("最多可以查询100条。", None),
        ("单用户QPS限制：100次/秒。\n\n单用户QPS限制：10次/秒。", None),
    ] {
        assert_eq!(remarks(text), (None, expected), "{text}");
    }
}

#[test]
fn advice_against_an_operation_is_read() {
    for (text, reason) in [
        ("查询。\n\n**说明：** 该接口已不推荐使用，请用B。", "该接口已不推荐使用，请用B。"),
        ("This operation is deprecated. Use B.", "This operation is deprecated. Use B."),
        ("接口B已不推荐使用。", ""),
        ("该参数已废弃。", ""),
    ] {
        check(text, remarks(text).0, reason);
    }
}
