//! Listed values, and the default among them.

use apigen_ir::{Field, ListedValue, Type};

use super::{check, parameter};

fn values(field: &Field) -> String {
    let listed = |it: &ListedValue| {
        if it.doc.is_empty() { it.value.clone() } else { format!("{}={}", it.value, it.doc) }
    };
    field.values.iter().map(listed).collect::<Vec<_>>().join("; ")
}

#[test]
fn listed_values_are_read_in_every_regular_form() {
    for (doc, expected) in [
        ("状态。取值范围：\n\n- a：甲。\n- b：乙。", "a=甲。; b=乙。"),
        ("状态。取值：\n\n- **a**：甲\n- **b**（乙）", "a=甲; b=乙"),
        ("状态。取值说明如下：\n\n- **a：** 甲\n- `b`: 乙", "a=甲; b=乙"),
        ("状态。取值：\n\n- **a**（甲）：好\n- **b**（默认）：乙", "a=甲：好; b=乙"),
        ("状态：\n\n- a\n- b\n- c\\_d", "a; b; c_d"),
        ("状态。取值：\n\n- a：\n  - 一\n  - 二\n- b：乙", "a=- 一\n- 二; b=乙"),
        (
            "Kind. Valid values:\n\n- a: good. See [b](https://x.y).\n- b: bad",
            "a=good. See [b](https://x.y).; b=bad",
        ),
        ("Kind. Default value: a. Valid values:\n\n- a\n- b", "a; b"),
        ("状态。取值：a、b。", "a; b"),
        ("状态。取值：**a**（甲），**b**（乙）。", "a=甲; b=乙"),
        ("状态。取值: a/b。", "a; b"),
        ("状态。取值`a`或`b`，如果没有则全部。", "a; b"),
        ("Kind.\n\nValid values: a | b", "a; b"),
        ("Kind. Valid values: a, b, and c.", "a; b; c"),
        ("Kind. Valid values: a and b.\n\nDefault value: a.", "a; b"),
        ("Kind. Valid values: a (good) or b (bad).", "a=good; b=bad"),
        ("状态。有效值：a 或 b。", "a; b"),
        ("单一。取值：\n\n- a：甲", "a=甲"),
        ("状态。取值：\n\n- a 甲\n- **b** 乙", "a=甲; b=乙"),
        ("状态。取值：\n\n- a – 甲\n- b -乙\n- c - 丙", "a=甲; b=乙; c=丙"),
        ("Kind of command. Valid values:\n\n- a\n- b", "a; b"),
        (
            "Kind. Valid values:\n\n- a: of one or more things, started separately\n- b",
            "a=of one or more things, started separately; b",
        ),
    ] {
        check(doc, Some(values(&parameter(doc, Type::String, "a"))), expected);
    }
    let order = "顺序。取值：\n\n- **a:Desc**（默认值）：甲\n- **a:Asc**：乙";
    let field = parameter(order, Type::String, "a:Asc");
    check(order, Some(values(&field)), "a:Desc=甲; a:Asc=乙");
    assert_eq!(field.default.as_deref(), Some("a:Desc"));
}

#[test]
fn listed_values_are_of_the_type_of_their_field() {
    let numbers = |doc| values(&parameter(doc, Type::Int32, "1"));
    assert_eq!(
        numbers("状态。取值：\n\n- **0**：否\n- **1**：是\n- \\-1：坏"),
        "0=否; 1=是; -1=坏"
    );
    assert_eq!(numbers("时长。取值范围：{1, 3}\n\n默认值：1"), "1; 3");
    assert_eq!(numbers("状态。取值：\n\n- a：甲\n- b：乙"), "");
    let listed = "状态。取值：\n\n- a：甲\n- b：乙";
    let list = Type::Array(Box::new(Type::String));
    assert_eq!(values(&parameter(listed, list, "[\"a\", \"b\"]")), "a=甲; b=乙");
    assert_eq!(values(&parameter(listed, Type::Json(Box::new(Type::Any)), "{}")), "");
    let flag = |doc| values(&parameter(doc, Type::Bool, "true"));
    assert_eq!(flag("是否。\n\n- True：是\n- False：否"), "True=是; False=否");
    assert_eq!(flag("是否。取值：\n\n- ture：是\n- false：否"), "");
}

