//! `examples/<name>.rs`, and the calls in the docs: operations, called with their pages' values.

use apigen_ir::Service;
use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::Docs;
use crate::model::{OperationModel, Parameter, Shape};
use crate::names::Name;
use crate::source::{inner_doc_attributes, program, rust_file};

/// The operation that shows best how to call: the one that is `named`, else one whose required
/// parameters are plain values, and if possible one that has some. One that the page advises against shows it badly.
pub(crate) fn choose<'a>(
    named: Option<&str>,
    operations: &'a [OperationModel],
) -> Option<&'a OperationModel> {
    let is_plain = |it: &&OperationModel| it.required().all(|(it, _)| is_plain(&it.member.shape));
    let plain = || operations.iter().filter(|it| !it.calls_deprecated()).filter(is_plain);
    let named = named.and_then(|name| operations.iter().find(|it| it.action == name));
    named
        .or_else(|| plain().find(|operation| operation.required().next().is_some()))
        .or_else(|| plain().next())
        .or_else(|| operations.first())
}

/// The operation that shows best how answers come in pages: the same if it has any, else the first
/// that is as easy to call.
pub(crate) fn choose_paged<'a>(
    example: &'a OperationModel,
    operations: &'a [OperationModel],
) -> Option<&'a OperationModel> {
    let is_plain = |it: &&OperationModel| it.required().all(|(it, _)| is_plain(&it.member.shape));
    let mut plain = operations.iter().filter(|it| !it.calls_deprecated()).filter(is_plain);
    if example.paging.is_some() { Some(example) } else { plain.find(|it| it.paging.is_some()) }
}

fn is_plain(shape: &Shape) -> bool {
    match shape {
        Shape::List(item) => takes_text(item),
        Shape::Struct(_) | Shape::Map(_) | Shape::Value => false,
        _ => true,
    }
}

