//! From a service to the files of its crate, of which only those are made that may have changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use apigen_emit::{Options, RuntimeDependency, emit_some, modules};
use apigen_ir::Service;
use rayon::prelude::*;

use crate::cache::{Cache, Hash, hash};
use crate::output::{Content, CrateFiles};

/// The folder of the one file that shows an operation and depends on all of them.
const EXAMPLES: &str = "examples/";
/// Where generated crates find the runtime.
const OPTIONS: Options<'static> = Options { runtime: RuntimeDependency::Workspace };

/// The files of a crate, and what the next run shall know of them.
#[derive(Debug, Default)]
pub(crate) struct Emission {
    pub(crate) files: CrateFiles,
    pub(crate) cache: Cache,
}

/// Emits the crate that lies in `root`.
///
/// Of the operations `kept`, files that are there stay as they are. Of the others, those stay that
/// `known` confirms. What an operation's files depend on is all that is known of it, the name of
/// its module and the service's own facts; the whole crate's own files depend on all operations.
pub(crate) fn emit_crate(
    service: &Service,
    kept: &BTreeSet<String>,
    root: &Path,
    known: &Cache,
) -> io::Result<Emission> {
    let mut emission = Emission::default();
    let operations = service.operations.par_iter().zip(modules(&service.operations));
    let of_operations: serde_json::Result<Vec<_>> = operations
        .map(|(operation, module)| {
            let cause = hash(&serde_json::to_vec(&(service, operation, module))?);
            let standing = known.confirm(root, &cause);
            Ok((operation.action.as_str(), cause, standing))
        })
        .collect();
    let mut wanted = BTreeSet::new();
    let mut causes = BTreeMap::new();
    for (action, cause, standing) in of_operations? {
        if !emission.keep(&cause, standing) {
            wanted.insert(action);
        }
        causes.insert(action, cause);
    }
    let cause = hash(&serde_json::to_vec(&(service, &causes))?);
    if emission.keep(&cause, known.confirm(root, &cause)) && wanted.is_empty() {
        return Ok(emission);
    }
    let emitted = emit_some(service, &OPTIONS, &|action| wanted.contains(action));
    let emitted = emitted.map_err(io::Error::other)?;
    let hashes: Vec<Hash> = emitted.par_iter().map(|file| hash(file.text.as_bytes())).collect();
    for (file, hash) in emitted.into_iter().zip(hashes) {
        let is_kept = file.action.as_ref().is_some_and(|action| kept.contains(action));
        if is_kept && root.join(&file.path).is_file() {
            emission.files.insert(file.path, Content::AsItIs);
            continue;
        }
        // The example depends on which operations there are.
        let action = file.action.as_deref().filter(|_| !file.path.starts_with(EXAMPLES));
        let cause = action.and_then(|action| causes.get(action)).unwrap_or(&cause);
        emission.cache.note(&file.path, cause, hash);
        emission.add(file.path, file.text);
    }
    Ok(emission)
}

impl Emission {
    /// Lets the files of a cause stay as they are, if it is known that all of them are `standing`.
    fn keep(&mut self, cause: &str, standing: Option<&BTreeMap<String, Hash>>) -> bool {
        for (path, hash) in standing.into_iter().flatten() {
            self.files.insert(path.clone(), Content::AsItIs);
            self.cache.note(path, cause, hash.clone());
        }
        standing.is_some()
    }

    fn add(&mut self, path: String, mut text: String) {
        // All texts are held until the last one is there.
        text.shrink_to_fit();
        self.files.insert(path, Content::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use apigen_ir::yaml;
    use tempfile::TempDir;

    use super::*;

    fn service(size: &str) -> Service {
        let facts = "{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}";
        let mut service = yaml::read_service(facts).unwrap();
        for (action, ty) in [("GetThing", size), ("ListThings", "int32")] {
            let text = format!(
                "{{action: {action}, style: rpc, source: p.md, response: [{{name: Size, type: {ty}}}]}}"
            );
            service.operations.push(yaml::read_operation(&text).unwrap());
        }
        service
    }

    /// Emits and writes; gives what was emitted anew, and what is known then.
    fn emit(service: &Service, root: &TempDir, known: &Cache) -> (Vec<String>, Cache) {
        let emission = emit_crate(service, &BTreeSet::new(), root.path(), known).unwrap();
        let mut anew = Vec::new();
        for (path, content) in emission.files {
            if let Content::Text(text) = content {
                fs::create_dir_all(root.path().join(&path).parent().unwrap()).unwrap();
                fs::write(root.path().join(&path), text).unwrap();
                anew.push(path);
            }
        }
        (anew, emission.cache)
    }

    #[test]
    fn what_is_known_and_stands_is_not_emitted_again() {
        let root = TempDir::new().unwrap();
        let (all, known) = emit(&service("int32"), &root, &Cache::default());
        assert!(all.len() > 10, "{all:?}");
        assert_eq!(emit(&service("int32"), &root, &known), (Vec::new(), known.clone()));
        assert_eq!(emit(&service("int32"), &root, &Cache::default()), (all.clone(), known.clone()));

        let (anew, changed) = emit(&service("int64"), &root, &known);
        let standing: Vec<&String> = all.iter().filter(|path| !anew.contains(path)).collect();
        assert_eq!(standing, ["ir/ListThings.yaml", "src/operation/list_things.rs"]);
        assert_eq!(emit(&service("int64"), &root, &changed), (Vec::new(), changed.clone()));
    }

    #[test]
    fn what_does_not_stand_is_emitted_whatever_is_known() {
        let root = TempDir::new().unwrap();
        let (all, known) = emit(&service("int32"), &root, &Cache::default());
        for path in &all {
            let path = root.path().join(path);
            let text = fs::read_to_string(&path).unwrap();
            for damage in [Some(""), Some("// edited"), None] {
                match damage {
                    Some(damage) => fs::write(&path, damage).unwrap(),
                    None => fs::remove_file(&path).unwrap(),
                }
                let (_, after) = emit(&service("int32"), &root, &known);
                assert_eq!(fs::read_to_string(&path).unwrap(), text);
                assert_eq!(after, known);
            }
        }
    }
}
