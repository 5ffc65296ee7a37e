//! What a page is made of.

use crate::{Span, Table};

/// A page: its blocks, in the order of the text. Only lines that do no more than divide, such
/// as `---`, are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The blocks, from the top down; their spans are in order and do not overlap.
    pub blocks: Vec<Block>,
    /// Characters that nobody sees and no page needs: control characters, and those that turn the
    /// direction of text or break lines, with which text can be made to look like what it is not.
    /// The blocks hold blanks for them.
    pub unseen: Vec<Span>,
}

/// One block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types say it")]
pub enum Block {
    Heading(Heading),
    Paragraph(Paragraph),
    Table(Table),
    Code(CodeBlock),
}

impl Block {
    /// Where the block stands. Of a code block it is the content, without the fences.
    pub fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.span,
            Self::Paragraph(paragraph) => paragraph.span,
            Self::Table(table) => table.span,
            Self::Code(code) => code.span,
        }
    }
}

/// A line that begins with `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The number of `#`, 1 to 6.
    pub level: u8,
    /// The text as it is read: unescaped, without marks and without a trailing `{#id .section}`.
    pub text: String,
    /// The name that links on the same page use: `id` of a trailing `{#id .section}`.
    pub id: Option<String>,
    /// The line.
    pub span: Span,
}

/// A paragraph, a list or a quote outside of tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The text on one line, without marks.
    pub text: String,
    /// The same as clean Markdown that is fit for rustdoc.
    pub doc: String,
    /// The links, in the order of the text. A link whose target holds blanks, which only
    /// relative ones do, is not among them; its text is.
    pub links: Vec<Link>,
    /// From the first to the last character that is no white space.
    pub span: Span,
}

/// A link with its target as it is written, relative ones and `~~25609~~` included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The text that is shown.
    pub text: String,
    /// Where it leads, unescaped.
    pub target: String,
    /// The whole link, brackets and target included.
    pub span: Span,
}

/// Code between fences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeBlock {
    /// What stands behind the opening fence, such as `json` or `{#json_return_success_demo}`.
    pub info: String,
    /// The lines between the fences, joined by `\n`, without the last line's end.
    pub text: String,
    /// The lines between the fences, in the original text.
    pub span: Span,
    /// Whether a fence closes the code; else it ends with its section.
    pub is_closed: bool,
}
