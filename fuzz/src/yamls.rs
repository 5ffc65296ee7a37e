//! The law of the IR's YAML.

use apigen_emit::{Options, RuntimeDependency, emit};
use apigen_ir::{Service, validate, yaml};

/// Any text is an operation or an error; an operation is the same after it was written and read;
/// and what keeps the laws of the IR can be emitted, into files that stay in the crate's folder.
///
/// # Panics
///
/// If that does not hold.
pub fn yaml(text: &str) {
    let Ok(operation) = yaml::read_operation(text) else { return };
    let written = yaml::write_operation(&operation).expect("what was read can be written");
    let again = yaml::read_operation(&written).expect("what was written can be read");
    assert_eq!(again, operation);
    if !validate(&operation).is_empty() {
        return;
    }
    let mut service: Service =
        yaml::read_service("{product: Demo, version: '2020-01-01', crate: aliyun-demo-20200101}")
            .expect("the service is well-formed");
    service.operations.push(operation);
    let options = Options { runtime: RuntimeDependency::Workspace };
    for file in emit(&service, &options).expect("what keeps the laws can be emitted") {
        let parts: Vec<_> = file.path.split('/').collect();
        assert!(
            parts.iter().all(|part| {
                !part.is_empty()
                    && !part.starts_with('.')
                    && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
            }),
            "{}",
            file.path
        );
    }
}
