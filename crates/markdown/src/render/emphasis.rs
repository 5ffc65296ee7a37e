//! Writes the marks of emphasis so that they are read as marks again.
//!
//! Whether asterisks are marks depends on the characters beside them, and those change when
//! links lose their brackets and text is escaped. Where it matters a blank is added.

/// The marks that are open, and what stands right behind the last one.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// How many emphases and strong emphases are open.
    open: [usize; 2],
    last: LastMark,
}

#[derive(Debug, Default, Clone, Copy)]
enum LastMark {
    /// Something stands behind it, or there is none.
    #[default]
    Past,
    /// Opening marks from this offset on, and nothing behind them yet.
    Opening(usize),
    /// Closing marks behind a character that makes them depend on what follows.
    ClosingBehindPunctuation,
    /// Closing marks behind a letter.
    ClosingBehindLetter,
}

/// One of the two kinds of emphasis.
#[derive(Debug, Clone, Copy)]
pub(super) enum Emphasis {
    Weak,
    Strong,
}

impl Emphasis {
    fn mark(self) -> &'static str {
        match self {
            Self::Weak => "*",
            Self::Strong => "**",
        }
    }
}

impl Marks {
    /// Opens an emphasis. One inside of another of its kind is none.
    pub(super) fn open(&mut self, emphasis: Emphasis, out: &mut String) {
        let [weak, strong] = &mut self.open;
        let depth = if matches!(emphasis, Emphasis::Weak) { weak } else { strong };
        *depth += 1;
        if *depth > 1 {
            return;
        }
        match self.last {
            LastMark::Opening(_) => {}
            LastMark::Past => self.last = LastMark::Opening(out.len()),
            // Marks that meet would be read as one longer mark.
            LastMark::ClosingBehindPunctuation | LastMark::ClosingBehindLetter => {
                out.push(' ');
                self.last = LastMark::Opening(out.len());
            }
        }
        out.push_str(emphasis.mark());
    }

    /// Closes an emphasis. One of nothing leaves nothing.
    pub(super) fn close(&mut self, emphasis: Emphasis, out: &mut String) {
        let [weak, strong] = &mut self.open;
        let depth = if matches!(emphasis, Emphasis::Weak) { weak } else { strong };
        *depth = depth.saturating_sub(1);
        if *depth > 0 {
            return;
        }
        if let LastMark::Opening(start) = self.last {
            out.truncate(out.len() - emphasis.mark().len());
            if out.len() <= start {
                self.last = LastMark::Past;
            }
            return;
        }
        // A mark behind a blank would open instead; the blank goes behind the mark.
        let content = out.trim_end_matches(' ').len();
        let blanks = out.split_off(content);
        if matches!(self.last, LastMark::Past) {
            let is_letter = out.ends_with(char::is_alphanumeric);
            self.last = if is_letter {
                LastMark::ClosingBehindLetter
            } else {
                LastMark::ClosingBehindPunctuation
            };
        }
        out.push_str(emphasis.mark());
        if !blanks.is_empty() {
            out.push_str(&blanks);
            self.last = LastMark::Past;
        }
    }

    /// Called before content that begins with `first`.
    pub(super) fn before_content(&mut self, first: char, out: &mut String) {
        match std::mem::take(&mut self.last) {
            LastMark::Opening(start) => {
                let is_behind_letter =
                    out.get(..start).is_some_and(|before| before.ends_with(char::is_alphanumeric));
                if is_behind_letter && !first.is_alphanumeric() {
                    out.insert(start, ' ');
                }
            }
            LastMark::ClosingBehindPunctuation if first.is_alphanumeric() => out.push(' '),
            _ => {}
        }
    }

    /// Whether an opening mark is the last that was written.
    pub(super) fn is_opening(&self) -> bool {
        matches!(self.last, LastMark::Opening(_))
    }

    /// Called at the end of a line: what follows does not touch the marks.
    pub(super) fn at_line_end(&mut self) {
        self.last = LastMark::Past;
    }
}
