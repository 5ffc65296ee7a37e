//! What the module of one operation says, item by item.

use crate::{item, module, module_of};

#[test]
fn an_operation_of_nothing_has_all_parts() {
    insta::assert_snapshot!(module_of("{action: Ping, style: rpc, source: Ping.md}"));
}

#[test]
fn parameters_go_where_they_belong() {
    let module = module(
        "{name: A, in: query, type: string, required: true}, {name: b, in: form, type: int32}, \
         {name: c-d, in: header, type: bool}, {name: P, in: path, type: string}, \
         {name: J, in: body, type: 'json<array<string>>'}, {name: H, in: host, type: int64}, \
         {name: W, in: body, type: 'array<string>', wrapper: I}",
        "",
    );
    let item = item(&module, "impl Operation for GetThingRequest {");
    let encode = item.split("fn encode").nth(1).unwrap().split("fn decode").next().unwrap();
    insta::assert_snapshot!(encode, @r#"
    (&self, to: &mut Encoder) {
            to.require(Place::Query, "A", self.a.to_wire());
            to.put(Place::Form, "b", self.b.to_wire());
            to.put(Place::Header, "c-d", self.c_d.to_wire());
            to.require(Place::Path, "P", self.p.to_wire());
            to.put(Place::Body, "J", json_text(&self.j));
            to.put(Place::Host, "H", self.h.to_wire());
            to.put(
                Place::Body,
                "W",
                self.w.as_ref().and_then(|items| object([("I", items.to_wire())])),
            );
            to.put_extra(Place::Query, &self.extra_parameters);
        }
    "#);
}

#[test]
fn roa_operations_say_where_they_are_called() {
    let module = module_of(
        "{action: GetThing, style: 'roa DELETE /v2/{Id}', source: a, \
         request: [{name: Id, in: path, type: string}]}",
    );
    assert!(module.contains("    const METHOD: &'static str = \"DELETE\";\n"));
    assert!(module.contains("    const PATH: &'static str = \"/v2/{Id}\";\n"));
    assert!(module.contains("Required path parameter `Id`."));
    assert!(module.contains("pub struct GetThingBuilder<State = (Unset,)> {"));
}

#[test]
fn requests_tell_unset_from_empty() {
    let module = module(
        "{name: A, in: query, type: 'array<array<double>>'}, {name: type, in: query, type: any}, \
         {name: M, in: query, type: 'map<string>'}, {name: F, in: query, type: float}, \
         {name: T, in: query, type: T, fields: [{name: T, type: T}]}",
        "",
    );
    insta::assert_snapshot!(item(&module, "pub struct GetThingRequest {"), @r#"
    pub struct GetThingRequest {
        pub a: Option<Vec<Vec<f64>>>,
        #[cfg_attr(feature = "serde", serde(rename = "type"))]
        pub r#type: Option<Value>,
        pub m: Option<BTreeMap<String, String>>,
        pub f: Option<f64>,
        pub t: Option<T>,
        #[cfg_attr(feature = "serde", serde(rename = "_extra_parameters"))]
        pub extra_parameters: ExtraParameters,
    }
    "#);
    insta::assert_snapshot!(item(&module, "pub struct T {"), @"
    pub struct T {
        pub t: Option<Box<T>>,
    }
    ");
}

#[test]
fn without_required_parameters_there_are_no_flags() {
    let module = module("{name: A, in: query, type: int32}", "");
    assert!(module.contains("pub struct GetThingBuilder {\n"));
    assert!(module.contains("    pub fn a(mut self, value: i32) -> Self {\n"));
    assert!(!module.contains("State") && !module.contains("mod required"));
}

#[test]
fn a_required_parameter_changes_its_flag() {
    let module = module(
        "{name: A, in: query, type: string, required: true}, {name: B, in: query, type: 'array<string>'}, \
         {name: Set, in: query, type: int32, required: true}",
        "",
    );
    insta::assert_snapshot!(item(&module, "impl<A, ParameterSet>"), @"
    impl<A, ParameterSet> GetThingBuilder<(A, ParameterSet)> {
        pub fn a(
            mut self,
            value: impl Into<String>,
        ) -> GetThingBuilder<(Set, ParameterSet)> {
            self.request.a = Some(value.into());
            self.with_state()
        }
        pub fn b(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.request.b = Some(values.into_iter().map(Into::into).collect());
            self
        }
        pub fn set(mut self, value: i32) -> GetThingBuilder<(A, Set)> {
            self.request.set = Some(value);
            self.with_state()
        }
        pub fn extra_parameter(
            mut self,
            name: impl Into<String>,
            value: impl ToWire,
        ) -> Self {
            self.request.extra_parameters.insert(name, value);
            self
        }
        pub fn send(self) -> Call<GetThingRequest>
        where
            A: required::A,
            ParameterSet: required::ParameterSet,
        {
            self.client.send(&self.request)
        }
        pub fn into_request(self) -> GetThingRequest {
            self.request
        }
        fn with_state<State>(self) -> GetThingBuilder<State> {
            GetThingBuilder {
                client: self.client,
                request: self.request,
                state: PhantomData,
            }
        }
    }
    ");
}

const EVERY_SHAPE: &str = "{name: S, type: string}, {name: I, type: int32}, \
    {name: F, type: float}, {name: V, type: any}, {name: L, type: 'array<int64>'}, \
    {name: W, type: 'array<string>', wrapper: Item}, {name: M, type: 'map<bool>'}, \
    {name: T, type: struct, fields: [{name: T, type: 'json<array<string>>'}]}, \
    {name: J, type: 'json<J>', fields: [{name: X, type: double}]}, {name: Unknown, type: struct}";

#[test]
fn answers_are_read_by_shape() {
    let module = module("", EVERY_SHAPE);
    let item = item(&module, "impl Operation for GetThingRequest {");
    insta::assert_snapshot!(item.split("fn decode").nth(1).unwrap(), @r#"
    (
            mut body: Object,
            metadata: ResponseMetadata,
        ) -> Result<GetThingResponse, DecodeError> {
            Ok(GetThingResponse {
                s: body.string("S")?,
                i: body.int32("I")?,
                f: body.double("F")?,
                v: body.any("V")?,
                l: body.list("L")?,
                w: body.wrapped_list("W", "Item")?,
                m: body.map("M")?,
                t: body.get("T")?,
                j: body.json("J")?,
                unknown: body.any("Unknown")?,
                metadata,
            })
        }
    }
    "#);
}

#[test]
fn answers_are_seen_through_accessors() {
    let module = module("", EVERY_SHAPE);
    let accessors: Vec<String> = item(&module, "impl GetThingResponse {")
        .split("    pub fn ")
        .skip(1)
        .map(|accessor| accessor.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    insta::assert_snapshot!(accessors.join("\n"), @"
    s(&self) -> Option<&str> { self.s.as_deref() }
    i(&self) -> Option<i32> { self.i }
    f(&self) -> Option<f64> { self.f }
    v(&self) -> Option<&Value> { self.v.as_ref() }
    l(&self) -> &[i64] { &self.l }
    w(&self) -> &[String] { &self.w }
    m(&self) -> &BTreeMap<String, bool> { &self.m }
    t(&self) -> &T { self.t.as_ref().unwrap_or(const { &T::EMPTY }) }
    has_t(&self) -> bool { self.t.is_some() }
    j(&self) -> &J { self.j.as_ref().unwrap_or(const { &J::EMPTY }) }
    has_j(&self) -> bool { self.j.is_some() }
    unknown(&self) -> Option<&Value> { self.unknown.as_ref() }
    request_id(&self) -> Option<&str> { self.metadata.request_id() }
    raw_body(&self) -> Option<&[u8]> { self.metadata.body() } }
    ");
    assert!(module.contains("            t: from.json(\"T\")?.unwrap_or_default(),\n"));
}

#[test]
fn the_documented_request_id_is_the_one_that_every_answer_has() {
    let documented = module("", "{name: requestId, type: string, doc: 请求ID。}");
    assert!(
        documented.contains(
            "    /// 请求ID。\n    ///\n    /// Field `requestId`.\n    pub fn request_id("
        )
    );
    assert_eq!(documented.matches("request_id:").count(), 0);
    let other = module("", "{name: RequestId, type: int32}, {name: Metadata, type: string}");
    assert!(other.contains("    pub fn request_id_2(&self) -> Option<i32> {\n"));
    assert!(other.contains("    pub fn metadata(&self) -> Option<&str> {\n"));
    assert!(other.contains("        self.metadata_2.request_id()\n"));
}

#[test]
fn structs_recur_by_name() {
    let module = module(
        "",
        "{name: Root, type: Node, fields: [{name: Next, type: Node}, \
         {name: Children, type: 'array<Node>'}, {name: Leaf, type: Leaf, fields: [{name: Up, type: Node}]}]}",
    );
    insta::assert_snapshot!(item(&module, "pub struct Node {"), @"
    pub struct Node {
        next: Option<Box<Node>>,
        children: Vec<Node>,
        leaf: Option<Box<Leaf>>,
    }
    ");
    assert!(module.contains("        self.next.as_deref().unwrap_or(const { &Node::EMPTY })\n"));
}

/// The structs of a module, but the four that every one has.
fn structs(module: &str) -> Vec<&str> {
    let names = module.lines().filter_map(|line| line.strip_prefix("pub struct "));
    let names = names.filter_map(|rest| rest.split([' ', '<']).next());
    names.filter(|name| !name.starts_with("GetThing")).collect()
}

#[test]
fn equal_structs_are_one_and_others_have_the_parent_in_front() {
    let tag = |at: &str, ty: &str, field: &str| {
        format!("{{name: {at}, type: {ty}, fields: [{{name: {field}, type: string}}]}}")
    };
    let response = format!(
        "{}, {}, {{name: Disk, type: Disk, fields: [{}, {}]}}, {}",
        tag("A", "Tag", "Key"),
        tag("B", "Tag", "Key"),
        tag("C", "Tag", "Value"),
        tag("D", "'array<Tag>'", "Key"),
        tag("Tag", "struct", "X"),
    );
    assert_eq!(structs(&module("", &response)), ["Tag", "Disk", "DiskTag", "ResponseTag"]);
}

#[test]
fn structs_are_named_by_type_then_by_element_then_by_field() {
    let fields = "fields: [{name: X, type: string}]";
    let response = format!(
        "{{name: A, type: Named, {fields}}}, {{name: some_items, type: 'array<struct>', {fields}}}, \
         {{name: Things, type: 'array<struct>', wrapper: Thing, {fields}}}"
    );
    assert_eq!(structs(&module("", &response)), ["Named", "SomeItems", "Thing"]);
}

#[test]
fn no_struct_hides_a_name_that_the_module_needs() {
    let fields = "fields: [{name: X, type: string}]";
    let response = format!(
        "{{name: String, type: struct, {fields}}}, {{name: Error, type: struct, {fields}}}, \
         {{name: GetThingRequest, type: struct, {fields}}}, {{name: Tag, type: struct, {fields}}}"
    );
    let request = format!("{{name: Tag, in: query, type: struct, {fields}}}");
    let module = module(&request, &response);
    assert_eq!(
        structs(&module),
        ["RequestTag", "ResponseString", "ResponseError", "ResponseGetThingRequest", "Tag"]
    );
}

#[test]
fn an_operation_does_not_hide_what_its_module_needs() {
    let module = module_of("{action: Decode, style: rpc, source: a}");
    assert!(module.contains("pub enum DecodeOperationError {"));
    assert!(module.contains("    pub fn decode(&self) -> DecodeOperationBuilder {"));
}

#[test]
fn errors_are_known_by_their_codes() {
    let module = module_of(
        "{action: A, style: rpc, source: a, errors: [{code: Invalid%s.Format}, {code: X.Y, http: 404}, \
         {code: X.Y, http: 403}, {code: '%s.NotFound'}, {code: '404'}]}",
    );
    insta::assert_snapshot!(item(&module, "impl From<Error> for AError {"), @r#"
    impl From<Error> for AError {
        fn from(error: Error) -> Self {
            let Error::Service(error) = error else { return Self::Other(error) };
            match error.code() {
                "X.Y" => Self::XY(error),
                "404" => Self::Code404(error),
                code if code
                    .strip_prefix("Invalid")
                    .is_some_and(|rest| rest.ends_with(".Format")) => {
                    Self::InvalidFormat(error)
                }
                code if code.ends_with(".NotFound") => Self::NotFound(error),
                _ => Self::Other(Error::Service(error)),
            }
        }
    }
    "#);
    insta::assert_snapshot!(item(&module, "pub enum AError {"), @"
    pub enum AError {
        InvalidFormat(ServiceError),
        XY(ServiceError),
        NotFound(ServiceError),
        Code404(ServiceError),
        Other(Error),
    }
    ");
}
