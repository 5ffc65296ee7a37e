//! Answers that come in pages: how an operation tells them apart, and streams over them.

mod items;
mod stream;

use std::fmt;

pub use self::items::Items;
pub use self::stream::Pages;
use crate::Operation;

/// An operation whose answer comes in pages, implemented by its generated request type.
///
/// # Example
///
/// ```
/// use aliyun_runtime::pages::{Paginated, Paging};
/// # use aliyun_runtime::decode::{DecodeError, Object};
/// # use aliyun_runtime::encode::Encoder;
/// # use aliyun_runtime::{Error, Operation, ResponseMetadata};
///
/// #[derive(Clone, Default)]
/// struct ListThings {
///     page_number: Option<i32>,
/// }
///
/// struct Things {
///     list: Vec<String>,
///     total_count: Option<i64>,
/// }
/// # impl Operation for ListThings {
/// #     type Client = ();
/// #     type Response = Things;
/// #     type Error = Error;
/// #     const ACTION: &'static str = "ListThings";
/// #     fn encode(&self, _: &mut Encoder) {}
/// #     fn decode(_: Object, _: ResponseMetadata) -> Result<Things, DecodeError> {
/// #         Ok(Things { list: Vec::new(), total_count: None })
/// #     }
/// # }
///
/// impl Paginated for ListThings {
///     type Item = String;
///
///     fn paging(&self) -> Paging<Self> {
///         Paging::by_number(
///             |request: &Self| request.page_number,
///             |request, number| request.page_number = Some(number),
///             |response| response.total_count,
///         )
///     }
///
///     fn items(response: &Things) -> &[String] {
///         &response.list
///     }
///
///     fn into_items(response: Things) -> Vec<String> {
///         response.list
///     }
/// }
/// ```
pub trait Paginated: Operation + Clone {
    /// What a page is a list of.
    type Item: Clone + PartialEq;

    /// How the pages are told apart that begin with this request. Some operations have both ways,
    /// and take the one that the request asks for.
    fn paging(&self) -> Paging<Self>;

    /// The items of one page.
    fn items(response: &Self::Response) -> &[Self::Item];

    /// The items of one page, for good.
    fn into_items(response: Self::Response) -> Vec<Self::Item>;
}

/// How an operation tells its pages apart: by numbers or by tokens.
pub struct Paging<O: Operation>(Style<O>);

enum Style<O: Operation> {
    Number {
        number: fn(&O) -> Option<i32>,
        set_number: fn(&mut O, i32),
        total: fn(&O::Response) -> Option<i64>,
    },
    Token {
        set_token: fn(&mut O, Option<String>),
        next_token: fn(&O::Response) -> Option<&str>,
    },
}

impl<O: Operation> Paging<O> {
    /// By numbers from 1, as `PageNumber`: the one that a request has, how to set it, and the
    /// number of items on all pages together, as `TotalCount`, if the answer tells.
    pub const fn by_number(
        number: fn(&O) -> Option<i32>,
        set_number: fn(&mut O, i32),
        total: fn(&O::Response) -> Option<i64>,
    ) -> Self {
        Self(Style::Number { number, set_number, total })
    }

    /// By tokens, as `NextToken`: how to set that of a request, and the one that an answer has for
    /// the next page. None, or an empty one, says that there are no further pages.
    pub const fn by_token(
        set_token: fn(&mut O, Option<String>),
        next_token: fn(&O::Response) -> Option<&str>,
    ) -> Self {
        Self(Style::Token { set_token, next_token })
    }
}

impl<O: Operation> fmt::Debug for Paging<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Style::Number { .. } => "Paging::by_number",
            Style::Token { .. } => "Paging::by_token",
        })
    }
}
