//! The pages that the benchmarks are about, all in memory.

use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use apigen_extract::{Locales, Spec, Specs};
use walkdir::WalkDir;

/// A folder of pages.
pub(crate) struct Folder {
    /// Where it lies.
    pub(crate) root: PathBuf,
    /// The one locale that is meant, or none.
    pub(crate) locale: Option<String>,
    /// The tree of `spec.yaml` files that lies over it.
    pub(crate) overlay: Option<PathBuf>,
    /// What the `spec.yaml` files say.
    pub(crate) specs: Specs,
    /// Path and text of each page, sorted by path.
    pub(crate) pages: Vec<(String, String)>,
}

impl Folder {
    /// The project's own pages, unless the environment names others.
    pub(crate) fn from_environment() -> Self {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        let root = env::var_os("APIGEN_PAGES").map_or(own, PathBuf::from);
        let overlay = env::var_os("APIGEN_OVERLAY").map(PathBuf::from);
        let locale = env::var("APIGEN_LOCALE").ok();
        let locales = Locales::new(&locale);
        let mut specs = Specs::default();
        let mut pages = Vec::new();
        for (path, text) in texts(&root) {
            add_spec(&mut specs, &path, &text);
            if is_page(Path::new(&path)) && locales.admit(&path) {
                pages.push((path, text));
            }
        }
        for (path, text) in overlay.iter().flat_map(|overlay| texts(overlay)) {
            add_spec(&mut specs, &path, &text);
        }
        assert!(!pages.is_empty(), "no page in {}", root.display());
        Self { root, locale, overlay, specs, pages }
    }

    /// The size of all pages.
    pub(crate) fn megabytes(&self) -> f64 {
        let bytes: usize = self.pages.iter().map(|(_, text)| text.len()).sum();
        f64::from(u32::try_from(bytes).unwrap()) / 1e6
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pages, {:.1} MB, of ", self.pages.len(), self.megabytes())?;
        write!(f, "{}", fs::canonicalize(&self.root).unwrap_or_default().display())?;
        self.locale.iter().try_for_each(|locale| write!(f, ", {locale}"))
    }
}

fn add_spec(specs: &mut Specs, path: &str, text: &str) {
    if let Some(folder) = path.strip_suffix("spec.yaml") {
        specs.insert(folder.trim_end_matches('/'), Spec::read(path, text).unwrap());
    }
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "md")
}

/// Path and text of each page and each `spec.yaml` below a folder, sorted by path.
fn texts(root: &Path) -> Vec<(String, String)> {
    let files =
        WalkDir::new(root).into_iter().map(Result::unwrap).map(walkdir::DirEntry::into_path);
    let is_read = |path: &PathBuf| path.ends_with("spec.yaml") || is_page(path);
    let mut texts: Vec<_> = files
        .filter(is_read)
        .map(|path| {
            let relative = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            (relative, fs::read_to_string(&path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}
