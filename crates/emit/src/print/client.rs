//! `src/client.rs`: the client, and what it tells the runtime of the service.

use apigen_ir::{Endpoints, FailureRule, Service};
use proc_macro2::TokenStream;
use quote::quote;

use crate::docs::Docs;
use crate::print::service_title;
use crate::source::{doc_attributes, inner_doc_attributes, rust_file};

pub(crate) fn print(header: &str, service: &Service) -> Result<String, syn::Error> {
    let docs = Docs::default().and(&format!("The client of {}.", service_title(service)));
    let sections = [
        inner_doc_attributes(&Docs::default().and("The client.")),
        imports(service),
        facts(service),
        client_struct(&docs),
        implementation(),
        service_client(),
    ];
    rust_file(header, sections)
}

fn imports(service: &Service) -> TokenStream {
    let endpoints = (!service.endpoints.is_empty()).then(|| quote! { Endpoints, });
    let failure = service.failure_in_200.as_ref().map(|_| quote! { FailureRule, });
    quote! {
        use aliyun_runtime::pages::{Pages, Paginated};
        use aliyun_runtime::{
            ActionCall, Call, ClientBuilder, #endpoints #failure Operation, Service, ServiceClient
        };
    }
}

fn facts(service: &Service) -> TokenStream {
    let (product, version) = (&service.product, &service.version);
    let endpoints = (!service.endpoints.is_empty()).then(|| endpoints(&service.endpoints));
    let failure = service.failure_in_200.as_ref().map(failure_rule);
    quote! {
        static SERVICE: Service = Service::new(#product, #version) #endpoints #failure;
    }
}

fn endpoints(endpoints: &Endpoints) -> TokenStream {
    let global = endpoints.global.as_ref().map(|host| quote! { .global(#host) });
    let central = endpoints.central.then(|| quote! { .central() });
    let hosts = |method: TokenStream, hosts: &std::collections::BTreeMap<String, String>| {
        let pairs = hosts.iter().map(|(region, host)| quote! { (#region, #host) });
        (!hosts.is_empty()).then(|| quote! { .#method(&[#(#pairs),*]) })
    };
    let regions = hosts(quote! { regions }, &endpoints.regions);
    let vpc = hosts(quote! { vpc }, &endpoints.vpc);
    quote! { .endpoints(Endpoints::new() #global #central #regions #vpc) }
}

fn failure_rule(rule: &FailureRule) -> TokenStream {
    let code = rule.code.as_ref().map(|sign| {
        let (field, success) = (&sign.field, &sign.success);
        quote! { .code(#field, &[#(#success),*]) }
    });
    let status = rule.status.as_ref().map(|field| quote! { .status(#field) });
    let success = rule.success.as_ref().map(|field| quote! { .success(#field) });
    quote! { .failure_in_200(FailureRule::new() #code #status #success) }
}

fn client_struct(docs: &Docs) -> TokenStream {
    let docs = doc_attributes(docs);
    quote! {
        #docs
        #[doc = ""]
        #[doc = " Cheap to clone; clones share connections."]
        #[derive(Clone, Debug)]
        pub struct Client {
            runtime: aliyun_runtime::Client,
        }
    }
}

fn implementation() -> TokenStream {
    quote! {
        impl Client {
            #[doc = " Sets up a client: where to call, and with which credentials."]
            pub fn builder() -> ClientBuilder<Self> {
                ClientBuilder::new()
            }
            #[doc = " Sends a request that was made as a plain value."]
            #[doc = ""]
            #[doc = " The builders of the single operations let the compiler check that all required"]
            #[doc = " parameters are set; here the call fails if one is missing, before anything is sent."]
            pub fn send<O: Operation<Client = Self>>(&self, request: &O) -> Call<O> {
                self.runtime.call(request)
            }
            #[doc = " The pages of the answer to a request that was made as a plain value."]
            pub fn pages<O: Paginated<Client = Self>>(&self, request: O) -> Pages<O> {
                self.runtime.pages(request)
            }
            #[doc = " Calls an operation by its name alone, as one that is newer than this crate: signed,"]
            #[doc = " sent and retried as the others, and with the answer as JSON."]
            pub fn call(&self, action: impl Into<String>) -> ActionCall {
                self.runtime.action(action)
            }
        }
    }
}

fn service_client() -> TokenStream {
    quote! {
        impl ServiceClient for Client {
            fn service() -> &'static Service {
                &SERVICE
            }
            fn from_runtime(runtime: aliyun_runtime::Client) -> Self {
                Self { runtime }
            }
        }
    }
}
