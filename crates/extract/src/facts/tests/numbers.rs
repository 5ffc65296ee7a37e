//! Defaults, ranges and lengths.

use apigen_ir::Type;

use super::{check, parameter};

#[test]
fn defaults_are_read_in_every_regular_form() {
    for doc in [
        "How big. Default value: 10.",
        "How big.\n\nDefault value : 10\n\nMore.",
        "How big. The default value is 10, which means small.",
        "How big. The default value is 10 and indicates small.",
        "How big.\n\n- Default value: **10**\n- Maximum value: **20**",
        "大小。默认值：10",
        "大小，默认值为**10**，最大值为**20**。",
        "大小。默认为10。",
        "大小。缺省为10，代表小。",
        "大小。默认取值**10**。更多",
        "大小。起始值：1 默认值：10",
        "大小。取值范围：\\[1,100\\]默认值：10",
        "大小。取值范围：正整数默认值：10",
        "大小（默认值：10）。",
        "大小。默认值：10秒，最小值：10秒",
        "大小。该参数默认值为10。",
        "大小。Size的默认值为10。",
    ] {
        check(doc, parameter(doc, Type::Int32, "").default, "10");
    }
    for (doc, default) in [
        ("Where.\n\nDefault value: Asia/Shanghai.", "Asia/Shanghai"),
        ("Until when. Default value: 2099-12-31T23:59:59Z", "2099-12-31T23:59:59Z"),
        ("模式。默认值为0644，表示可读。", "0644"),
        ("应用ID.默认取值：**app-1**。", "app-1"),
        ("Which. Default value: `a_b`.", "a_b"),
        ("时长。默认值：300s", "300s"),
    ] {
        check(doc, parameter(doc, Type::String, "").default, default);
    }
}

#[test]
fn a_default_that_is_not_certain_is_none() {
    for doc in [
        "默认值：空，表示不变。",
        "默认值：无",
        "默认值：null",
        "Default value: null.",
        "Default value: the ID of the thing.",
        "The default value is 40 or the size of the image.",
        "默认值：max{40, 20}",
        "A的默认值为10。",
        "A1默认值：10",
        "当A为1时，默认值为10。",
        "如果A为1，默认值为10。",
        "If A is 1, the default value is 10.",
        "默认值：10\n\n- 当A为1时，默认值为20。",
        "默认值：10（当A为1时）",
        "默认值：\n\n- 当A为1时：10",
        "- 当A为1时：\n  - 默认值：10",
        "默认按大小排序。",
        "由于A默认值为10，所以小。",
    ] {
        check(doc, parameter(doc, Type::Int32, "").default, "");
        check(doc, parameter(doc, Type::String, "").default, "");
    }
    let doc = "取值范围：1~5。默认值：10";
    check(doc, parameter(doc, Type::Int32, "").default, "");
    check(doc, parameter(doc, Type::Array(Box::new(Type::Int32)), "").default, "");
}

#[test]
fn ranges_are_read_in_every_regular_form() {
    for (doc, range) in [
        ("大小。取值范围：1~100", "1..=100"),
        ("大小，范围1-100。", "1..=100"),
        ("大小。取值范围为1～100的整数。", "1..=100"),
        ("大小。取值：**1**~**100**之间的整数。", "1..=100"),
        ("大小。取值范围：`[1,100]`，单位：秒。", "1..=100"),
        ("大小。取值范围：1秒~100秒。默认值：1秒。", "1..=100"),
        ("大小。取值范围：\\[1, 100\\]默认值：10", "1..=100"),
        ("大小。N的取值范围：1~5。取值范围：1 ~ 100，默认值：1。", "1..=100"),
        ("大小。\n\n- 取值范围：1到100。\n- 单位：秒。", "1..=100"),
        ("大小，默认值为10，最大值为100。", "..=100"),
        ("大小，默认值为10，最大是100。", "..=100"),
        ("大小，最大数量为100", "..=100"),
        ("大小。起始值：1 默认值：1", "1.."),
        ("大小。最小值：1。最大值：100", "1..=100"),
        ("大小。取值范围：-1~100", "-1..=100"),
        ("How big. Valid values: 1 to 100. Unit: days.", "1..=100"),
        ("How big. Value range: 1 to 1,000 seconds.", "1..=1000"),
        ("Page. Pages start from page 1.\n\nDefault value: 1.", "1.."),
        ("How big. Maximum value: 100.\n\nDefault value: 10.", "..=100"),
        ("How big. Valid values of N: 1 to 5. Valid values: 1 to 100.", "1..=100"),
    ] {
        check(doc, parameter(doc, Type::Int32, "").range, range);
        check(doc, parameter(doc, Type::String, "10").range, range);
    }
    let doc = "比例。取值范围：0.1~0.9";
    check(doc, parameter(doc, Type::Float, "").range, "0.1..=0.9");
}

