//! The law of the readers of samples.

use apigen_extract::{SourcePage, Specs, extract};

use crate::pages::check_extraction;

/// What parts a JSON sample from the XML sample after it.
const XML: &str = "\n<!-- XML -->\n";

/// A page whose samples are any text ends as one outcome, as [`page`](crate::page()) says.
///
/// # Panics
///
/// If that does not hold.
pub fn sample(text: &str) {
    let (json, xml) = text.split_once(XML).unwrap_or((text, ""));
    let page = PAGE.replace("{JSON}", json).replace("{XML}", xml);
    let extraction =
        extract(&[SourcePage::new("demo/2020-01-01/Page.md", &page)], &Specs::default());
    check_extraction(&extraction, &page);
}

/// A page whose rows have a place of their own only in the samples.
const PAGE: &str = "# ListThings

[Debug](https://api.aliyun.com/#product=Demo&api=ListThings&type=RPC&version=2020-01-01)

## Request parameters

|Parameter|Type|Required|Example|Description|
|--|--|--|--|--|
|Action|String|Yes|ListThings|The operation. |
|ThingId|String|No|t-1|The ID of the thing. |

## Response parameters

|Parameter|Type|Example|Description|
|--|--|--|--|
|RequestId|String|EEEE671A|The ID of the request. |
|Data|Struct| |The data. |
|TotalCount|Integer|10|How many there are. |
|Things|Array of Thing| |The things. |
|Thing| | | |
|Name|String|a|The name. |
|Size|Long|10|The size. |
|Tags|Map|{}|The tags. |
|IsNew|Boolean|true|Whether it is new. |
|Code|String|OK|The code. |

## Examples

Sample success responses

`XML` format

```
{XML}
```

`JSON` format

```
{JSON}
```
";
