//! What becomes of the facts that are known of values: enumerations, secrets, advice against use,
//! and what is taken where nothing is set.

use crate::{item, module, module_of};

const KINDS: &str = "values: [{value: small, doc: Up to ten.}, {value: '2.5'}, {value: unknown}]";

#[test]
fn listed_texts_are_an_open_enumeration() {
    let module = module("", &format!("{{name: Kind, type: string, {KINDS}}}"));
    insta::assert_snapshot!(item(&module, "pub enum Kind {"), @"
    pub enum Kind {
        Small,
        Value2_5,
        ValueUnknown,
        Unknown(String),
    }
    ");
    insta::assert_snapshot!(item(&module, "impl Kind {"), @r#"
    impl Kind {
        pub fn as_str(&self) -> &str {
            match self {
                Self::Small => "small",
                Self::Value2_5 => "2.5",
                Self::ValueUnknown => "unknown",
                Self::Unknown(text) => text,
            }
        }
        fn listed(text: &str) -> Option<Self> {
            Some(
                match text {
                    "small" => Self::Small,
                    "2.5" => Self::Value2_5,
                    "unknown" => Self::ValueUnknown,
                    _ => return None,
                },
            )
        }
    }
    "#);
    assert!(module.contains("\naliyun_runtime::text_enumeration!(Kind);\n"));
    assert!(module.contains("    /// `small`: Up to ten.\n    Small,\n"));
    assert!(module.contains("#[non_exhaustive]\npub enum Kind {\n"));
    assert!(module.contains("            kind: body.string(\"Kind\")?.map(Kind::from),\n"));
    assert!(module.contains("    pub fn kind(&self) -> Option<&Kind> {\n"));
}

#[test]
fn setters_take_texts_for_enumerations() {
    let module = module(
        &format!(
            "{{name: Kind, in: query, type: string, {KINDS}}}, \
             {{name: Kinds, in: query, type: 'array<string>', {KINDS}}}, \
             {{name: Json, in: query, type: 'json<array<string>>', {KINDS}}}"
        ),
        "",
    );
    assert!(module.contains("    pub fn kind(mut self, value: impl Into<Kind>) -> Self {\n"));
    assert!(module.contains("values: impl IntoIterator<Item = impl Into<Kinds>>"));
    assert!(module.contains("    pub json: Option<Vec<Json>>,\n"));
}

/// The enumerations of a module.
fn enumerations(module: &str) -> Vec<&str> {
    let names = module.lines().filter_map(|line| line.strip_prefix("pub enum "));
    names.filter_map(|it| it.split(' ').next()).filter(|it| *it != "GetThingError").collect()
}

#[test]
fn equal_enumerations_of_one_name_are_one_and_others_have_the_parent_in_front() {
    let field = |rest: &str| format!("{{name: Status, type: string{rest}}}");
    let (ab, ba) = ("values: [{value: a}, {value: b}]", "values: [{value: b}, {value: a}]");
    let request = format!(
        "{}, {{name: Error, in: query, type: string, {ab}}}",
        field(&format!(", in: query, {ab}"))
    );
    let response = format!(
        "{}, {{name: Disk, type: Disk, fields: [{}]}}, {{name: Plain, type: struct, fields: [{}]}}",
        field(&format!(", {ba}")),
        field(", values: [{value: c}]"),
        field(""),
    );
    let module = module(&request, &response);
    assert_eq!(enumerations(&module), ["Status", "DiskStatus", "RequestError"]);
    assert!(module.contains("    status: Option<String>,\n"));
}

#[test]
fn listed_numbers_stay_numbers() {
    let module =
        module("{name: N, in: query, type: int32, values: [{value: '1'}, {value: '5'}]}", "");
    assert_eq!(enumerations(&module), Vec::<&str>::new());
    assert!(module.contains("    /// Parameter `N`. Values: `1`, `5`.\n    pub n: Option<i32>,\n"));
}

#[test]
fn secrets_are_not_shown() {
    let module = module(
        "{name: Password, in: query, type: string}, {name: T, in: query, type: T, \
         fields: [{name: Key, type: string}, {name: PrivateKey, type: string}]}",
        "{name: SecurityToken, type: string}, {name: NextToken, type: string}",
    );
    for (name, is_secret) in [
        ("GetThingRequest", true),
        ("T", true),
        ("GetThingResponse", true),
        ("GetThingError", false),
    ] {
        let by_hand = module.contains(&format!("impl fmt::Debug for {name} {{"));
        assert_eq!(by_hand, is_secret, "{name}");
    }
    insta::assert_snapshot!(item(&module, "impl fmt::Debug for GetThingRequest {"), @r#"
    impl fmt::Debug for GetThingRequest {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.debug_struct("GetThingRequest")
                .field("password", &redacted(&self.password))
                .field("t", &self.t)
                .field("extra_parameters", &self.extra_parameters)
                .finish()
        }
    }
    "#);
    assert!(module.contains(".field(\"security_token\", &redacted(&self.security_token))"));
    assert!(module.contains(".field(\"next_token\", &self.next_token)"));
}

#[test]
fn what_the_page_advises_against_is_deprecated() {
    let module = module_of(
        "{action: GetThing, style: rpc, source: a, deprecated: 'Use [Other].', request: [\
         {name: tag, in: query, type: string, deprecated: Use Tag.}, {name: Tag, in: query, type: string}\
         ], response: [{name: Old, type: T, deprecated: old, fields: [{name: X, type: string}]}]}",
    );
    let deprecated: Vec<&str> = module
        .split("#[deprecated(note = ")
        .skip(1)
        .map(|rest| rest.split('\n').nth(1).unwrap().trim())
        .collect();
    assert_eq!(
        deprecated,
        [
            "pub fn get_thing(&self) -> GetThingBuilder {",
            "pub struct GetThingRequest {",
            "pub tag_2: Option<String>,",
            "pub fn tag_2(mut self, value: impl Into<String>) -> Self {",
            "pub fn old(&self) -> &T {",
            "pub fn has_old(&self) -> bool {",
        ]
    );
    assert!(module.contains("#[deprecated(note = \"Use \\\\[Other].\")]"), "{module}");
    assert!(module.contains("        to.put(Place::Query, \"Tag\", self.tag.to_wire());\n"));
    assert!(module.contains("\n#![allow(\n    deprecated,\n"));
}

#[test]
fn regions_and_tokens_are_no_matter_of_the_compiler() {
    let module = module_of(
        "{action: GetThing, style: rpc, source: a, idempotency_token: ClientToken, request: [\
         {name: RegionId, in: query, type: string, required: true}, \
         {name: ClientToken, in: query, type: string, required: true}, \
         {name: X, in: query, type: string, required: true}]}",
    );
    assert!(module.contains("pub struct GetThingBuilder<State = (Unset,)> {"));
    for put in [
        "to.put_region(Place::Query, \"RegionId\", self.region_id.to_wire());",
        "to.put_token(Place::Query, \"ClientToken\", self.client_token.to_wire());",
        "to.require(Place::Query, \"X\", self.x.to_wire());",
    ] {
        assert!(module.contains(put), "{put}");
    }
    assert!(module.contains("Parameter `RegionId`. If not set, the client's region."));
    assert!(module.contains("Parameter `ClientToken`. If not set, one is made for each call."));
}

#[test]
fn a_region_elsewhere_is_a_parameter_like_others() {
    let module = module(
        "{name: RegionId, in: path, type: string}, {name: RegionID, in: query, type: int32, required: true}",
        "",
    );
    assert!(!module.contains("put_region"));
}

#[test]
fn operations_that_only_look_are_reads() {
    let is_read = |action: &str| {
        let module = module_of(&format!("{{action: {action}, style: rpc, source: a}}"));
        module.contains("    const IS_READ: bool = true;\n")
    };
    assert!(is_read("DescribeThings"));
    assert!(!is_read("CreateThing"));
}

#[test]
fn extra_parameters_stand_with_the_others() {
    let put = |place: &str| {
        let module = module(&format!("{{name: A, in: {place}, type: string}}"), "");
        let (_, rest) = module.split_once("to.put_extra(").unwrap();
        rest.split(',').next().unwrap().to_owned()
    };
    assert_eq!(put("query"), "Place::Query");
    assert_eq!(put("form"), "Place::Form");
    assert_eq!(put("body"), "Place::Query");
}

#[test]
fn files_and_whole_bodies_are_the_body() {
    let module = module(
        "{name: File, in: body, type: binary, required: true}, {name: Part, in: query, type: binary}",
        "",
    );
    assert!(module.contains("        to.require_file(\"File\", self.file.as_deref());\n"));
    assert!(module.contains("value: impl Into<Vec<u8>>)"));
    assert!(module.contains("    pub part: Option<String>,\n"));
    let whole = crate::module("{name: body, in: body, type: 'map<string>'}", "");
    assert!(whole.contains("to.put(Place::WholeBody, \"body\", self.body.to_wire());"));
    let members = "{name: body, in: body, type: any}, {name: B, in: body, type: any}";
    assert!(!crate::module(members, "").contains("WholeBody"));
}

#[test]
fn lists_of_structs_grow_item_by_item_and_others_are_set_at_once() {
    let module = module(
        "{name: Tag, in: query, type: 'array<Tag>', required: true, fields: [{name: Key, type: string}, \
         {name: Sub, type: 'array<Sub>', fields: [{name: X, type: int32}]}]}, \
         {name: Set_Tag, in: query, type: int32}, {name: Ids, in: query, type: 'array<int64>'}, \
         {name: Labels, in: query, type: 'map<string>'}",
        "",
    );
    insta::assert_snapshot!(item(&module, "impl Tag {"), @"
    impl Tag {
        pub fn new() -> Self {
            Self::default()
        }
        pub fn key(mut self, value: impl Into<String>) -> Self {
            self.key = Some(value.into());
            self
        }
        pub fn sub_(mut self, value: Sub) -> Self {
            self.sub_.get_or_insert_default().push(value);
            self
        }
        pub fn set_sub(mut self, values: impl IntoIterator<Item = Sub>) -> Self {
            self.sub_ = Some(values.into_iter().collect());
            self
        }
    }
    ");
    let builder = item(&module, "impl<Tag2> GetThingBuilder<(Tag2,)> {");
    for line in [
        "    pub fn tag(mut self, value: Tag) -> GetThingBuilder<(Set,)> {",
        "        self.request.tag.get_or_insert_default().push(value);",
        "    pub fn set_tag(mut self, value: i32) -> Self {",
        "    pub fn ids(mut self, values: impl IntoIterator<Item = i64>) -> Self {",
        "        values: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,",
    ] {
        assert!(builder.contains(&format!("{line}\n")), "{line}\n{builder}");
    }
    assert!(builder.contains("    pub fn set_tag_2("), "{builder}");
}

#[test]
fn json_of_unknown_shape_can_be_given_as_text() {
    let module = module("{name: J, in: query, type: 'json<any>'}", "{name: J, type: 'json<any>'}");
    assert!(module.contains("to.put(Place::Query, \"J\", any_json_text(&self.j));"));
    assert!(module.contains("            j: body.any_json(\"J\")?,\n"));
}

#[test]
fn names_in_serdes_form_are_those_on_the_wire() {
    let module = module(
        "{name: VSwitchId, in: query, type: string}, {name: vpcID, in: query, type: string}",
        "{name: aKey, type: string}, {name: bKey, type: string}, {name: 'c-d', type: string}",
    );
    insta::assert_snapshot!(item(&module, "pub struct GetThingRequest {"), @r#"
    pub struct GetThingRequest {
        pub v_switch_id: Option<String>,
        #[cfg_attr(feature = "serde", serde(rename = "vpcID"))]
        pub vpc_id: Option<String>,
        #[cfg_attr(feature = "serde", serde(rename = "_extra_parameters"))]
        pub extra_parameters: ExtraParameters,
    }
    "#);
    insta::assert_snapshot!(item(&module, "pub struct GetThingResponse {"), @r#"
    pub struct GetThingResponse {
        a_key: Option<String>,
        b_key: Option<String>,
        #[cfg_attr(feature = "serde", serde(rename = "c-d"))]
        c_d: Option<String>,
        #[cfg_attr(feature = "serde", serde(rename = "_metadata"))]
        metadata: ResponseMetadata,
    }
    "#);
    assert!(module.contains("    serde(default, rename_all = \"camelCase\")\n"));
}
