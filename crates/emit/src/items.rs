//! The public items of a generated crate, by the places of the IR that they come from.
//!
//! Whoever compares two services learns here what users of the crate call the thing that changed,
//! and where a name or a type changed that the IR alone does not show: a field that is new may take
//! the name of another one's type.

use apigen_ir::compare::path_below;
use apigen_ir::{Field, Operation, Service};

use crate::annotate;
use crate::model::{EnumerationModel, Member, OperationModel, Shape, Structs, Types};
use crate::print::value::rust_type;

/// A public item of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RustItem {
    /// The place that it comes from, as [changes](apigen_ir::compare::Change) name it:
    /// `request.Tag[].Key`, `response.Data`, `errors.NotFound`; empty for the operation as a whole.
    pub path: String,
    /// The listed value that it stands for, where it is a variant of an enumeration.
    pub value: Option<String>,
    /// Its name in the crate: `operation::get_thing::GetThingResponse::size`.
    pub name: String,
    /// The type of the value that it takes or gives; empty where it has none.
    pub ty: String,
}

/// The public items that come from an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationItems {
    /// The operation.
    pub action: String,
    /// Its items, outer ones before those below, in the order of the page.
    pub items: Vec<RustItem>,
}

/// Lists the items of each operation of a service, in the order of the operations.
///
/// ```
/// use apigen_emit::items;
/// use apigen_ir::{Service, yaml};
///
/// let mut service = yaml::read_service(
///     "{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}",
/// )?;
/// service.operations.push(yaml::read_operation(
///     "{action: GetThing, style: rpc, source: GetThing.md, response: [{name: Size, type: int32}]}",
/// )?);
/// let [operation] = items(&service).try_into().unwrap();
/// let size = operation.items.last().unwrap();
/// assert_eq!(size.path, "response.Size");
/// assert_eq!(size.name, "operation::get_thing::GetThingResponse::size");
/// assert_eq!(size.ty, "i32");
/// # Ok::<(), apigen_ir::yaml::YamlError>(())
/// ```
pub fn items(service: &Service) -> Vec<OperationItems> {
    let modules = annotate::modules(&service.operations);
    let operations = service.operations.iter().zip(&modules);
    operations
        .map(|(operation, module)| {
            let model = annotate::annotate(operation, module, &service.groups);
            let module = format!("operation::{}", model.ident);
            let mut collector = Collector { module, items: Vec::new() };
            collector.collect(operation, &model);
            OperationItems { action: operation.action.clone(), items: collector.items }
        })
        .collect()
}

struct Collector {
    /// The path of the operation's module.
    module: String,
    items: Vec<RustItem>,
}

/// One side of an operation.
#[derive(Clone, Copy)]
struct Side<'a> {
    structs: &'a Structs,
    enumerations: &'a [EnumerationModel],
    types: Types<'a>,
}

impl Collector {
    fn collect(&mut self, operation: &Operation, model: &OperationModel) {
        let builder = model.types.builder.to_string();
        self.add("", format!("Client::{}", model.ident), builder.clone());
        self.collect_paging(model, &builder);
        let request = Side {
            structs: &model.request_structs,
            enumerations: &model.enumerations.0,
            types: model.request_types(),
        };
        let members: Vec<&Member> = model.parameters.iter().map(|it| &it.member).collect();
        self.collect_fields("request.", &operation.request, &builder, &members, request);
        for (parameter, flag) in model.required() {
            let path = format!("request.{}", parameter.member.wire);
            self.add_here(&path, &["required", &flag.ident.to_string()], "");
        }
        let response = Side {
            structs: &model.response_structs,
            enumerations: &model.enumerations.0,
            types: model.response_types(),
        };
        let members: Vec<&Member> = model.answer.members.iter().collect();
        let owner = model.types.response.to_string();
        self.collect_fields("response.", &operation.response, &owner, &members, response);
        let error = model.types.error.to_string();
        for variant in &model.errors {
            let path = format!("errors.{}", variant.documented);
            self.add_here(&path, &[&error, &variant.ident.to_string()], "");
        }
    }

    fn collect_paging(&mut self, model: &OperationModel, builder: &str) {
        let Some(paging) = &model.paging else { return };
        let item = type_text(&paging.item, model.response_types());
        self.add_here("", &[builder, "pages"], &model.types.response.to_string());
        self.add_here("", &[builder, "items"], &item);
    }

    /// Adds the items of the fields of the struct `owner`, and of all below them.
    fn collect_fields(
        &mut self,
        parent: &str,
        fields: &[Field],
        owner: &str,
        members: &[&Member],
        side: Side<'_>,
    ) {
        let mut members = members.iter();
        for field in fields {
            let path = format!("{parent}{}", field.name);
            // Fields and members have one order; the id of a request is a field and no member.
            let Some(member) = members.clone().next().filter(|it| it.wire == field.name) else {
                self.add_here(&path, &[owner, "request_id"], "String");
                continue;
            };
            members.next();
            self.collect_member(&path, field, owner, member, side);
        }
    }

    fn collect_member(
        &mut self,
        path: &str,
        field: &Field,
        owner: &str,
        member: &Member,
        side: Side<'_>,
    ) {
        let ty = type_text(&member.shape, side.types);
        self.add_here(path, &[owner, &member.ident.to_string()], &ty);
        if let Some(presence) = &member.presence {
            self.add_here(path, &[owner, &presence.to_string()], "bool");
        }
        if let Some(whole) = &member.whole_setter {
            self.add_here(path, &[owner, &whole.to_string()], &ty);
        }
        match core(&member.shape) {
            Shape::Enumeration(id) => {
                let Some(model) = side.enumerations.get(id.0) else { return };
                for value in &model.values {
                    self.add_here(path, &[&model.ident.to_string(), &value.ident.to_string()], "");
                    if let Some(item) = self.items.last_mut() {
                        item.value = Some(value.wire.clone());
                    }
                }
            }
            // A struct whose fields are listed elsewhere has its items there.
            Shape::Struct(id) if !field.fields.is_empty() => {
                let Some(model) = side.structs.get(*id) else { return };
                let members: Vec<&Member> = model.members.iter().collect();
                let below = format!("{}.", path_below(path, field));
                let owner = model.ident.to_string();
                self.collect_fields(&below, &field.fields, &owner, &members, side);
            }
            _ => {}
        }
    }

    /// Adds an item of the operation's module.
    fn add_here(&mut self, path: &str, names: &[&str], ty: &str) {
        let name = format!("{}::{}", self.module, names.join("::"));
        self.add(path, name, ty.to_owned());
    }

    fn add(&mut self, path: &str, name: String, ty: String) {
        self.items.push(RustItem { path: path.to_owned(), value: None, name, ty });
    }
}

/// What the elements of lists and maps are in the end.
fn core(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => core(inner),
        _ => shape,
    }
}

fn type_text(shape: &Shape, types: Types<'_>) -> String {
    rust_type(shape, types).to_string().replace(' ', "").replace(',', ", ")
}