#[test]
fn a_range_that_is_not_certain_is_none() {
    for doc in [
        "N的取值范围：1~20",
        "Valid values of N: 1 to 16.",
        "取值范围：1~9, 12, 24",
        "取值范围：大于0",
        "取值范围：1~A的取值",
        "取值范围：0~100（不含0）",
        "取值范围：1分钟~24小时",
        "取值范围：\n\n- 当A为1时：1~10\n- 当A为2时：1~100",
        "取值范围：1~10。当A为1时，取值范围：1~100。",
        "当A为1时，取值范围：1~100。",
        "If A is 1, valid values: 1 to 100.",
        "取值范围：100~1",
        "取值范围：1~100。最大值：50",
        "最大的大小。",
    ] {
        check(doc, parameter(doc, Type::Int32, "").range, "");
    }
    let doc = "取值范围：1~100";
    check(doc, parameter(doc, Type::String, "").range, "");
    check(doc, parameter(doc, Type::String, "a-1").range, "");
    check(doc, parameter(doc, Type::Int32, "200").range, "");
    check(doc, parameter(doc, Type::Array(Box::new(Type::Int32)), "").range, "");
    check(doc, parameter("取值范围：0.5~1", Type::Int32, "").range, "");
}

#[test]
fn lengths_are_read_in_every_regular_form() {
    for (doc, length) in [
        ("名称。长度为2~128个英文或中文字符。必须以字母开头。", "2..=128"),
        ("名称。长度为 2~128 个英文或中文字符，不能以a开头。", "2..=128"),
        ("密码。长度为8至30个字符，必须同时包含字母。", "8..=30"),
        ("标签值长度的取值范围：1~128。N的取值范围：1~20", "1..=128"),
        ("名称，必须以字母开头，长度1-32。", "1..=32"),
        ("标签。一旦传入该值，则不允许为空。最多支持128个字符，不能以a开头。", "..=128"),
        ("角色名，最多包含64个字符。", "..=64"),
        ("备注，最大长度128个字符。", "..=128"),
        ("名称。最大长度为64 个字符，允许字母。", "..=64"),
        ("名称。不超过32个字符。", "..=32"),
        ("保证幂等。Size只支持ASCII字符，且不能超过64个字符。", "..=64"),
        ("标题。\n\n- 长度不超过128个字节。\n- UTF-8编码。", "..=128 bytes"),
        ("The name must be 2 to 128 characters in length and can contain letters.", "2..=128"),
        ("The name. It can be up to 128 characters in length.", "..=128"),
        ("The name.\n\nThe length of the name is 1 to 512 characters.", "1..=512"),
        ("The name can be up to 1 to 512 characters in length.", "1..=512"),
        ("The policy must be 1 to 1,024 bytes in length.", "1..=1024 bytes"),
        ("The **Size** value can contain only letters and cannot exceed 64 characters.", "..=64"),
        ("It must be no more than 64 characters in length.", "..=64"),
        ("It can contain a maximum of 64 ASCII characters.", "..=64"),
    ] {
        check(doc, parameter(doc, Type::String, "").length, length);
        check(doc, parameter(doc, Type::Int32, "").length, "");
    }
}

#[test]
fn a_length_that_is_not_certain_is_none() {
    for doc in [
        "标签。规则：\n\n- 单个标签不超过32字节。最多不超过16个标签。",
        "For A, the name must be 2 to 15 characters. For B, the name must be 2 to 64 characters.",
        "Each key must be 1 to 128 bytes in length.",
        "参数。\n\n- 键不允许为空，最多支持64个字符。",
        "内容。不能超过16KB。",
        "最多支持10个ID。",
        "若为名称，且不能超过64个字符。",
        "长度为32个字符。",
        "前缀以外的字符，最大长度为255个字符。",
        "Size长度为1~128个字符。其中a的长度为1~64个字符。",
    ] {
        check(doc, parameter(doc, Type::String, "").length, "");
    }
}