/// A program that calls the operation.
pub(crate) fn print(
    header: &str,
    service: &Service,
    operation: &OperationModel,
) -> Result<String, syn::Error> {
    let library = library(service);
    let name = operation.ident.plain();
    let docs = Docs::default()
        .and(&format!("Calls `{}` with the values of its page.", operation.action))
        .and("Needs a region in `ALIBABA_CLOUD_REGION_ID`, or an endpoint in\n`ALIBABA_CLOUD_ENDPOINT`, and credentials in `ALIBABA_CLOUD_ACCESS_KEY_ID` and\n`ALIBABA_CLOUD_ACCESS_KEY_SECRET`:")
        .and(&format!("```text\ncargo run --example {name}\n```"));
    let call = call(operation);
    let allow = operation.calls_deprecated().then(|| {
        quote! { #![allow(deprecated, reason = "there is no better operation to show")] }
    });
    let sections = [
        inner_doc_attributes(&docs),
        allow.unwrap_or_default(),
        quote! {
            use std::env;
            use std::error::Error;
        },
        quote! { use #library::Client; },
        quote! {
            #[tokio::main(flavor = "current_thread")]
            async fn main() -> Result<(), Box<dyn Error>> {
                let mut builder = Client::builder();
                if let Ok(region) = env::var("ALIBABA_CLOUD_REGION_ID") {
                    builder = builder.region(region);
                }
                if let Ok(endpoint) = env::var("ALIBABA_CLOUD_ENDPOINT") {
                    builder = builder.endpoint(endpoint);
                }
                let client = builder.build()?;
                #call
                println!("{answer:#?}");
                Ok(())
            }
        },
    ];
    rust_file(header, sections)
}

/// The program that makes a client and calls the operation, for docs.
pub(crate) fn quick_start(
    service: &Service,
    operation: &OperationModel,
) -> Result<String, syn::Error> {
    let (library, call) = (library(service), call(operation));
    program([
        quote! { use #library::Client; },
        quote! {
            #[tokio::main]
            async fn main() -> Result<(), Box<dyn std::error::Error>> {
                let client = Client::builder().region("cn-shanghai").build()?;
                #call
                println!("{answer:#?}");
                Ok(())
            }
        },
    ])
}

/// A function that takes the items of all pages, for docs.
pub(crate) fn pages(service: &Service, operation: &OperationModel) -> Result<String, syn::Error> {
    let (library, module, error) = (library(service), &operation.ident, &operation.types.error);
    let method = &operation.ident;
    let number = operation.paging.as_ref().and_then(|it| it.by_number.as_ref());
    // The stream sets the number of the page.
    let is_number = |it: &Parameter| number.is_some_and(|way| way.number == it.member.ident);
    let setters = setters(operation, |it| !is_number(it));
    program([
        quote! {
            use #library::Client;
            use #library::operation::#module::#error;
        },
        quote! {
            async fn print_all(client: &Client) -> Result<(), #error> {
                let mut items = client.#method() #(#setters)* .items();
                while let Some(item) = items.next().await {
                    let item = item?;
                    println!("{item:?}");
                }
                Ok(())
            }
        },
    ])
}

/// A function that tells failures apart, for docs.
pub(crate) fn errors(service: &Service, operation: &OperationModel) -> Result<String, syn::Error> {
    let (library, module, error) = (library(service), &operation.ident, &operation.types.error);
    let method = &operation.ident;
    let setters = setters(operation, |_| true);
    let documented = operation.errors.first().map(|variant| {
        let ident = &variant.ident;
        quote! { Err(#error::#ident(error)) => println!("{}", error.message()), }
    });
    program([
        quote! {
            use #library::Client;
            use #library::operation::#module::#error;
        },
        quote! {
            async fn try_once(client: &Client) -> Result<(), #error> {
                match client.#method() #(#setters)* .send().await {
                    Ok(answer) => println!("{answer:#?}"),
                    #documented
                    Err(error) if error.is_throttling() => println!("later: {error}"),
                    Err(error) => return Err(error),
                }
                Ok(())
            }
        },
    ])
}

/// The name by which Rust knows the crate.
pub(crate) fn library(service: &Service) -> Name {
    Name::of_library(&service.crate_name)
}

fn call(operation: &OperationModel) -> TokenStream {
    let method = &operation.ident;
    let setters = setters(operation, |_| true);
    quote! {
        let answer = client.#method() #(#setters)* .send().await?;
    }
}

/// The calls that set the required parameters, of those that are wanted.
fn setters(operation: &OperationModel, is_wanted: impl Fn(&Parameter) -> bool) -> Vec<TokenStream> {
    let required = operation.required().map(|(parameter, _)| parameter);
    required
        .filter(|parameter| is_wanted(parameter))
        .map(|parameter| {
            let (setter, value) = (&parameter.member.ident, example_value(parameter));
            quote! { .#setter(#value) }
        })
        .collect()
}

/// The page's example as Rust; where the page has none, or one that does not fit, a value that
/// compiles.
fn example_value(parameter: &Parameter) -> TokenStream {
    let example = parameter.example.as_deref().map(str::trim).unwrap_or_default();
    match &parameter.member.shape {
        Shape::String | Shape::Value | Shape::Enumeration(_) => quote! { #example },
        Shape::Bytes => quote! { #example.as_bytes() },
        Shape::Int32 => signed(i64::from(example.parse::<i32>().unwrap_or(1))),
        Shape::Int64 => signed(example.parse().unwrap_or(1)),
        Shape::Double => {
            let number: f64 = example.parse().ok().filter(|it: &f64| it.is_finite()).unwrap_or(1.0);
            format!("{number:?}").parse().unwrap_or_default()
        }
        Shape::Bool => {
            let value = example.eq_ignore_ascii_case("true");
            quote! { #value }
        }
        Shape::List(item) if takes_text(item) => {
            let values: Vec<String> =
                serde_json::from_str(example).unwrap_or_else(|_| vec![example.to_owned()]);
            if values.is_empty() {
                quote! { [""] }
            } else {
                quote! { [#(#values),*] }
            }
        }
        Shape::Struct(_) => quote! { Default::default() },
        Shape::List(item) if matches!(**item, Shape::Struct(_)) => quote! { Default::default() },
        Shape::List(_) => quote! { Vec::new() },
        Shape::Map(item) if takes_text(item) => quote! { [("key", #example)] },
        Shape::Map(_) => quote! { Vec::<(String, _)>::new() },
    }
}

/// Whether a text converts into the value.
fn takes_text(shape: &Shape) -> bool {
    matches!(shape, Shape::String | Shape::Value | Shape::Enumeration(_))
}

/// A number as people write it, without its type.
fn signed(number: i64) -> TokenStream {
    number.to_string().parse().unwrap_or_default()
}