#[test]
fn listed_values_that_are_not_certain_are_none() {
    for doc in [
        // No values, or not all of them.
        "大小。取值：\n\n- a：甲\n- 自定义状态",
        "大小。取值范围：\n\n- 当A为1时：甲\n- b：乙",
        "大小。取值：\n\n- a 或 c：甲\n- b：乙",
        "大小。取值：\n\n- a 至 c\n- b ，乙",
        "大小。例如取值：\n\n- a：甲\n- b：乙",
        "Kind. Valid values when A is 1:\n\n- a: good\n- b: bad",
        "若A为1则取值：\n\n- a\n- b",
        "Kind. Valid values:\n\n- a: good\n- Default value: b.",
        "Kind. Valid values:\n\n- a or b: good\n- c: bad",
        "大小。取值：a~b。",
        "Kind. Valid values: a and other words.",
        "Kind. Valid values: a android.",
        "取值请参见文档。",
        "当A为1时，取值：a、b。",
        // Cut by a remark, or given twice.
        "大小。取值：\n\n- a：甲\n\n**说明：** 注意。\n\n- b：乙",
        "大小。取值：\n\n- a：甲\n- a：乙",
        // Several values in one text.
        "大小。多个使用英文逗号（,）分隔。取值：\n\n- a：甲\n- b：乙",
        "Kinds. Separate multiple values with commas. Valid values:\n\n- a\n- b",
        "Kinds. Specify one or more of them. Valid values:\n\n- a\n- b",
        "大小。取值：\n\n- a：可传多个，用逗号分隔\n- b：乙",
        // One value of a list that does not say what it is.
        "大小：\n\n- a：甲",
    ] {
        check(doc, Some(values(&parameter(doc, Type::String, "a"))), "");
    }
    // The example is none of them.
    let listed = "大小。取值：\n\n- a：甲\n- b：乙";
    check(listed, Some(values(&parameter(listed, Type::String, "c"))), "");
    // Without an example nothing says that these are no names of inner fields.
    let inner = "配置。\n\n- name：名称\n- size：大小";
    check(inner, Some(values(&parameter(inner, Type::String, ""))), "");
}

#[test]
fn a_listed_value_may_be_marked_as_the_default() {
    for (doc, default) in [
        ("类型。取值：\n\n- a：甲\n- b（默认）：乙", "b"),
        ("类型。取值：\n\n- **a**（默认值）：甲\n- **b**：乙", "a"),
        ("类型。取值：\n\n- a：默认值，甲\n- b：乙", "a"),
        ("类型。取值：\n\n- （默认）a：甲\n- b：乙", "a"),
        ("类型。取值：\n\n- **a（默认）**：甲\n- **b**：乙", "a"),
        ("Kind. Valid values:\n\n- **a (default)**: good\n- **b**: bad", "a"),
        ("类型。取值：\n\n- a（甲，默认值）：好\n- b（乙）：好", "a"),
        ("Kind. Valid values:\n\n- a: good.\n- b: bad. This is the default value.", "b"),
        ("Kind. Valid values:\n\n- a. This is the default value.\n- b", "a"),
        ("Kind. Valid values:\n\n- a (default): good\n- b: bad\n\nDefault value: a.", "a"),
        ("类型。取值范围：a和b（默认）", "b"),
        ("类型。取值：\n\n- a（甲）\n- default（默认值）：乙", "default"),
        // What the word means, not a mark.
        ("类型。取值：\n\n- a（非默认）\n- default（默认）", ""),
        // What two places say is not certain, nor what is no listed value.
        ("类型。取值：\n\n- a（默认）：甲\n- b：乙\n\n默认值：b", ""),
        ("类型。取值：\n\n- a（默认）：甲\n- b（默认）：乙", ""),
        ("类型。取值：\n\n- a：甲\n- b：乙\n\n默认值：c", ""),
    ] {
        check(doc, parameter(doc, Type::String, "a").default, default);
    }
}

#[test]
fn a_listed_value_is_a_default_that_is_read_in_full() {
    let words = "How. Valid values:\n\n- All Upfront\n- No Upfront\n\nDefault value: No Upfront.";
    check(words, parameter(words, Type::String, "All Upfront").default, "No Upfront");
    let none = "How. Valid values:\n\n- Open\n- None\n\nDefault value: None.";
    check(none, parameter(none, Type::String, "Open").default, "None");
    check(none, parameter("Default value: None.", Type::String, "").default, "");
}
